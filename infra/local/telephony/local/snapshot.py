"""An agent's configuration and snapshot as amazon-connect-streams expects them from its frame."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core.agents import MISSED, OFFERED, TALKING, WORKING, Agent, queues_of
from infra.local.telephony.core.contact import CALLBACK, OUTBOUND, Contact
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.core.instants import to_millisecond

Json = dict[str, Any]
_TYPES = {"ROUTABLE": "routable", "OFFLINE": "offline", "CUSTOM": "not_routable"}
_ONE_CALL = {"Channel": "VOICE", "Concurrency": 1}
_PERMISSIONS = ["outboundCall", "voiceId"]
_FEATURES = ["transferDestinations"]


def configuration(floor: Floor, agent: Agent) -> Json:
    user = floor.directory.find("agent", agent.user_id) or {}
    identity = user.get("IdentityInfo") or {}
    profile = floor.directory.profile_of(user) or {}
    name = f"{identity.get('FirstName', '')} {identity.get('LastName', '')}".strip()
    default = floor.directory.find("queue", profile.get("DefaultOutboundQueueId"))
    return {
        "agentARN": user.get("Arn"),
        "name": name or agent.username,
        "username": agent.username,
        "softphoneEnabled": True,
        "softphoneAutoAccept": False,
        "extension": "",
        "permissions": _PERMISSIONS,
        "features": _FEATURES,
        "agentStates": [_state(each) for each in floor.directory.every("agent-state")],
        "routingProfile": {
            "name": profile.get("Name", ""),
            "routingProfileARN": profile.get("Arn", ""),
            "routingProfileId": profile.get("Arn", ""),
            "defaultOutboundQueue": _queue(default) if default else None,
            "channelConcurrencyMap": {
                each["Channel"]: each["Concurrency"]
                for each in profile.get("MediaConcurrencies") or [_ONE_CALL]
            },
            "queues": [
                _queue(found)
                for key in queues_of(agent, floor.directory)
                if (found := floor.directory.find("queue", key))
            ],
        },
        "dialableCountries": ["us", "gb", "tr", "hu", "de"],
        "agentPreferences": {"LANGUAGE": "en_US"},
    }


def _state(found: Json) -> Json:
    return {
        "agentStateARN": found["Arn"],
        "type": _TYPES[found["Type"]],
        "name": found["Name"],
        "startTimestamp": None,
    }


def _queue(found: Json) -> Json:
    return {"queueARN": found["Arn"], "queueId": found["Arn"], "name": found["Name"]}


def snapshot(floor: Floor, agent: Agent) -> Json:
    contact = floor.contacts.get(agent.contact_id or "")
    following = floor.directory.named("agent-state", agent.next_status or "")
    return {
        "state": _agent_state(floor, agent),
        "nextState": _state(following) if following else None,
        "agentAvailabilityState": {"state": agent.status, "timeStamp": _at(agent.since)},
        "contacts": [_contact(floor, agent, contact)] if contact else [],
        "snapshotTimestamp": _at(floor.time.now()),
    }


def _agent_state(floor: Floor, agent: Agent) -> Json:
    """While there is a contact, the state is the system's; else the status chosen."""
    if agent.stage:
        names = {OFFERED: "PendingBusy", WORKING: "AfterCallWork", MISSED: "MissedCallAgent"}
        contact = floor.contacts.get(agent.contact_id or "")
        talking = contact is not None and contact.connected_to_agent is not None
        usual = "Busy" if talking else "CallingCustomer"
        kind = "error" if agent.stage == MISSED else "system"
        return {
            "agentStateARN": None,
            "type": kind,
            "name": names.get(agent.stage, usual),
            "startTimestamp": _at(agent.stage_since),
        }
    found = floor.directory.named("agent-state", agent.status) or {}
    return {**_state(found), "startTimestamp": _at(agent.since)}


def _contact(floor: Floor, agent: Agent, contact: Contact) -> Json:
    queue = floor.directory.find("queue", contact.queue_id)
    kind = "queue_callback" if contact.method == CALLBACK else contact.channel.lower()
    return {
        "contactId": contact.id,
        "initialContactId": contact.initial_id if contact.initial_id != contact.id else None,
        "type": kind,
        "state": {"type": _contact_state(agent, contact), "timestamp": _at(agent.stage_since)},
        "queue": _queue(queue) if queue else None,
        "queueTimestamp": _at(contact.enqueued),
        "connections": _connections(agent, contact),
        "attributes": {
            name: {"name": name, "value": value} for name, value in contact.attributes.items()
        },
        "contactDuration": "0",
        "name": contact.name,
        "description": contact.description,
        "references": {},
        "initiationMethod": contact.method.lower(),
        "contactFeatures": {"allowEarlyConferencing": True},
        "isInbound": contact.method not in (OUTBOUND, CALLBACK),
    }


def _contact_state(agent: Agent, contact: Contact) -> str:
    if agent.stage == OFFERED:
        return "incoming" if contact.method == CALLBACK else "connecting"
    if agent.stage == TALKING and contact.paused_at is not None:
        return "paused"
    if agent.stage == TALKING:
        outbound = contact.method in (OUTBOUND, CALLBACK)
        return "connecting" if outbound and contact.connected_to_agent is None else "connected"
    return "ended" if agent.stage == WORKING else "missed"


def _connections(agent: Agent, contact: Contact) -> list[Json]:
    """The agent's own, the caller's, and a third party's."""
    own = {
        OFFERED: "connecting",
        TALKING: "connected",
        WORKING: "disconnected",
        MISSED: "disconnected",
    }[agent.stage]
    found = [
        {
            **_connection(f"{contact.id}-agent", "agent", own, None, agent.stage_since),
            "mute": agent.muted,
            "softphoneMediaInfo": None,
        },
        _caller(agent, contact),
    ]
    if agent.third:
        found.append(_third(agent.third))
    return found


def _third(third: Json) -> Json:
    state = {"connecting": "connecting", "held": "hold"}.get(third["state"], "connected")
    key = third["contact_id"]
    made = _connection(key, "outbound", state, third["number"], third["since"])
    endpoint = {"type": third["kind"], "name": third["name"], "phoneNumber": third["number"]}
    named = third["name"] if third["kind"] != "phone_number" else None
    return {**made, "endpoint": {**endpoint, "endpointId": None}, "quickConnectName": named}


def _caller(agent: Agent, contact: Contact) -> Json:
    outbound = contact.method in (OUTBOUND, CALLBACK)
    state = "connected"
    if agent.stage in (WORKING, MISSED):
        state = "disconnected"
    elif contact.held_at is not None:
        state = "hold"
    elif contact.connected_to_agent is None:
        state = "connecting"
    kind = "outbound" if outbound else "inbound"
    key = f"{contact.id}-caller"
    return _connection(key, kind, state, contact.customer, agent.stage_since)


def _connection(key: str, kind: str, state: str, number: str | None, since: float) -> Json:
    return {
        "connectionId": key,
        "type": kind,
        "initial": kind != "agent" and key.endswith("-caller"),
        "state": {"type": state, "timestamp": _at(since)},
        "endpoint": {"type": "phone_number", "phoneNumber": number, "endpointId": None}
        if kind != "agent"
        else None,
        "address": number,
        "quickConnectName": None,
        "mute": False,
    }


def _at(instant: float | None) -> str | None:
    return to_millisecond(instant)
