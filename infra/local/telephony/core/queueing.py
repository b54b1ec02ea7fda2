"""Queues: who is put in, what they hear meanwhile, and whom the agents choose."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core import connecting, ending, events, lookups, routing, sessions
from infra.local.telephony.core.contact import (
    BY_FLOW,
    CALLBACK,
    QUEUE_TRANSFER,
    VOICE,
    Contact,
)
from infra.local.telephony.core.criteria import changes
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.core.ids import bare
from infra.local.telephony.flow.contact import Queue
from infra.local.telephony.flow.values import Ended

Json = dict[str, Any]


def is_full(floor: Floor, queue: Queue) -> bool:
    """At its MaxContacts."""
    found = floor.directory.find("queue", queue.arn) or {}
    most = found.get("MaxContacts")
    held = sum(each.queue_id == bare(queue.arn) for each in floor.waiting())
    return most is not None and held >= int(most)


def enter(floor: Floor, contact: Contact, queue: Queue) -> None:
    """Waits from now on, and hears the queue's flow."""
    now = floor.time.now()
    if queue.agent:
        contact.target_agent = bare(queue.arn)
    else:
        contact.queue_id, contact.target_agent = bare(queue.arn), None
    contact.enqueued, contact.state = now, "queued"
    contact.waits_since = _since(floor, contact)
    events.tell(floor, contact, events.QUEUED)
    _look_again(floor, contact)
    if contact.method != CALLBACK and contact.channel == VOICE:
        play(floor, contact)
    floor.rematch()


def _since(floor: Floor, contact: Contact) -> float:
    """A callback keeps the place of the call that asked for it."""
    first = floor.contacts.get(contact.initial_id)
    if contact.method == CALLBACK and first:
        return first.enqueued or first.initiated
    return contact.enqueued or floor.time.now()


def _look_again(floor: Floor, contact: Contact) -> None:
    """When a routing step expires, or a profile's delay is over, others may fit."""
    delays = {
        served[contact.queue_id or ""][1]
        for profile in floor.directory.every("routing-profile")
        if contact.queue_id in (served := floor.directory.served(profile, contact.channel))
    }
    for seconds in delays - {0.0}:
        floor.later(contact, seconds, floor.rematch)
    criteria = contact.criteria
    for seconds in {*changes(criteria)} - {0.0}:
        floor.later(contact, seconds, lambda: _expired(floor, contact, criteria))


def _expired(floor: Floor, contact: Contact, criteria: list[Json]) -> None:
    """A step of the criteria is over, if they are still the contact's."""
    if contact.waiting and contact.criteria is criteria:
        events.tell(floor, contact, events.UPDATED, events.STEP)
    floor.rematch()


def reroute(floor: Floor, contact: Contact) -> None:
    """Priority, adjustment or criteria have changed."""
    if contact.waiting:
        _look_again(floor, contact)
        floor.rematch()


def play(floor: Floor, contact: Contact) -> None:
    flow_id = lookups.flow_for(floor, contact, "CustomerQueue")
    if flow_id:
        sessions.start(floor, contact, flow_id, lambda ended: _played(floor, contact, ended))


def _played(floor: Floor, contact: Contact, ended: Ended) -> None:
    """A queue flow that ends leaves the caller waiting; one that disconnects does not."""
    if ended.how in ("disconnected", "failed"):
        ending.leave(floor, contact, BY_FLOW)


def move(floor: Floor, contact: Contact, queue: Queue) -> None:
    """From a queue flow into another queue: a new segment of the call."""
    made = follow(floor, contact, QUEUE_TRANSFER)
    agent = floor.agent_of(contact)
    if agent:
        ending.drop_offer(floor, contact, agent)
    contact.transferred = floor.time.now()
    ending.end(floor, contact, BY_FLOW)
    events.tell(floor, made, events.INITIATED)
    enter(floor, made, queue)


def follow(floor: Floor, contact: Contact, method: str) -> Contact:
    """The next segment of the same call."""
    made = segment(floor, contact, method)
    contact.next_id = made.id
    if floor.is_aside(contact):
        floor.add_aside(made)
        for agent in floor.agents.values():
            if agent.third and agent.third["contact_id"] == contact.id:
                agent.third = {**agent.third, "contact_id": made.id}
    else:
        floor.add_contact(made)
    return made


def segment(floor: Floor, contact: Contact, method: str) -> Contact:
    """Another contact about the same call, which knows what this one knows."""
    now = floor.time.now()
    return Contact(
        id=floor.instance.new_id(),
        initial_id=contact.initial_id,
        call_id=contact.call_id,
        method=method,
        customer=contact.customer,
        system=contact.system,
        initiated=now,
        channel=contact.channel,
        previous_id=contact.id,
        attributes=contact.attributes,
        tags=contact.tags,
        references=contact.references,
        hooks=dict(contact.hooks),
        language=contact.language,
        voice=dict(contact.voice),
        customer_id=contact.customer_id,
        priority=contact.priority,
        adjustment=contact.adjustment,
        recorded=list(contact.recorded),
        connected_to_system=now,
    )


def match(floor: Floor) -> None:
    """Agents choose among those who wait and are offered to nobody yet."""
    waiting = [each for each in floor.waiting() if floor.agent_of(each) is None]
    if not waiting:
        return
    now = floor.time.now()
    for agent, contact in routing.pairs(floor.agents.values(), waiting, floor.directory, now):
        connecting.offer(floor, agent, contact)
