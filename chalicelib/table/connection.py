"""How items are read: the table as one tenant sees it, or as the platform does."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from chalicelib import config
from chalicelib.context import Context, Known
from chalicelib.gateways import aws, tenant_credentials
from chalicelib.table import cursors, keys
from chalicelib.table.item import Item
from chalicelib.table.work import Key, Raw, Unit

T = TypeVar("T", bound=Item)
E = TypeVar("E")
_BATCH = 100
# Attributes g1… and g2… under names that are long enough for DynamoDB.
_INDEXES = {"g1": "lists", "g2": "timelines"}


@dataclass(frozen=True)
class Page(Generic[E]):
    """Up to `limit` items and the cursor of the next page, None at the end."""

    items: list[E]
    next_cursor: str | None


class Table:
    """Reads and units of work, all inside partitions that start with `prefix`.

    `known` is what the request has read already; its units of work forget what they write.
    """

    def __init__(self, client: Any, prefix: str, known: Known | None = None) -> None:
        self._client = client
        self._prefix = prefix
        self._name = config.table_name()
        self._known = known

    def unit(self) -> Unit:
        return Unit(self._client, self._name, self._prefix, self._known)

    def find(self, kind: type[T], key: Key, *, consistent: bool = True) -> T | None:
        """One item; strongly consistent unless told otherwise."""
        raws = self._take_known([key])
        raw = raws[key] if key in raws else self._read(key, consistent)
        return kind.from_raw_data(raw) if raw is not None else None

    def page(
        self,
        kind: type[T],
        partition: str,
        prefix: str = "",
        *,
        index: str | None = None,
        limit: int = 25,
        cursor: str | None = None,
        newest_first: bool = False,
    ) -> Page[T]:
        """A page of one partition's items whose sort key starts with `prefix`."""
        order = {"Limit": limit, "ScanIndexForward": not newest_first}
        raws = self.raw_page(partition, prefix, order, index=index, cursor=cursor)
        return Page([kind.from_raw_data(raw) for raw in raws.items], raws.next_cursor)

    def raw_page(
        self, partition: str, prefix: str, order: Raw, *, index: str | None, cursor: str | None
    ) -> Page[Raw]:
        """As `page`, unparsed: for a partition with things of many kinds."""
        request = self._query(partition, index, _begins(prefix, index)) | order
        if cursor:
            request["ExclusiveStartKey"] = cursors.opened(cursor, request, self._prefix)
        answer = self._client.query(**request)
        return Page(answer["Items"], cursors.closed(answer.get("LastEvaluatedKey")))

    def every(
        self, kind: type[T], partition: str, prefix: str = "", *, index: str | None = None
    ) -> list[T]:
        """All items under `prefix` of a partition that is small by design."""
        raws = self.raw(partition, _begins(prefix, index), index=index)
        return [kind.from_raw_data(raw) for raw in raws]

    def between(
        self, kind: type[T], partition: str, low: str, high: str, *, index: str | None = None
    ) -> list[T]:
        """Items with low <= sort key <= high, ascending."""
        raws = self.raw(partition, _between(low, high, index), index=index)
        return [kind.from_raw_data(raw) for raw in raws]

    def before(
        self, kind: type[T], partition: str, before: str, *, index: str, limit: int
    ) -> list[T]:
        """The last `limit` items with a sort key below `before`, descending."""
        request = self._query(partition, index, _below(before, index))
        request |= {"Limit": limit, "ScanIndexForward": False}
        return [kind.from_raw_data(raw) for raw in self._client.query(**request)["Items"]]

    def raw_between(self, partition: str, low: str, high: str) -> list[Raw]:
        """As `between`, strongly consistent and unparsed: for what is read in great numbers."""
        return self.raw(partition, _between(low, high, None), consistent=True)

    def raw_range_of_kind(
        self, partition: str, low: str, high: str, index: str, kind: str
    ) -> list[Raw]:
        """Unparsed items of one kind with low <= sort key <= high of an index."""
        found = self.raw(partition, _between(low, high, index), index=index)
        return [raw for raw in found if raw["kind"]["S"] == kind]

    def raw(
        self, partition: str, bound: Raw, *, index: str | None = None, consistent: bool = False
    ) -> list[Raw]:
        request = self._query(partition, index, bound)
        if consistent and not index:
            request["ConsistentRead"] = True
        found: list[Raw] = []
        while True:
            answer = self._client.query(**request)
            found += answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return found
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def read_ahead(self, keys: Iterable[Key]) -> None:
        """Read in one call what the request will ask for; nothing where nothing is kept."""
        if self._known is None:
            return
        wanted = [key for key in keys if key not in self._known]
        found = {(raw["pk"]["S"], raw["sk"]["S"]): raw for raw in self._read_many(wanted)}
        self._known.update({key: found.get(key) for key in wanted})

    def find_many(self, kind: type[T], keys: list[Key]) -> list[T]:
        """The items that are there, in no order; strongly consistent."""
        return [kind.from_raw_data(raw) for raw in self.raw_many(keys)]

    def raw_many(self, keys: list[Key]) -> list[Raw]:
        """As `find_many`, unparsed."""
        known = self._take_known(keys)
        read = self._read_many([key for key in keys if key not in known])
        return [raw for raw in known.values() if raw is not None] + read

    def _take_known(self, keys: list[Key]) -> Known:
        """What is known of these. That something is missing is believed once: a twin of this
        request may just be making it."""
        if self._known is None:
            return {}
        found = {self._guarded(key): self._known[key] for key in keys if key in self._known}
        for key in [key for key, raw in found.items() if raw is None]:
            del self._known[key]
        return found

    def _read(self, key: Key, consistent: bool) -> Raw | None:
        answer = self._client.get_item(
            TableName=self._name, Key=_key(self._guarded(key)), ConsistentRead=consistent
        )
        found: Raw | None = answer.get("Item")
        if self._known is not None and consistent and found is not None:
            self._known[key] = found
        return found

    def _read_many(self, keys: list[Key]) -> list[Raw]:
        found: list[Raw] = []
        for at in range(0, len(keys), _BATCH):
            wanted: Raw = {
                "Keys": [_key(self._guarded(k)) for k in keys[at : at + _BATCH]],
                "ConsistentRead": True,
            }
            while wanted:
                answer = self._client.batch_get_item(RequestItems={self._name: wanted})
                found += answer["Responses"].get(self._name, [])
                wanted = answer.get("UnprocessedKeys", {}).get(self._name, {})
        return found

    def _query(self, partition: str, index: str | None, bound: Raw) -> Raw:
        self._guarded((partition, ""))
        request: Raw = {
            "TableName": self._name,
            "KeyConditionExpression": "#p = :p",
            "ExpressionAttributeNames": {"#p": f"{index}pk" if index else "pk"},
            "ExpressionAttributeValues": {":p": {"S": partition}},
        }
        if index:
            request["IndexName"] = _INDEXES[index]
        if bound:
            request["KeyConditionExpression"] += f" AND {bound['expression']}"
            request["ExpressionAttributeNames"]["#s"] = bound["name"]
            request["ExpressionAttributeValues"] |= bound["values"]
        return request

    def _guarded(self, key: Key) -> Key:
        if not key[0].startswith(self._prefix):
            raise ValueError("a read outside of this table's tenant")
        return key


