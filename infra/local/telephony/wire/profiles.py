"""The queues of a routing profile, and what users are and do."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core.ids import bare
from infra.local.telephony.house import House
from infra.local.telephony.wire.nouns import check_instance, check_references, existing
from infra.local.telephony.wire.paging import page

Json = dict[str, Any]


def associate_queues(house: House, params: Json) -> Json:
    """Those given are added, or changed where they were there."""
    check_instance(house, params)
    check_references(house, params)
    found = existing(house, "routing-profile", params["RoutingProfileId"])
    given = params.get("QueueConfigs") or []
    fresh = {_place(each["QueueReference"]) for each in given}
    kept = [each for each in found["QueueConfigs"] if _place(each["QueueReference"]) not in fresh]
    return _keep(house, found, [*kept, *given])


def disassociate_queues(house: House, params: Json) -> Json:
    check_instance(house, params)
    found = existing(house, "routing-profile", params["RoutingProfileId"])
    gone = {_place(each) for each in params.get("QueueReferences") or []}
    kept = [each for each in found["QueueConfigs"] if _place(each["QueueReference"]) not in gone]
    return _keep(house, found, kept)


def list_queues(house: House, params: Json) -> Json:
    check_instance(house, params)
    found = existing(house, "routing-profile", params["RoutingProfileId"])
    shown, more = page([_summary(house, each) for each in found["QueueConfigs"]], params)
    return {"RoutingProfileQueueConfigSummaryList": shown, **more}


def _place(reference: Json) -> tuple[str, str]:
    return bare(reference["QueueId"]), reference["Channel"]


def _keep(house: House, profile: Json, configs: list[Json]) -> Json:
    house.exchange.floor.directory.put("routing-profile", {**profile, "QueueConfigs": configs})
    house.exchange.floor.rematch()
    return {}


def _summary(house: House, config: Json) -> Json:
    queue = existing(house, "queue", config["QueueReference"]["QueueId"])
    return {
        "QueueId": queue["Id"],
        "QueueArn": queue["Arn"],
        "QueueName": queue["Name"],
        "Priority": config["Priority"],
        "Delay": config["Delay"],
        "Channel": config["QueueReference"]["Channel"],
    }


def put_user_status(house: House, params: Json) -> Json:
    check_instance(house, params)
    user = existing(house, "agent", params["UserId"])
    status = existing(house, "agent-state", params["AgentStatusId"])
    house.exchange.agent(user["Username"]).set_status(status["Name"])
    return {}


def associate_proficiencies(house: House, params: Json) -> Json:
    check_instance(house, params)
    user = existing(house, "agent", params["UserId"])
    given = {(p["AttributeName"], p["AttributeValue"]): p for p in params["UserProficiencies"]}
    before = {
        (p["AttributeName"], p["AttributeValue"]): p for p in user.get("UserProficiencies", [])
    }
    changed = {**user, "UserProficiencies": list({**before, **given}.values())}
    house.exchange.floor.directory.put("agent", changed)
    house.exchange.floor.rematch()
    return {}
