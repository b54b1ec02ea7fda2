"""What a caller said, before any schema looks at it: JSON, each name once, and only plain text."""

import json
import re
from typing import Any

from chalicelib.errors import Invalid

# Controls, ends of lines that are none to most programs, and what turns the order of reading.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def parsed(raw: bytes) -> Any:
    """A body's JSON; raises Invalid."""
    try:
        return json.loads(raw or b"{}", object_pairs_hook=_said_once)
    except (ValueError, RecursionError):
        raise Invalid("The body is not JSON.", fields={"body": "must be a JSON object"}) from None


def require_plain(given: Any, place: str = "") -> None:
    """Raises Invalid naming the field that holds a character which nobody types."""
    if isinstance(given, str) and _CONTROLS.search(given):
        told = {place or "body": "must not contain control characters"}
        raise Invalid("Some fields need another look.", fields=told)
    parts: Any = ()
    if isinstance(given, dict):
        parts = given.items()
    elif isinstance(given, list):
        parts = enumerate(given)
    for name, part in parts:
        require_plain(part, f"{place}.{name}" if place else str(name)[:60])


def _said_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names stand once: else whatever reads it decides what was said."""
    said = dict(pairs)
    if len(said) != len(pairs):
        raise Invalid("A field stands twice.", fields={"body": "must say each field once"})
    return said
