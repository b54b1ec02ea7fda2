"""The resources of an instance: their kinds, names, and what else they refer to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from infra.local.telephony.core.ids import bare
from infra.local.telephony.failures import AwsError, missing
from infra.local.telephony.house import House

Json = dict[str, Any]


@dataclass(frozen=True)
class Noun:
    """`kind` is the word in ARNs, `most` the quota, `fresh` what a new one has by itself."""

    name: str
    kind: str
    by: str = "Name"
    plural: str = ""
    most: int = 100
    fresh: Json = field(default_factory=dict)


NOUNS = {
    each.name: each
    for each in (
        Noun("ContactFlow", "contact-flow", fresh={"State": "ACTIVE", "Status": "PUBLISHED"}),
        Noun("ContactFlowModule", "flow-module", fresh={"State": "ACTIVE", "Status": "PUBLISHED"}),
        Noun("HoursOfOperation", "operating-hours"),
        Noun("Queue", "queue", most=50, fresh={"Status": "ENABLED", "QueueType": "STANDARD"}),
        Noun("RoutingProfile", "routing-profile", fresh={"QueueConfigs": []}),
        Noun("SecurityProfile", "security-profile", by="SecurityProfileName"),
        Noun("User", "agent", by="Username", most=500),
        Noun("AgentStatus", "agent-state", plural="AgentStatuses", fresh={"Type": "CUSTOM"}),
        Noun("QuickConnect", "transfer-destination"),
    )
}
# Which parameters name another resource.
_REFERENCES = {
    "HoursOfOperationId": "operating-hours",
    "RoutingProfileId": "routing-profile",
    "DefaultOutboundQueueId": "queue",
    "SecurityProfileIds": "security-profile",
    "OutboundCallerIdNumberId": "phone-number",
    "OutboundFlowId": "contact-flow",
    "QuickConnectIds": "transfer-destination",
    "QueueId": "queue",
    "ContactFlowId": "contact-flow",
    "AgentStatusId": "agent-state",
    "UserId": "agent",
}


def check_instance(house: House, params: Json) -> None:
    given = params.get("InstanceId")
    if given is not None and bare(given) != house.exchange.floor.instance.id:
        raise missing(f"There is no instance {given}")
    if house.exchange.floor.directory.find("instance", house.exchange.floor.instance.id) is None:
        raise missing("The instance hasn't been created")


def check_references(house: House, value: Any) -> None:
    """Everything named in the parameters exists."""
    if isinstance(value, list):
        for each in value:
            check_references(house, each)
    if isinstance(value, dict):
        for name, inner in value.items():
            _check_one(house, name, inner)
            check_references(house, inner)


def _check_one(house: House, name: str, value: Any) -> None:
    kind = _REFERENCES.get(name)
    for key in value if isinstance(value, list) else [value]:
        if kind and isinstance(key, str) and get_or_none(house, kind, key) is None:
            raise missing(f"{name}: there is no {kind} {key}")


def get_or_none(house: House, kind: str, key: str) -> Json | None:
    return house.exchange.floor.directory.find(kind, key)


def existing(house: House, kind: str, key: str) -> Json:
    found = get_or_none(house, kind, key)
    if found is None:
        raise missing(f"There is no {kind} {key}")
    return found


def check_quota(house: House, noun: Noun) -> None:
    if len(house.exchange.floor.directory.every(noun.kind)) >= noun.most:
        raise AwsError("LimitExceededException", f"An instance has at most {noun.most}", 429)
