"""The table in memory behaves as a table does, on random conditional writes and reads."""

from typing import Any

from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.gateways import aws
from tests.memory import Memory

_TABLE = "frontdesk"
_INDEXES = {
    "lists": ("g1pk", "g1sk"), "timelines": ("g2pk", "g2sk"), "due": ("due_hour", "due"),
}  # fmt: skip
_KEYS = st.tuples(st.sampled_from(["T#a#X", "T#a#Y"]), st.sampled_from(["S#1", "S#2", "R#1"]))
_CONDITIONS = st.sampled_from(
    ["", "attribute_not_exists (#0)", "attribute_exists (#0)", "#1 = :0", "#1 <= :0",
     "(attribute_not_exists (#1) OR #1 < :0)", "(#1 = :0 AND attribute_exists (#0))"]
)  # fmt: skip
_WRITES = st.tuples(
    st.sampled_from(["Put", "Update", "Delete"]), _KEYS, st.integers(0, 3), _CONDITIONS
)
_UNITS = st.lists(st.lists(_WRITES, min_size=1, max_size=3), max_size=12)


def _write(kind: str, key: tuple[str, str], number: int, condition: str) -> dict[str, Any]:
    where = {"pk": {"S": key[0]}, "sk": {"S": key[1]}}
    request: dict[str, Any] = {"TableName": _TABLE}
    names, values = {}, {}
    if kind == "Put":
        listed = {"g1pk": {"S": "T#a#L"}, "g1sk": {"S": f"{number}#{key[0]}#{key[1]}"}}
        request["Item"] = where | {"n": {"N": str(number)}} | (listed if number else {})
    else:
        request["Key"] = where
    if kind == "Update":
        request["UpdateExpression"] = "ADD #1 :9"
        names["#1"], values[":9"] = "n", {"N": str(number)}
    if condition:
        request["ConditionExpression"] = condition
        names |= {mark: name for mark, name in (("#0", "pk"), ("#1", "n")) if mark in condition}
        values |= {":0": {"N": str(number)}} if ":0" in condition else {}
    if names:
        request["ExpressionAttributeNames"] = names
    if values:
        request["ExpressionAttributeValues"] = values
    return request


def _done(client: Any, unit: list[Any]) -> str:
    """What became of a unit: done, or the error with each write's reason."""
    writes = [{kind: _write(kind, key, n, condition)} for kind, key, n, condition in unit]
    try:
        if len(writes) == 1:
            [(kind, request)] = writes[0].items()
            getattr(client, f"{kind.lower()}_item")(**request)
        else:
            client.transact_write_items(TransactItems=writes)
    except ClientError as error:
        reasons = [r.get("Code") for r in error.response.get("CancellationReasons", [])]
        return f"{error.response['Error']['Code']} {reasons}"
    return "done"


def _pages(client: Any, index: str | None, prefix: str, backwards: bool) -> list[Any]:
    """Every item under a prefix, two at a time."""
    hash_name, range_name = ("g1pk", "g1sk") if index else ("pk", "sk")
    request: dict[str, Any] = {
        "TableName": _TABLE, "Limit": 2, "ScanIndexForward": not backwards,
        "KeyConditionExpression": "#p = :p AND begins_with(#s, :s)",
        "ExpressionAttributeNames": {"#p": hash_name, "#s": range_name},
        "ExpressionAttributeValues": {
            ":p": {"S": "T#a#L" if index else "T#a#X"}, ":s": {"S": prefix}
        },
    }  # fmt: skip
    if index:
        request["IndexName"] = index
    found = []
    for _ in range(10):
        answer = client.query(**request)
        found += answer["Items"]
        if "LastEvaluatedKey" not in answer:
            return found
        request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
    raise AssertionError("the list has no end")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(units=_UNITS, backwards=st.booleans())
def test_memory_does_what_a_table_does(table: Any, units: list[Any], backwards: bool) -> None:
    real, memory = aws.client("dynamodb"), Memory(_INDEXES)
    for item in table.scan()["Items"]:
        table.delete_item(Key={"pk": item["pk"], "sk": item["sk"]})
    distinct = [u for u in units if len({key for _, key, _, _ in u}) == len(u)]

    for unit in distinct:
        assert _done(memory, unit) == _done(real, unit)

    for index, prefix in ((None, "S#"), (None, "R#"), ("lists", "1#")):
        there = _pages(real, index, prefix, backwards)
        assert _pages(memory, index, prefix, backwards) == there
    keys = [{"pk": {"S": p}, "sk": {"S": s}} for p in ("T#a#X", "T#a#Y") for s in ("S#1", "R#1")]
    for key in keys:
        asked = {"TableName": _TABLE, "Key": key}
        assert memory.get_item(**asked).get("Item") == real.get_item(**asked).get("Item")
