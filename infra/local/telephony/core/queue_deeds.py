"""What the effects of a flow that are about queues make happen."""

from __future__ import annotations

from collections.abc import Callable

from infra.local.telephony.core import flow_facts, hours, metrics, queueing
from infra.local.telephony.core.ids import bare
from infra.local.telephony.core.sessions import Session
from infra.local.telephony.flow import effects as wanted
from infra.local.telephony.flow.answers import (
    Done,
    Failed,
    Hours,
    Metric,
    Metrics,
    QueueFound,
    QueueFull,
)
from infra.local.telephony.flow.contact import Queue


def queue_meant(session: Session, queue_id: str | None, agent_id: str | None) -> Queue | None:
    if agent_id:
        return flow_facts.agent_queue(session.floor, agent_id)
    if queue_id:
        return flow_facts.named_queue(session.floor, queue_id)
    return flow_facts.queue(session.floor, session.contact)


def find_queue(session: Session, effect: wanted.FindQueue) -> None:
    found = queue_meant(session, effect.queue_id, effect.agent_id)
    if found and not found.agent and not session.contact.waiting:
        session.contact.queue_id = bare(found.arn)
    session.answer(QueueFound(found) if found else Failed("There is no such queue"))


def enqueue(session: Session, effect: wanted.Enqueue) -> None:
    if queueing.is_full(session.floor, effect.queue):
        session.answer(QueueFull())
        return
    session.goal = lambda: queueing.enter(session.floor, session.contact, effect.queue)
    session.answer(Done())


def requeue(session: Session, effect: wanted.Requeue) -> None:
    found = queue_meant(session, effect.queue_id, effect.agent_id)
    if found is None:
        session.answer(Failed("There is no such queue"))
    elif queueing.is_full(session.floor, found):
        session.answer(QueueFull())
    else:
        session.goal = lambda: queueing.move(session.floor, session.contact, found)
        session.answer(Done())


def tell_hours(session: Session, effect: wanted.HoursWanted) -> None:
    directory, queue = session.floor.directory, effect.queue
    by_queue = (directory.find("queue", queue.arn) or {}) if queue else {}
    found = directory.find("operating-hours", effect.hours_id or by_queue.get("HoursOfOperationId"))
    now = session.floor.time.now()
    session.answer(Hours(hours.is_open(found, now)) if found else Failed("No such hours"))


def tell_metric(session: Session, effect: wanted.MetricWanted) -> None:
    numbers = _numbers(session, effect.queue_id, effect.agent_id)
    found = {
        "NumberOfAgentsAvailable": numbers.available,
        "NumberOfAgentsStaffed": numbers.staffed,
        "NumberOfAgentsOnline": numbers.online,
        "OldestContactInQueueAgeSeconds": numbers.oldest,
        "NumberOfContactsInQueue": numbers.size,
    }.get(effect.metric)
    session.answer(Failed(f"No metric {effect.metric}") if found is None else Metric(found))


def tell_metrics(session: Session, effect: wanted.MetricsWanted) -> None:
    numbers = _numbers(session, effect.queue_id, effect.agent_id)
    queue = queue_meant(session, effect.queue_id, effect.agent_id)
    session.answer(
        Metrics(
            queue_name=queue.name if queue else "",
            queue_arn=queue.arn if queue else "",
            size=numbers.size,
            oldest_seconds=numbers.oldest,
            online=numbers.online,
            available=numbers.available,
            staffed=numbers.staffed,
        )
    )


def _numbers(session: Session, queue_id: str | None, agent_id: str | None) -> metrics.Numbers:
    if agent_id:
        return metrics.of_agent(session.floor, agent_id)
    return metrics.of_queue(session.floor, queue_id or session.contact.queue_id)


DEEDS: dict[type, Callable[..., None]] = {
    wanted.FindQueue: find_queue,
    wanted.Enqueue: enqueue,
    wanted.Requeue: requeue,
    wanted.HoursWanted: tell_hours,
    wanted.MetricWanted: tell_metric,
    wanted.MetricsWanted: tell_metrics,
}
