"""DynamoDB in memory, as far as the application uses it: for properties with thousands of runs.

It is no judge of transactions or costs; tests/store/test_memory.py holds it against the local
cloud's tables, and the same histories run there too, fewer of them.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from botocore.exceptions import ClientError

Raw = dict[str, Any]
_INDEXES = {"primary": ("pk", "sk")}


class Memory:
    """A client with the calls that `chalicelib.table` makes; one table."""

    def __init__(self, indexes: dict[str, tuple[str, str]]) -> None:
        self.items: dict[tuple[str, str], Raw] = {}
        self.indexes = {**_INDEXES, **indexes}
        self.calls = 0

    def get_item(self, *, Key: Raw, **_: Any) -> Raw:  # noqa: N803  (botocore's names)
        self.calls += 1
        found = self.items.get(_key(Key))
        return {"Item": deepcopy(found)} if found else {}

    def batch_get_item(self, *, RequestItems: Raw) -> Raw:  # noqa: N803
        self.calls += 1
        [(table, wanted)] = RequestItems.items()
        keys = [_key(each) for each in wanted["Keys"]]
        found = [deepcopy(self.items[each]) for each in keys if each in self.items]
        return {"Responses": {table: found}}

    def query(self, **request: Any) -> Raw:
        self.calls += 1
        hash_name, range_name = self.indexes[request.get("IndexName", "primary")]
        held = (i for i in self.items.values() if hash_name in i and range_name in i)
        found = [i for i in held if _true(request["KeyConditionExpression"], request, i)]
        found.sort(key=lambda i: (i[range_name]["S"], i["pk"]["S"], i["sk"]["S"]))
        if not request.get("ScanIndexForward", True):
            found.reverse()
        start = request.get("ExclusiveStartKey")
        if start:
            at = [_key(i) for i in found].index(_key(start))
            found = found[at + 1 :]
        limit = request.get("Limit", len(found))
        answer: Raw = {"Items": deepcopy(found[:limit])}
        if limit < len(found):
            last = found[limit - 1]
            names = {"pk", "sk", hash_name, range_name}
            answer["LastEvaluatedKey"] = {n: last[n] for n in names}
        return answer

    def put_item(self, **request: Any) -> Raw:
        return self._alone("Put", request)

    def update_item(self, **request: Any) -> Raw:
        return self._alone("Update", request)

    def delete_item(self, **request: Any) -> Raw:
        return self._alone("Delete", request)

    def transact_write_items(self, *, TransactItems: list[Raw]) -> Raw:  # noqa: N803
        self.calls += 1
        writes = [next(iter(each.items())) for each in TransactItems]
        keys = [_key(w.get("Key") or w["Item"]) for _, w in writes]
        if len(set(keys)) != len(keys):
            raise _error("ValidationException", "TransactWriteItems")
        met = [self._met(write) for _, write in writes]
        if not all(met):
            reasons = [{"Code": "None" if ok else "ConditionalCheckFailed"} for ok in met]
            raise _error("TransactionCanceledException", "TransactWriteItems", reasons)
        for kind, write in writes:
            self._apply(kind, write)
        return {}

    def _alone(self, kind: str, request: Raw) -> Raw:
        self.calls += 1
        if not self._met(request):
            raise _error("ConditionalCheckFailedException", kind)
        self._apply(kind, request)
        return {}

    def _met(self, write: Raw) -> bool:
        condition = write.get("ConditionExpression")
        known = self.items.get(_key(write.get("Key") or write["Item"]), {})
        return condition is None or _true(condition, write, known)

    def _apply(self, kind: str, write: Raw) -> None:
        key = _key(write.get("Key") or write["Item"])
        if kind == "Put":
            self.items[key] = deepcopy(write["Item"])
        elif kind == "Delete":
            self.items.pop(key, None)
        elif kind == "Update":
            item = self.items.setdefault(key, deepcopy(write["Key"]))
            for name, value in _changes(write, item):
                item.pop(name, None) if value is None else item.__setitem__(name, value)


def _key(item: Raw) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


def _plain(value: Raw | None) -> Any:
    """A typed value so that it compares as DynamoDB's; None where there is none."""
    if value is None:
        return None
    [(kind, held)] = value.items()
    return float(held) if kind == "N" else held


def _true(expression: str, request: Raw, item: Raw) -> bool:
    names = request.get("ExpressionAttributeNames", {})
    values = request.get("ExpressionAttributeValues", {})

    def name(mark: str) -> Any:
        return _plain(item.get(names.get(mark, mark)))

    def value(mark: str) -> Any:
        return _plain(values[mark])

    words = {"n": name, "v": value, "has": _is_there, "lt": _compared, "begins": _begins}
    return bool(eval(_python(expression), words))


def _is_there(value: Any) -> bool:
    return value is not None


def _compared(left: Any, sign: str, right: Any) -> bool:
    """A comparison with something that is missing is false."""
    if left is None or right is None:
        return False
    order = {"=": left == right, "<>": left != right}
    if sign in order:
        return order[sign]
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]


def _begins(left: Any, right: Any) -> bool:
    return left is not None and left.startswith(right)


@cache
def _python(expression: str) -> str:
    """The expression in Python's words; raises ValueError for what isn't known here."""
    text = re.sub(r"(#\w+|(?<![:#\w(])[a-z]\w*(?=\s*(?:[=<>]|BETWEEN)))", r"n('\1')", expression)
    text = re.sub(r"(?<!['\w])(:\w+)", r"v('\1')", text)
    text = re.sub(r"attribute_not_exists\s*\(", "not has(", text)
    text = re.sub(r"attribute_exists\s*\(", "has(", text)
    text = re.sub(r"begins_with\s*\(", "begins(", text)
    operand = r"[nv]\('[^']+'\)"
    between = rf"({operand}) BETWEEN ({operand}) AND ({operand})"
    text = re.sub(between, r"(lt(\1,'>=',\2) and lt(\1,'<=',\3))", text)
    text = re.sub(rf"({operand})\s*(<=|>=|<>|=|<|>)\s*({operand})", r"lt(\1,'\2',\3)", text)
    return text.replace(" AND ", " and ").replace(" OR ", " or ").replace("NOT ", "not ")


def _changes(write: Raw, item: Raw) -> Iterator[tuple[str, Raw | None]]:
    names = write.get("ExpressionAttributeNames", {})
    values = write.get("ExpressionAttributeValues", {})
    parts = re.split(r"\s*\b(SET|REMOVE|ADD)\b\s*", write["UpdateExpression"])[1:]
    for verb, body in zip(parts[::2], parts[1::2], strict=True):
        for each in body.split(","):
            words = each.replace("=", " ").split()
            name = names.get(words[0], words[0])
            if verb == "REMOVE":
                yield name, None
            elif verb == "SET":
                yield name, deepcopy(values[words[1]])
            else:
                yield name, _added(item.get(name), values[words[1]])


def _added(known: Raw | None, more: Raw) -> Raw:
    """ADD: to a number the number, to a set its members."""
    if "SS" in more:
        return {"SS": sorted({*(known or {"SS": []})["SS"], *more["SS"]})}
    return {"N": str(int((_plain(known) or 0.0) + _plain(more)))}


def _error(code: str, operation: str, reasons: list[Raw] | None = None) -> ClientError:
    body: Any = {"Error": {"Code": code, "Message": code}}
    if reasons:
        body["CancellationReasons"] = reasons
    return ClientError(body, operation)
