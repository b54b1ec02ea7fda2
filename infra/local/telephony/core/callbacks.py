"""Queued callbacks: promised in a flow, offered to agents, dialled when one accepts."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core import agent_events, connecting, dialling, ending, events, queueing
from infra.local.telephony.core.contact import CALLBACK, Call, Contact
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.flow.contact import Queue

Json = dict[str, Any]


def create(floor: Floor, contact: Contact, wanted: Json, queue: Queue) -> Contact:
    """`wanted`: number, delay, attempts, retry (seconds), flow_id. It is no active call."""
    made = _segment(floor, contact, wanted, queue, floor.time.now() + wanted["delay"])
    contact.next_id = made.id
    floor.changed(contact)
    return made


def _segment(
    floor: Floor, before: Contact, wanted: Json, queue: Queue, scheduled: float
) -> Contact:
    now, key = floor.time.now(), floor.instance.new_id()
    call = Call(key, wanted["number"], before.system, "outbound", "waiting", now)
    made = Contact(
        id=key,
        initial_id=before.initial_id,
        call_id=key,
        method=CALLBACK,
        customer=wanted["number"],
        system=before.system,
        initiated=now,
        scheduled=scheduled,
        previous_id=before.id,
        attributes=before.attributes,
        tags=before.tags,
        references=before.references,
        hooks=dict(before.hooks),
        language=before.language,
        voice=dict(before.voice),
        priority=before.priority,
        adjustment=before.adjustment,
        recorded=list(before.recorded),
        callback={**wanted, "queue": queue.arn, "agent_queue": queue.agent},
    )
    floor.add_call(call)
    floor.add_contact(made)
    events.tell(floor, made, events.INITIATED)
    wait(floor, made)
    return made


def wait(floor: Floor, contact: Contact) -> None:
    """Enters its queue when its time has come, which moving the clock brings forward."""
    wanted = contact.callback or {}
    queue = Queue(wanted["queue"], "", agent=wanted["agent_queue"])

    def due() -> None:
        if contact.live and contact.enqueued is None:
            queueing.enter(floor, contact, queue)

    floor.time.at(contact.scheduled or floor.time.now(), due)


def dial(floor: Floor, contact: Contact) -> None:
    """An agent has accepted: the customer is called."""
    call = floor.call_of(contact)
    contact.state = "dialling"
    floor.changed(contact)
    dialling.ring(
        floor,
        call,
        floor.settings.phone_rings,
        lambda: _taken(floor, contact),
        lambda outcome: _failed(floor, contact, outcome),
    )
    _tell_agent(floor, contact)


def _taken(floor: Floor, contact: Contact) -> None:
    contact.connected_to_system = floor.time.now()
    events.tell(floor, contact, events.CONNECTED_TO_SYSTEM)
    connecting.whisper(floor, contact, "OutboundWhisper", lambda: _talk(floor, contact))


def _talk(floor: Floor, contact: Contact) -> None:
    if contact.live:
        connecting.connect(floor, contact)


def _failed(floor: Floor, contact: Contact, outcome: str) -> None:
    """Nobody answered: the agent is free again, and it is tried again if that was wanted."""
    wanted = contact.callback or {}
    left = int(wanted["attempts"]) - 1
    if left > 0:
        again = floor.time.now() + wanted["retry"]
        queue = Queue(wanted["queue"], "", agent=wanted["agent_queue"])
        made = _segment(floor, contact, {**wanted, "attempts": left}, queue, again)
        contact.next_id = made.id
    ending.end(floor, contact, dialling.REASONS[outcome])


def _tell_agent(floor: Floor, contact: Contact) -> None:
    agent = floor.agent_of(contact)
    if agent:
        agent_events.changed(floor, agent)
