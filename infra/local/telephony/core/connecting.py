"""From the offer to an agent until caller and agent talk: ringing, whispers, connection."""

from __future__ import annotations

from collections.abc import Callable

from infra.local.telephony.core import agent_events, ending, events, lookups, sessions
from infra.local.telephony.core.agents import MISSED, OFFERED, TALKING, Agent
from infra.local.telephony.core.contact import CALLBACK, TASK, Contact
from infra.local.telephony.core.failures import Refused
from infra.local.telephony.core.floor import Floor


def offer(floor: Floor, agent: Agent, contact: Contact) -> None:
    """The agent rings; after a while the next one does. The caller hears the queue meanwhile."""
    agent.take(contact, OFFERED, floor.time.now())
    contact.agent = agent.username
    contact.attempts += 1
    floor.changed(contact)
    agent_events.changed(floor, agent)
    user = floor.directory.find("agent", agent.user_id) or {}
    if (user.get("PhoneConfig") or {}).get("AutoAccept"):
        accept(floor, agent)
        return
    floor.later(contact, floor.settings.agent_rings, lambda: _unanswered(floor, agent, contact))


def _unanswered(floor: Floor, agent: Agent, contact: Contact) -> None:
    if agent.stage == OFFERED and agent.contact_id == contact.id:
        miss(floor, agent)


def miss(floor: Floor, agent: Agent) -> None:
    """Not answered, or rejected: the contact goes to the next, and the agent has to come back."""
    if agent.stage != OFFERED:
        raise Refused(f"{agent.username} is not being called")
    contact = floor.working(agent)
    ending.drop_offer(floor, contact, agent, MISSED)
    floor.changed(contact)
    floor.rematch()


def accept(floor: Floor, agent: Agent) -> None:
    if agent.stage != OFFERED:
        raise Refused(f"{agent.username} is not being called")
    contact = floor.working(agent)
    contact.dequeued = floor.time.now()
    agent.move(TALKING, contact.dequeued)
    floor.changed(contact)
    agent_events.changed(floor, agent)
    if contact.channel == TASK:
        connect(floor, contact)
        return
    if contact.method == CALLBACK:
        whisper(floor, contact, "AgentWhisper", lambda: floor.call_back(contact))
        return
    whisper(floor, contact, "AgentWhisper", lambda: _whisper_caller(floor, contact))


def _whisper_caller(floor: Floor, contact: Contact) -> None:
    sessions.stop(floor, contact)
    whisper(floor, contact, "CustomerWhisper", lambda: connect(floor, contact))


def whisper(floor: Floor, contact: Contact, hook: str, then: Callable[[], None]) -> None:
    """A whisper flow to its end, if there is one for this contact."""
    flow_id = lookups.flow_for(floor, contact, hook)
    if flow_id is None:
        then()
        return
    hears = "agent" if hook == "AgentWhisper" else "caller"
    sessions.start(floor, contact, flow_id, lambda ended: _still(contact, then), hears)


def _still(contact: Contact, then: Callable[[], None]) -> None:
    if contact.live:
        then()


def connect(floor: Floor, contact: Contact) -> None:
    """They talk."""
    sessions.stop_all(floor, contact)
    contact.connected_to_agent = floor.time.now()
    contact.state = "connected"
    events.tell(floor, contact, events.CONNECTED_TO_AGENT)
    agent = floor.agent_of(contact)
    if agent:
        agent_events.changed(floor, agent)
    floor.joined(contact)
