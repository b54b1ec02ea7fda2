"""The keys-only index `due`, as the sweeper sees it: whose timer falls due when, no more."""

import re
from dataclasses import dataclass
from datetime import datetime

from chalicelib import config
from chalicelib.gateways import aws
from chalicelib.table import keys

FORM = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Row:
    """`kind` is timer or message, `id` the visit's or message's, `due` an instant as text."""

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


def rows(hour: datetime, until: datetime | None = None) -> list[Row]:
    """The rows of an hour, up to an instant or all of them."""
    found = []
    for shard in keys.due_shards(hour):
        found += _shard(shard, until)
    return found


def _shard(partition: str, until: datetime | None) -> list[Row]:
    last = until.strftime(FORM) if until else "~"
    request = {
        "TableName": config.table_name(),
        "IndexName": "due",
        "KeyConditionExpression": "due_hour = :p AND due <= :d",
        "ExpressionAttributeValues": {":p": {"S": partition}, ":d": {"S": last}},
    }
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
    kind = "message" if group == "MESSAGE" else "timer"
    return Row(kind, tenant_id, owner, int(version or 0), raw["due"]["S"])