def of(ctx: Context) -> Table:
    """The table as the context's tenant; IAM refuses every other partition."""
    client = tenant_credentials.client("dynamodb", ctx.tenant_id)
    return Table(client, f"T#{ctx.tenant_id}#", ctx.known)


def with_usual(ctx: Context, *more: Key) -> Table:
    """The same, having read in one call what nearly every request asks for, and `more`."""
    table = of(ctx)
    table.read_ahead([*more, keys.clinic(ctx.tenant_id), keys.setup_version(ctx.tenant_id)])
    return table


def platform() -> Table:
    """The table's platform partitions: only for the look-ups that find a tenant."""
    return Table(aws.client("dynamodb"), "P#")


def _key(key: Key) -> Raw:
    return {"pk": {"S": key[0]}, "sk": {"S": key[1]}}


def _begins(prefix: str, index: str | None) -> Raw:
    if not prefix:
        return {}
    name = f"{index}sk" if index else "sk"
    return {"expression": "begins_with(#s, :s)", "name": name, "values": {":s": {"S": prefix}}}


def _between(low: str, high: str, index: str | None) -> Raw:
    name = f"{index}sk" if index else "sk"
    values = {":l": {"S": low}, ":h": {"S": high}}
    return {"expression": "#s BETWEEN :l AND :h", "name": name, "values": values}


def _below(high: str, index: str) -> Raw:
    return {"expression": "#s < :h", "name": f"{index}sk", "values": {":h": {"S": high}}}
