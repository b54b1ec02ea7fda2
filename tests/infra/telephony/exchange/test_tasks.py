"""Tasks: routed to agents as calls are, paused and resumed, without a telephone."""

from typing import Any

import pytest

from infra.local.telephony.core import tasks
from infra.local.telephony.core.contact import Contact
from infra.local.telephony.core.failures import Refused
from tests.infra.telephony.exchange.clinic import Clinic, say, to_queue


def desk(clinic: Clinic, *channels: str) -> Any:
    """An agent who takes these from the only queue."""
    (ann,) = clinic.staffed("ann")
    (profile,) = clinic.directory.every("routing-profile")
    (one,) = profile["QueueConfigs"]
    reference = one["QueueReference"]
    configs = [{**one, "QueueReference": {**reference, "Channel": each}} for each in channels]
    clinic.directory.put("routing-profile", {**profile, "QueueConfigs": configs})
    return ann


def opened(clinic: Clinic) -> Contact:
    (queue,) = clinic.directory.every("queue")
    flow_id = clinic.flow("Task", to_queue(queue["Arn"]))
    made = tasks.open_task(clinic.exchange.floor, tasks.Task("Call the laboratory", flow_id))
    clinic.advance(1)
    return made


def test_task_is_offered_taken_and_ended() -> None:
    clinic = Clinic()
    ann = desk(clinic, "VOICE", "TASK")

    task = opened(clinic)
    ann.accept()
    clinic.advance(60)
    ann.hang_up()
    ann.complete()

    (record,) = clinic.records_of(task.id)
    assert clinic.event_types(task.id) == [
        "INITIATED", "CONNECTED_TO_SYSTEM", "QUEUED", "CONNECTED_TO_AGENT", "DISCONNECTED",
        "COMPLETED",
    ]  # fmt: skip
    assert (record["Channel"], record["Agent"]["AgentInteractionDuration"]) == ("TASK", 60)
    assert ann.agent.free


def test_task_waits_for_whoever_takes_tasks() -> None:
    clinic = Clinic()
    ann = desk(clinic, "VOICE")

    task = opened(clinic)

    assert task.waiting and ann.agent.free


def test_paused_task_is_offered_to_nobody_until_it_is_resumed() -> None:
    clinic = Clinic()
    ann = desk(clinic, "TASK")
    ann.set_status("Break")
    task = opened(clinic)
    clinic.exchange.pause(task.id)
    ann.set_status("Available")
    free = ann.agent.free

    clinic.exchange.resume(task.id)
    clinic.advance(1)

    assert free and ann.agent.contact_id == task.id
    assert clinic.event_types(task.id)[-2:] == ["PAUSED", "RESUMED"]


def test_who_has_a_task_keeps_it_while_it_is_paused() -> None:
    clinic = Clinic()
    ann = desk(clinic, "TASK")
    task = opened(clinic)
    ann.accept()
    hook = clinic.flow("Paused", say("Later"))

    clinic.exchange.pause(task.id, hook)
    paused = task.state
    for impossible in (ann.pause, ann.hold):
        with pytest.raises(Refused):
            impossible()
    ann.resume_task()

    assert (paused, task.state) == ("paused", "connected")
    assert ann.agent.contact_id == task.id


def test_call_can_not_be_paused() -> None:
    clinic = Clinic()
    clinic.staffed("ann")
    call = clinic.ring()

    with pytest.raises(Refused):
        clinic.exchange.pause(call)

    assert "PAUSED" not in clinic.event_types(call)
