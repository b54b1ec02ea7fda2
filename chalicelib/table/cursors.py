"""Where a page of a list ended, as a text that only the same list takes back."""

import base64
import json
from typing import Any

from chalicelib.errors import Invalid

Raw = dict[str, Any]
_LONGEST_KEY = 1024  # bytes, of a sort key


def opened(cursor: str, request: Raw, prefix: str) -> Raw:
    """The start key of a query; a cursor that DynamoDB would not take for it raises Invalid."""
    parts = _parts(cursor)
    values = request["ExpressionAttributeValues"]
    hashed = request["ExpressionAttributeNames"]["#p"]
    ranged = f"{hashed[:-2]}sk"
    inside = (
        parts.keys() == {"pk", "sk", hashed, ranged}
        and parts["pk"].startswith(prefix)
        and parts[hashed] == values[":p"]["S"]
        and parts[ranged].startswith(values.get(":s", {"S": ""})["S"])
    )
    if not inside:
        raise Invalid("The cursor is not of this list.", fields={"cursor": "Start again."})
    return {name: {"S": value} for name, value in parts.items()}


def closed(last: Raw | None) -> str | None:
    """The cursor after a last key; None at the end of the list."""
    if not last:
        return None
    plain = {name: value["S"] for name, value in last.items()}
    text = json.dumps(plain, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _parts(cursor: str) -> dict[str, str]:
    """What a cursor says, nothing where it is none of ours."""
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor.encode() + b"=="))
        fits = all(0 < len(value.encode()) <= _LONGEST_KEY for value in parts.values())
    except (ValueError, AttributeError, RecursionError):
        return {}
    return dict(parts) if fits else {}
