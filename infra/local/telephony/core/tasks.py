"""Task contacts: work that no telephone is part of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from infra.local.telephony.core import events, inbound
from infra.local.telephony.core.contact import API, TASK, Call, Contact
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
