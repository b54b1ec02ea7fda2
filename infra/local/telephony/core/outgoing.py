"""A call that an agent makes."""

from __future__ import annotations

from infra.local.telephony.core import (
    agent_events,
    connecting,
    dialling,
    ending,
    events,
    inbound,
    lookups,
)
from infra.local.telephony.core.agents import TALKING, Agent
from infra.local.telephony.core.contact import OUTBOUND, Contact
from infra.local.telephony.core.failures import Refused
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.core.ids import bare


def dial(floor: Floor, agent: Agent, number: str, queue_id: str | None = None) -> Contact:
    """From the profile's outbound queue, whose number the called one sees."""
    if agent.stage:
        raise Refused(f"{agent.username} has a contact")
    inbound.check_limit(floor)
    profile = floor.directory.profile_of(floor.directory.find("agent", agent.user_id) or {}) or {}
    queue = floor.directory.find("queue", queue_id or profile.get("DefaultOutboundQueueId"))
    if queue is None:
        raise Refused("The routing profile has no outbound queue")
    shown = lookups.caller_id(floor, queue["Id"])
    call = inbound.begin(floor, OUTBOUND, number, shown, "outbound")
    contact = call.contact
    contact.queue_id, contact.agent, contact.attempts = bare(queue["Id"]), agent.username, 1
    agent.take(contact, TALKING, floor.time.now())
    events.tell(floor, contact, events.INITIATED)

    def taken() -> None:
        contact.connected_to_system = floor.time.now()
        events.tell(floor, contact, events.CONNECTED_TO_SYSTEM)
        connecting.whisper(floor, contact, "OutboundWhisper", lambda: _talk(floor, contact))

    def failed(outcome: str) -> None:
        ending.end(floor, contact, dialling.REASONS[outcome])

    dialling.ring(floor, call, floor.settings.phone_rings, taken, failed)
    agent_events.changed(floor, agent)
    return contact


def _talk(floor: Floor, contact: Contact) -> None:
    if contact.live:
        connecting.connect(floor, contact)
