"""Quick connects: whom agents can call in, and the queues whose agents see them."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core.directory import LINKS
from infra.local.telephony.core.ids import bare
from infra.local.telephony.failures import AwsError
from infra.local.telephony.house import House
from infra.local.telephony.wire.model import fitted, operation
from infra.local.telephony.wire.nouns import check_instance, check_references, existing
from infra.local.telephony.wire.paging import page

Json = dict[str, Any]
_PARTS = {"USER": "UserConfig", "QUEUE": "QueueConfig", "PHONE_NUMBER": "PhoneConfig"}
_FLOWS = {"USER": "AGENT_TRANSFER", "QUEUE": "QUEUE_TRANSFER"}


def typed(house: House, params: Json) -> Json:
    """The type of what is made or changed, where it is a quick connect that Connect would take."""
    config = params.get("QuickConnectConfig")
    if config is None:
        return {}
    kind = config["QuickConnectType"]
    given = [name for name in config if name != "QuickConnectType"]
    if given != [_PARTS.get(kind)]:
        told = f"A quick connect of the type {kind} has {_PARTS.get(kind, 'no')}, and nothing else"
        raise AwsError("InvalidParameterException", told)
    if kind in _FLOWS:
        flow = existing(house, "contact-flow", config[given[0]]["ContactFlowId"])
        if flow["Type"] != _FLOWS[kind]:
            told = f"The flow {flow['Name']} is {flow['Type']}, not {_FLOWS[kind]}"
            raise AwsError("InvalidParameterException", told)
    return {"Type": kind}


def associate(house: House, params: Json) -> Json:
    """Those given are added; one that is there stays."""
    queue, given = _asked(house, params)
    return _keep(house, queue, list(dict.fromkeys([*queue.get(LINKS, []), *given])))


def disassociate(house: House, params: Json) -> Json:
    queue, given = _asked(house, params)
    return _keep(house, queue, [each for each in queue.get(LINKS, []) if each not in given])


def list_of_queue(house: House, params: Json) -> Json:
    check_instance(house, params)
    queue = existing(house, "queue", params["QueueId"])
    shape = operation("ListQueueQuickConnects").output_shape.members["QuickConnectSummaryList"]
    found = house.exchange.floor.directory.quick_connects([queue["Id"]])
    shown, more = page(found, params)
    told = [fitted(shape.member, {**each, "QuickConnectType": each["Type"]}) for each in shown]
    return {"QuickConnectSummaryList": told, **more}


def _asked(house: House, params: Json) -> tuple[Json, list[str]]:
    check_instance(house, params)
    check_references(house, params)
    queue = existing(house, "queue", params["QueueId"])
    return queue, [bare(each) for each in params["QuickConnectIds"]]


def _keep(house: House, queue: Json, links: list[str]) -> Json:
    house.exchange.floor.directory.put("queue", {**queue, LINKS: links})
    return {}
