"""Counts what DynamoDB is asked for: calls, request units as AWS counts them, and bytes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from chalicelib.gateways import aws

_READ_BYTES, _WRITE_BYTES = 4096, 1024
_WRITES = {"PutItem": "Item", "UpdateItem": "Key", "DeleteItem": "Key"}
_INDEXES = (("g1pk", True), ("g2pk", True), ("due_hour", False))  # name, whole item projected
Raw = dict[str, Any]


@dataclass
class Cost:
    """What one operation asked. Units of writes to indexes stand apart in `index_units`."""

    calls: list[str] = field(default_factory=list)
    read_units: float = 0
    write_units: float = 0
    index_units: float = 0
    bytes_out: int = 0
    bytes_in: int = 0

    def line(self) -> Raw:
        return {
            "dynamodb_calls": len(self.calls),
            "calls": self.calls,
            "read_units": self.read_units,
            "write_units": self.write_units,
            "index_write_units": self.index_units,
            "bytes_out": self.bytes_out,
            "bytes_in": self.bytes_in,
        }


class Meter:
    """Listens to every DynamoDB client that is made after it."""

    def __init__(self) -> None:
        self._cost: Cost | None = None
        self._sent: list[Raw] = []
        events = aws.session()
        events.register("before-call.dynamodb", self._before)
        events.register("after-call.dynamodb", self._after)

    @contextmanager
    def counting(self) -> Iterator[Cost]:
        """What is asked within the block."""
        self._cost, before = Cost(), self._cost
        try:
            yield self._cost
        finally:
            self._cost = before

    def _before(self, params: Raw, **_: Any) -> None:
        self._sent.append(params)

    def _after(self, http_response: Any, parsed: Raw, model: Any, **_: Any) -> None:
        sent = self._sent.pop()["body"]
        if self._cost is None:
            return
        self._cost.calls.append(model.name)
        self._cost.bytes_out += len(sent)
        self._cost.bytes_in += len(http_response.content)
        request = json.loads(sent)
        self._cost.read_units += _read_units(model.name, request, parsed)
        for kind, write, factor in _writes_of(model.name, request):
            self._cost.write_units += factor * _written(write)
            self._cost.index_units += _index_units(kind, write)


def item_size(item: Raw) -> int:
    """Bytes of an item as AWS counts them: names, values, and what lists and maps add."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(value: Raw) -> int:
    [(kind, held)] = value.items()
    if kind == "S":
        return len(held.encode())
    if kind == "N":
        return len(held.lstrip("-").replace(".", "")) // 2 + 2
    if kind == "B":  # base64 in a request, bytes in an answer
        return len(held) * 3 // 4 if isinstance(held, str) else len(held)
    if kind == "L":
        return 3 + sum(1 + _value_size(each) for each in held)
    if kind == "M":
        return 3 + len(held) + item_size(held)
    if kind in ("SS", "NS", "BS"):
        return sum(_value_size({kind[0]: each}) for each in held)
    return 1


def _read_units(name: str, request: Raw, answer: Raw) -> float:
    if name == "GetItem":
        return _of_read(item_size(answer.get("Item", {})), request)
    if name == "Query":
        return _of_read(sum(map(item_size, answer.get("Items", []))), request)
    if name == "BatchGetItem":
        [(table, wanted)] = request["RequestItems"].items()
        found = answer.get("Responses", {}).get(table, [])
        missing = len(wanted["Keys"]) - len(found)
        return sum(_of_read(size, wanted) for size in [*map(item_size, found), *[0] * missing])
    return 0


def _of_read(size: int, request: Raw) -> float:
    units = max(1, ceil(size / _READ_BYTES))
    return units if request.get("ConsistentRead") else units / 2


def _writes_of(name: str, request: Raw) -> Iterator[tuple[str, Raw, int]]:
    """Kind, request and price factor of every write: in a transaction each costs twice."""
    if name == "TransactWriteItems":
        for each in request["TransactItems"]:
            [(kind, write)] = each.items()
            yield kind, write, 2
    elif name in _WRITES:
        yield name.removesuffix("Item"), request, 1


def _written(write: Raw) -> int:
    """At least: what an update adds to is not in its request."""
    known = write.get("Item") or write["Key"]
    return max(1, ceil(item_size(known) / _WRITE_BYTES))


def _index_units(kind: str, write: Raw) -> int:
    """Of new items; one whose index key changes costs a delete besides."""
    if kind != "Put":
        return 0
    units = 0
    for name, whole in _INDEXES:
        if name in write["Item"]:
            units += _written(write) if whole else 1
    return units
