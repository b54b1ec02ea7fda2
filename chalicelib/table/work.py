"""How items are written: a unit of work is one transaction, all of it or nothing."""

import random
import time
from collections.abc import Sequence
from typing import Any, Self

from botocore.exceptions import ClientError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action, Update

from chalicelib.context import Known
from chalicelib.errors import Conflict, Unavailable
from chalicelib.table.item import Item

Key = tuple[str, str]
Raw = dict[str, Any]
_ATTEMPTS = 6
MOST_WRITES = 100  # of one transaction


class ConditionFailed(Conflict):
    """A condition of the unit was not true; `failed` are the positions of its writes."""

    def __init__(self, failed: list[int]) -> None:
        super().__init__("Somebody changed this in the meantime. Please look again.")
        self.failed = failed


class Expressions:
    """The expressions of one request with PynamoDB's numbered names and values."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._values: dict[str, Any] = {}

    def condition(self, condition: Condition) -> str:
        return condition.serialize(self._names, self._values)

    def update(self, actions: Sequence[Action]) -> str:
        text = Update(*actions).serialize(self._names, self._values)
        if text is None:
            raise ValueError("an update needs an action")
        return text

    def into(self, request: Raw) -> Raw:
        if self._names:
            request["ExpressionAttributeNames"] = {mark: name for name, mark in self._names.items()}
        if self._values:
            request["ExpressionAttributeValues"] = self._values
        return request


class Unit:
    """Collects writes in order and commits them at once.

    One write alone goes as a plain conditional call, which costs half of a transaction.
    """

    def __init__(
        self, client: Any, table_name: str, partition_prefix: str, known: Known | None = None
    ) -> None:
        self._client = client
        self._table = table_name
        self._prefix = partition_prefix
        self._known = known
        self._writes: list[tuple[str, Raw]] = []

    def __len__(self) -> int:
        return len(self._writes)

    def put(self, item: Item, condition: Condition | None = None) -> Self:
        request: Raw = {"Item": item.serialize()}
        self._guard(request["Item"]["pk"]["S"])
        return self._add("Put", request, condition)

    def create(self, item: Item) -> Self:
        """Put what must not be there yet."""
        return self.put(item, type(item).pk.does_not_exist())

    def update(
        self, key: Key, actions: Sequence[Action], condition: Condition | None = None
    ) -> Self:
        expressions = Expressions()
        request = {"Key": self._key(key), "UpdateExpression": expressions.update(actions)}
        return self._add("Update", request, condition, expressions)

    def delete(self, key: Key, condition: Condition | None = None) -> Self:
        return self._add("Delete", {"Key": self._key(key)}, condition)

    def check(self, key: Key, condition: Condition) -> Self:
        return self._add("ConditionCheck", {"Key": self._key(key)}, condition)

    def fits(self, other: Self, spare: int = 0) -> bool:
        """Whether both make one transaction: not more than DynamoDB takes less `spare` writes, and
        each item once."""
        mine, others = ({_address(request) for _, request in u._writes} for u in (self, other))
        return len(mine) + len(others) <= MOST_WRITES - spare and not mine & others

    def join(self, other: Self) -> Self:
        """Take over the other's writes."""
        self._writes += other._writes
        return self

    def commit(self) -> None:
        """Write all; raises ConditionFailed, or Unavailable when others keep the items busy."""
        for attempt in range(_ATTEMPTS):
            try:
                self._send()
                return self._forget()
            except ClientError as error:
                failed = _failed_positions(error)
                if failed:
                    self._forget(everything=True)
                    raise ConditionFailed(failed) from None
            pause(attempt)
        raise Unavailable("Too many people are changing this at once. Please try again.")

    def _forget(self, *, everything: bool = False) -> None:
        """What was written is read anew; all, when what was read turned out to be old."""
        if self._known is None:
            return
        written = {_address(request) for _, request in self._writes}
        for key in list(self._known) if everything else written:
            self._known.pop(key, None)

    def _send(self) -> None:
        if not self._writes:
            return
        if len(self._writes) == 1 and self._writes[0][0] != "ConditionCheck":
            kind, request = self._writes[0]
            getattr(self._client, f"{kind.lower()}_item")(**request)
        else:
            self._client.transact_write_items(TransactItems=[{k: r} for k, r in self._writes])

    def _add(
        self, kind: str, request: Raw, condition: Condition | None, made: Expressions | None = None
    ) -> Self:
        expressions = made or Expressions()
        if condition is not None:
            request["ConditionExpression"] = expressions.condition(condition)
        request["TableName"] = self._table
        self._writes.append((kind, expressions.into(request)))
        return self

    def _key(self, key: Key) -> Raw:
        self._guard(key[0])
        return {"pk": {"S": key[0]}, "sk": {"S": key[1]}}

    def _guard(self, partition: str) -> None:
        if not partition.startswith(self._prefix):
            raise ValueError("a write outside of this table's tenant")


def pause(attempt: int) -> None:
    """Wait before trying again: longer each time, up to a third of a second, and by chance, so that
    those who met don't meet again."""
    time.sleep(random.uniform(0.005, 0.03) * 2 ** min(attempt, 3.5))  # noqa: S311  (jitter)


def _address(request: Raw) -> Key:
    key = request.get("Key") or request["Item"]
    return key["pk"]["S"], key["sk"]["S"]


def _failed_positions(error: ClientError) -> list[int]:
    """Positions whose condition failed; empty when trying again may help; else raises."""
    code = error.response["Error"]["Code"]
    if code == "ConditionalCheckFailedException":
        return [0]
    if code == "TransactionCanceledException":
        reasons = [r.get("Code") for r in error.response.get("CancellationReasons", [])]
        failed = [i for i, r in enumerate(reasons) if r == "ConditionalCheckFailed"]
        if failed or set(reasons) <= {"TransactionConflict", "ThrottlingError", "None", None}:
            return failed
    if code in ("TransactionConflictException", "TransactionInProgressException"):
        return []
    raise error
