"""The keys-only index `due`, as the sweeper sees it: whose timer falls due when, no more."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.gateways import aws
from chalicelib.table import keys

_KINDS = {"MESSAGE": "message", "MISSED": "missed", "CALL": "promise"}
FORM = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Row:
    """`kind` is timer, message, missed or promise; `id` the visit's, message's, missed call's or
    call's; `due` an instant as text."""

    kind: str
    tenant_id: str
    id: str
    version: int
    due: str

    @property
    def name(self) -> str:
        """The workflow's name: the same for the same row and instant."""
        digits = re.sub(r"\D", "", self.due)
        return f"{self.kind}-{self.id}-{self.version}-{digits}"


def rows(hour: datetime, until: datetime) -> list[Row]:
    """The rows of an hour that are due at an instant; what is not due yet is not read."""
    return [row for shard in keys.due_shards(hour) for row in _shard(shard, until)]


def next_after(hour: datetime, now: datetime) -> str | None:
    """The first instant after `now` at which something of the hour falls due: one row a shard."""
    firsts = []
    for shard in keys.due_shards(hour):
        request = _query(shard, "due > :d", now)
        firsts += aws.client("dynamodb").query(**request, Limit=1)["Items"]
    return min((raw["due"]["S"] for raw in firsts), default=None)


def _query(partition: str, bound: str, at: datetime) -> dict[str, Any]:
    return {
        "TableName": config.table_name(),
        "IndexName": "due",
        "KeyConditionExpression": f"due_hour = :p AND {bound}",
        "ExpressionAttributeValues": {":p": {"S": partition}, ":d": {"S": at.strftime(FORM)}},
    }


def _shard(partition: str, until: datetime) -> list[Row]:
    request = _query(partition, "due <= :d", until)
    found: list[Row] = []
    while True:
        answer = aws.client("dynamodb").query(**request)
        found += [_row(raw) for raw in answer["Items"]]
        if "LastEvaluatedKey" not in answer:
            return found
        request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def _row(raw: dict[str, dict[str, str]]) -> Row:
    _, tenant_id, group, owner = raw["pk"]["S"].split("#")
    _, _, version = raw["sk"]["S"].partition("#")
    kind = _KINDS.get(group, "timer")
    return Row(kind, tenant_id, owner, int(version or 0), raw["due"]["S"])
