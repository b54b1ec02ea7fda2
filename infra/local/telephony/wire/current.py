"""What queues and agents are like now: GetCurrentMetricData and GetCurrentUserData."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core import metrics
from infra.local.telephony.core.agents import OFFLINE, Agent, queues_of, ready
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.core.ids import bare
from infra.local.telephony.house import House
from infra.local.telephony.wire.nouns import check_instance, existing
from infra.local.telephony.wire.paging import page

Json = dict[str, Any]
_STATES = {"offered": "CONNECTING", "working": "ENDED", "missed": "MISSED"}


def get_current_metric_data(house: House, params: Json) -> Json:
    """By queue, where that is asked for; else of the named queues together."""
    check_instance(house, params)
    wanted = [existing(house, "queue", each) for each in params["Filters"].get("Queues") or []]
    grouped = "QUEUE" in (params.get("Groupings") or [])
    results = [_result(house, params, [each], True) for each in wanted] if grouped else []
    if not grouped:
        results = [_result(house, params, wanted, False)]
    shown, more = page(results, params)
    told = {"MetricResults": shown, "DataSnapshotTime": house.clock.now()}
    return {**told, "ApproximateTotalCount": len(results), **more}


def _result(house: House, params: Json, queues: list[Json], named: bool) -> Json:
    floor = house.exchange.floor
    numbers = [metrics.of_queue(floor, each["Id"]) for each in queues]
    numbers = numbers or [metrics.of_queue(floor, None)]
    collections = [
        {"Metric": asked, "Value": _value(asked["Name"], numbers)}
        for asked in params["CurrentMetrics"]
        if "Name" in asked
    ]
    found: Json = {"Collections": collections}
    if named:
        queue = {"Id": queues[0]["Id"], "Arn": queues[0]["Arn"]}
        found["Dimensions"] = {"Queue": queue, "Channel": "VOICE"}
    return found


def _value(metric: str, numbers: list[metrics.Numbers]) -> float:
    if metric == "OLDEST_CONTACT_AGE":
        # In seconds, as the sample answers of the API have it.
        return float(max(each.oldest for each in numbers))
    return float(sum(_one(metric, each) for each in numbers))


def _one(metric: str, numbers: metrics.Numbers) -> int:
    found = {
        "AGENTS_ONLINE": numbers.online,
        "AGENTS_AVAILABLE": numbers.available,
        "AGENTS_STAFFED": numbers.staffed,
        "AGENTS_ON_CALL": numbers.talking,
        "AGENTS_ON_CONTACT": numbers.talking,
        "AGENTS_AFTER_CONTACT_WORK": numbers.working,
        "AGENTS_ERROR": numbers.missed,
        "AGENTS_NON_PRODUCTIVE": numbers.online - numbers.staffed - numbers.missed,
        "CONTACTS_IN_QUEUE": numbers.size,
        "SLOTS_ACTIVE": numbers.talking + numbers.working,
        "SLOTS_AVAILABLE": numbers.available,
    }
    return found.get(metric, 0)


def get_current_user_data(house: House, params: Json) -> Json:
    check_instance(house, params)
    floor, filters = house.exchange.floor, params.get("Filters") or {}
    agents = [each for each in floor.agents.values() if each.status != OFFLINE]
    found = [_user(floor, each) for each in agents if _wanted(floor, each, filters)]
    shown, more = page(found, params)
    return {"UserDataList": shown, "ApproximateTotalCount": len(found), **more}


def _wanted(floor: Floor, agent: Agent, filters: Json) -> bool:
    queues = {bare(each) for each in filters.get("Queues") or []}
    users = {bare(each) for each in filters.get("Agents") or []}
    profiles = {bare(each) for each in filters.get("RoutingProfiles") or []}
    user = floor.directory.find("agent", agent.user_id) or {}
    return (
        (not queues or bool(queues & queues_of(agent, floor.directory).keys()))
        and (not users or agent.user_id in users)
        and (not profiles or user.get("RoutingProfileId") in profiles)
    )


def _user(floor: Floor, agent: Agent) -> Json:
    user = floor.directory.find("agent", agent.user_id) or {}
    profile = floor.directory.profile_of(user) or {}
    status = floor.directory.named("agent-state", agent.status) or {}
    busy = int(bool(agent.stage))
    found = {
        "User": {"Id": agent.user_id, "Arn": user.get("Arn")},
        "RoutingProfile": {"Id": profile.get("Id"), "Arn": profile.get("Arn")},
        "Status": {
            "StatusStartTimestamp": agent.since,
            "StatusArn": status.get("Arn"),
            "StatusName": agent.status,
        },
        "AvailableSlotsByChannel": {"VOICE": int(ready(agent, floor.directory))},
        "MaxSlotsByChannel": {"VOICE": 1},
        "ActiveSlotsByChannel": {"VOICE": busy},
        "Contacts": _contacts(floor, agent),
        "NextStatus": agent.next_status,
    }
    return {name: value for name, value in found.items() if value is not None}


def _contacts(floor: Floor, agent: Agent) -> list[Json]:
    contact = floor.contacts.get(agent.contact_id or "")
    if contact is None:
        return []
    talking = "CONNECTED" if contact.connected_to_agent is not None else "CONNECTING"
    state = _STATES.get(agent.stage, talking)
    held = contact.held_at is not None and state == "CONNECTED"
    found = {
        "ContactId": contact.id,
        "Channel": contact.channel,
        "InitiationMethod": contact.method,
        "AgentContactState": "CONNECTED_ONHOLD" if held else state,
        "StateStartTimestamp": agent.stage_since,
        "ConnectedToAgentTimestamp": contact.connected_to_agent,
        "Queue": _queue(floor, contact.queue_id),
    }
    return [{name: value for name, value in found.items() if value is not None}]


def _queue(floor: Floor, queue_id: str | None) -> Json | None:
    found = floor.directory.find("queue", queue_id)
    return {"Id": found["Id"], "Arn": found["Arn"]} if found else None
