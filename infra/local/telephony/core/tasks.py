"""Task contacts: work that no telephone is part of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from infra.local.telephony.core import agent_events, events, inbound, sessions
from infra.local.telephony.core.contact import API, TASK, Call, Contact
from infra.local.telephony.core.failures import Refused
from infra.local.telephony.core.floor import Floor


@dataclass(frozen=True)
class Task:
    """What is asked for; `scheduled` is an instant, None for at once."""

    name: str
    flow_id: str | None
    description: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    references: dict[str, Any] = field(default_factory=dict)
    scheduled: float | None = None
    previous_id: str | None = None
    related_id: str | None = None


def open_task(floor: Floor, task: Task) -> Contact:
    """Its flow begins at once, or at its time."""
    now, key = floor.time.now(), floor.instance.new_id()
    before = floor.contacts.get(task.previous_id or "")
    made = Contact(key, before.initial_id if before else key, key, API, None, None, now, TASK)
    made.name, made.description = task.name, task.description
    made.attributes, made.references = task.attributes, task.references
    made.previous_id, made.related_id = task.previous_id, task.related_id
    made.scheduled = task.scheduled
    floor.add_call(Call(key, None, None, "task", "waiting", now))
    floor.add_contact(made)
    events.tell(floor, made, events.INITIATED)
    floor.time.at(task.scheduled or now, lambda: _begin(floor, made, task.flow_id))
    return made


def _begin(floor: Floor, contact: Contact, flow_id: str | None) -> None:
    if contact.live and flow_id and floor.directory.find("contact-flow", flow_id):
        contact.connected_to_system = floor.time.now()
        events.tell(floor, contact, events.CONNECTED_TO_SYSTEM)
        inbound.run(floor, contact, flow_id)


def pause(floor: Floor, contact: Contact, flow_id: str | None) -> None:
    """Nobody is offered the task, and who has it keeps it; its flow for that moment runs."""
    if contact.channel != TASK or not contact.live or contact.paused_at is not None:
        raise Refused("Only a task that goes on can be paused")
    contact.paused_at, contact.state = floor.time.now(), "paused"
    _tell(floor, contact, events.PAUSED, flow_id or contact.hooks.get("PauseContact"))


def resume(floor: Floor, contact: Contact, flow_id: str | None) -> None:
    if not contact.live or contact.paused_at is None:
        raise Refused("Only a paused task can be resumed")
    contact.paused_at = None
    contact.state = "connected" if contact.connected_to_agent is not None else "queued"
    _tell(floor, contact, events.RESUMED, flow_id or contact.hooks.get("ResumeContact"))
    floor.rematch()


def _tell(floor: Floor, contact: Contact, kind: str, flow_id: str | None) -> None:
    events.tell(floor, contact, kind)
    if flow_id and floor.directory.find("contact-flow", flow_id):
        sessions.start(floor, contact, flow_id, lambda ended: None)
    agent = floor.agent_of(contact)
    if agent:
        agent_events.changed(floor, agent)
