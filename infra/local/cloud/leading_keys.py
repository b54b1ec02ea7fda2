"""The patch that lets policies see which partition keys a DynamoDB request names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from infra.local.cloud.fitting import replace

NAME = "leading-keys"
KEY = "dynamodb:LeadingKeys"
Request = dict[str, Any]
_EQUALS = re.compile(r"(#?[\w.-]+)\s*=\s*(:\w+)|(:\w+)\s*=\s*(#?[\w.-]+)")


class KeyedArn(str):
    """A table's ARN together with the partition keys that one item of a transaction names."""

    keys: list[str]


def apply() -> None:
    """Adds dynamodb:LeadingKeys to every request's context, and to each item of a transaction."""
    place = "core.iam_actions:dynamodb_service_context"
    replace(NAME, place, "0f0021bdc8a3", _with_leading_keys)
    place = "core.iam_actions:dynamodb_transaction_checks"
    replace(NAME, place, "684e748338e8", _with_keys_per_item)
    replace(NAME, "core.iam_evaluator:enforce", "cf64b1ee5b09", _seeing_the_items_own_keys)


def _with_leading_keys(original: Callable[[bytes], Request]) -> Callable[[bytes], Request]:
    def service_context(body: bytes) -> Request:
        keys = list(leading_keys(_parsed(body)))
        # No key named means no context key at all: that is what "Null: false" refuses.
        return {**original(body), **({KEY: keys} if keys else {})}

    return service_context


def _with_keys_per_item(original: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """AWS checks each item of a transaction alone, with its own key."""

    def transaction_checks(iam_action: str, body: bytes, region: str, account: str) -> list[Any]:
        checks = original(iam_action, body, region, account)
        keys = [_item_keys(part) for part in _transaction_parts(_parsed(body))] if checks else []
        return [(action, _keyed(arn, own)) for (action, arn), own in zip(checks, keys, strict=True)]

    return transaction_checks


def _seeing_the_items_own_keys(original: Callable[..., Any]) -> Callable[..., Any]:
    def enforce(*args: Any, **kwargs: Any) -> Any:
        arn = kwargs.get("resource_arn")
        if isinstance(arn, KeyedArn):
            others = {k: v for k, v in (kwargs.get("service_context") or {}).items() if k != KEY}
            own = {KEY: arn.keys} if arn.keys else {}
            kwargs["service_context"] = {**others, **own}
        return original(*args, **kwargs)

    return enforce


def _keyed(arn: str, keys: list[str]) -> KeyedArn:
    keyed = KeyedArn(arn)
    keyed.keys = keys
    return keyed


def _parsed(body: bytes) -> Request:
    try:
        request = json.loads(body or b"{}")
    except ValueError:
        return {}
    return request if isinstance(request, dict) else {}


def leading_keys(request: Request) -> Iterator[str]:
    """Every partition key value that a request names, of the table or of the index it reads."""
    for part in _transaction_parts(request):
        yield from _item_keys(part)
    for table, items in (request.get("RequestItems") or {}).items():
        yield from _batch_keys(table, items)
    if "TableName" in request:
        yield from _item_keys(request)
        yield from _query_keys(request)


def _transaction_parts(request: Request) -> Iterator[Request]:
    # In the emulator's own order, which the checks per item have to be matched with.
    members = import_module("ministack.core.iam_actions")._DYNAMODB_TRANSACT_ITEM_ACTIONS
    for item in request.get("TransactItems") or []:
        for member in members:
            part = item.get(member) if isinstance(item, dict) else None
            if isinstance(part, dict) and part.get("TableName"):
                yield part


def _batch_keys(table: str, items: Any) -> Iterator[str]:
    if isinstance(items, dict):  # BatchGetItem
        for key in items.get("Keys") or []:
            yield from _item_keys({"TableName": table, "Key": key})
        return
    for item in items or []:  # BatchWriteItem
        for write in item.values():
            yield from _item_keys({"TableName": table, **write})


def _item_keys(part: Request) -> list[str]:
    """The key of a single-item operation: in Key, or in the Item that is put."""
    named = part.get("Key") or part.get("Item") or {}
    value = named.get(_partition_key(part["TableName"], None))
    return [_plain(value)] if value else []


def _query_keys(request: Request) -> Iterator[str]:
    partition = _partition_key(request["TableName"], request.get("IndexName"))
    names = request.get("ExpressionAttributeNames") or {}
    values = request.get("ExpressionAttributeValues") or {}
    for match in _EQUALS.finditer(request.get("KeyConditionExpression") or ""):
        name, value = match[1] or match[4], match[2] or match[3]
        if names.get(name, name) == partition and value in values:
            yield _plain(values[value])
    condition = (request.get("KeyConditions") or {}).get(partition) or {}
    yield from (_plain(value) for value in condition.get("AttributeValueList") or [])


def _partition_key(table: str, index: str | None) -> str | None:
    record = import_module("ministack.services.dynamodb")._tables.get(table.rsplit("/", 1)[-1])
    if not record:
        return None
    schemas = [record]
    if index:
        everything = record["GlobalSecondaryIndexes"] + record["LocalSecondaryIndexes"]
        schemas = [each for each in everything if each["IndexName"] == index]
    keys = [key for schema in schemas for key in schema["KeySchema"]]
    return next((str(key["AttributeName"]) for key in keys if key["KeyType"] == "HASH"), None)


def _plain(value: Any) -> str:
    """A key's value as policies compare it: the text of its S, N or B."""
    return str(next(iter(value.values()))) if isinstance(value, dict) and value else ""
