"""A caller on hold, and what they hear there."""

from __future__ import annotations

from infra.local.telephony.core import agent_events, lookups, sessions
from infra.local.telephony.core.agents import TALKING, Agent
from infra.local.telephony.core.contact import VOICE
from infra.local.telephony.core.failures import Refused
from infra.local.telephony.core.floor import Floor

_HOOKS = {"CustomerHold": "caller", "AgentHold": "agent"}


def hold(floor: Floor, agent: Agent, calls_others: bool = False) -> None:
    """The caller hears the hold flow, and the agent their own unless they call somebody in."""
    contact = floor.working(agent)
    talks = agent.stage == TALKING and contact.connected_to_agent is not None
    if not talks or contact.channel != VOICE or contact.held_at is not None:
        raise Refused("Nobody can be put on hold now")
    contact.held_at = floor.time.now()
    contact.state = "hold"
    floor.changed(contact)
    hooks = {"CustomerHold": "caller"} if calls_others else _HOOKS
    for hook, hears in hooks.items():
        flow_id = lookups.flow_for(floor, contact, hook)
        if flow_id:
            sessions.start(floor, contact, flow_id, lambda ended: None, hears)
    agent_events.changed(floor, agent)


def resume(floor: Floor, agent: Agent) -> None:
    contact = floor.working(agent)
    if contact.held_at is None:
        raise Refused("Nobody is on hold")
    sessions.stop_all(floor, contact)
    contact.holds.append([contact.held_at, floor.time.now()])
    contact.held_at, contact.state = None, "connected"
    floor.changed(contact)
    agent_events.changed(floor, agent)
