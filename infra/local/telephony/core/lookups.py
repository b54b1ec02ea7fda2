"""What belongs to a contact by its hooks, its queue and its number."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core.contact import Contact
from infra.local.telephony.core.floor import Floor

Json = dict[str, Any]
_USUAL = {
    "CustomerQueue": "Default customer queue",
    "AgentWhisper": "Default agent whisper",
    "CustomerWhisper": "Default customer whisper",
    "OutboundWhisper": "Default outbound",
    "CustomerHold": "Default customer hold",
    "AgentHold": "Default agent hold",
}


def flow_for(floor: Floor, contact: Contact, hook: str) -> str | None:
    """The contact's own flow for the event, the queue's, or the instance's default."""
    own = contact.hooks.get(hook)
    if own and floor.directory.find("contact-flow", own):
        return own
    if hook == "OutboundWhisper" and (set_by_queue := _outbound_flow(floor, contact)):
        return set_by_queue
    usual = floor.directory.named("contact-flow", _USUAL.get(hook, ""))
    return str(usual["Id"]) if usual else None


def _outbound_flow(floor: Floor, contact: Contact) -> str | None:
    found: str | None = outbound(floor, contact.queue_id).get("OutboundFlowId")
    return found if floor.directory.find("contact-flow", found) else None


def outbound(floor: Floor, queue_id: str | None) -> Json:
    """The queue's OutboundCallerConfig."""
    queue = floor.directory.find("queue", queue_id) or {}
    found: Json = queue.get("OutboundCallerConfig") or {}
    return found


def caller_id(floor: Floor, queue_id: str | None) -> str | None:
    """The number that calls from this queue show."""
    key = outbound(floor, queue_id).get("OutboundCallerIdNumberId")
    found = floor.directory.find("phone-number", key)
    return str(found["PhoneNumber"]) if found else None
