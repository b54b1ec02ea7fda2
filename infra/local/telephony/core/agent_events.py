"""The agent event stream: sign-in, sign-out, changes of state, and a heart beat."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core.agents import OFFLINE, Agent, queues_of
from infra.local.telephony.core.contact import Contact
from infra.local.telephony.core.floor import AGENT_EVENT, Floor
from infra.local.telephony.core.instants import to_millisecond

Json = dict[str, Any]
LOGIN, LOGOUT = "LOGIN", "LOGOUT"
STATE_CHANGE, HEART_BEAT = "STATE_CHANGE", "HEART_BEAT"
_STATES = {"offered": "CONNECTING", "working": "ENDED", "missed": "MISSED"}


def changed(floor: Floor, agent: Agent) -> None:
    """Tells the control panel, and the stream where the snapshot differs from the last."""
    floor.outside.agents_changed(agent.username)
    snapshot = _snapshot(floor, agent)
    if snapshot == agent.told:
        return
    before, agent.told = agent.told, snapshot
    _tell(floor, agent, _kind(before, snapshot), before or None)


def beat(floor: Floor) -> None:
    """One heart beat of every agent who has signed in."""
    for agent in floor.agents.values():
        if agent.status != OFFLINE:
            agent.told = agent.told or _snapshot(floor, agent)
            _tell(floor, agent, HEART_BEAT, agent.told)


def _kind(before: Json, snapshot: Json) -> str:
    """Leaving Offline is signing in: the panel is opened and left with the page."""
    was = before["AgentStatus"]["Name"] if before else OFFLINE
    now = snapshot["AgentStatus"]["Name"]
    if was == now:
        return STATE_CHANGE
    return LOGIN if was == OFFLINE else LOGOUT if now == OFFLINE else STATE_CHANGE


def _tell(floor: Floor, agent: Agent, kind: str, before: Json | None) -> None:
    instance = floor.instance
    document = {
        "AWSAccountId": instance.account,
        "AgentARN": instance.arn_of("agent", agent.user_id),
        "CurrentAgentSnapshot": agent.told,
        "EventId": instance.new_id(),
        "EventTimestamp": to_millisecond(floor.time.now()),
        "EventType": kind,
        "InstanceARN": instance.arn,
        "PreviousAgentSnapshot": before,
        "Version": "2017-10-01",
    }
    floor.outside.tell(AGENT_EVENT, document)


def _snapshot(floor: Floor, agent: Agent) -> Json:
    contact = floor.contacts.get(agent.contact_id or "")
    return {
        "AgentStatus": _status(floor, agent.status, "StartTimestamp", agent.since),
        "NextAgentStatus": _status(floor, agent.next_status, "EnqueuedTimestamp", agent.next_since)
        if agent.next_status
        else None,
        "Configuration": _configuration(floor, agent),
        "Contacts": [_contact(floor, agent, contact)] if contact else [],
    }


def _status(floor: Floor, name: str | None, when: str, at: float | None) -> Json:
    found = floor.directory.named("agent-state", name or "") or {}
    kind = found.get("Type", "CUSTOM")
    return {"ARN": found.get("Arn"), "Name": name, "Type": kind, when: to_millisecond(at)}


def _contact(floor: Floor, agent: Agent, contact: Contact) -> Json:
    talking = "CONNECTED" if contact.connected_to_agent is not None else "CONNECTING"
    state = _STATES.get(agent.stage, talking)
    held = state == "CONNECTED" and contact.held_at is not None
    return {
        "ContactId": contact.id,
        "InitialContactId": contact.initial_id,
        "Channel": contact.channel,
        "InitiationMethod": contact.method,
        "State": "CONNECTED_ONHOLD" if held else state,
        "StateStartTimestamp": to_millisecond(agent.stage_since),
        "ConnectedToAgentTimestamp": to_millisecond(contact.connected_to_agent),
        "QueueTimestamp": to_millisecond(contact.enqueued),
        "Queue": _queue(floor, contact.queue_id) if contact.queue_id else None,
    }


def _queue(floor: Floor, queue_id: str | None) -> Json:
    queue = floor.directory.find("queue", queue_id) or {}
    return {"ARN": queue.get("Arn"), "Name": queue.get("Name"), "Channels": ["VOICE"]}


def _configuration(floor: Floor, agent: Agent) -> Json:
    user = floor.directory.find("agent", agent.user_id) or {}
    identity = user.get("IdentityInfo") or {}
    profile = floor.directory.profile_of(user) or {}
    slots = {"AvailableSlots": 0 if agent.stage else 1, "Channel": "VOICE", "MaximumSlots": 1}
    return {
        "AgentHierarchyGroups": None,
        "FirstName": identity.get("FirstName"),
        "LastName": identity.get("LastName"),
        "RoutingProfile": {
            "ARN": profile.get("Arn"),
            "Concurrency": [slots],
            "DefaultOutboundQueue": _queue(floor, profile.get("DefaultOutboundQueueId")),
            "InboundQueues": [_queue(floor, each) for each in queues_of(agent, floor.directory)],
            "Name": profile.get("Name"),
        },
        "Username": agent.username,
    }
