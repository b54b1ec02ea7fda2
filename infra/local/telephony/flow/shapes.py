"""Whether a flow's document has the shape of one, before anything of it is believed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_DEEPEST = 50


class UnreadableFlow(Exception):
    """The document is no flow; the message says what is missing."""


def parsed(source: Any) -> Mapping[str, Any]:
    """JSON text or its object, which must be an object."""
    try:
        raw = json.loads(source) if isinstance(source, str | bytes) else source
    except (ValueError, RecursionError) as error:
        raise UnreadableFlow(f"This is not JSON: {error}") from error
    if not isinstance(raw, Mapping):
        raise UnreadableFlow("A flow is an object with a list of Actions.")
    return raw


def check_root(raw: Mapping[str, Any]) -> None:
    for name in ("Metadata", "Settings"):
        if not isinstance(raw.get(name) or {}, Mapping):
            raise UnreadableFlow(f"{name} is an object.")
    if not isinstance(raw.get("StartAction") or "", str):
        raise UnreadableFlow("StartAction is the Identifier of an action.")


def check_action(raw: Mapping[str, Any]) -> None:
    where = f"Action {raw['Identifier']!r}"
    for name in ("Identifier", "Type"):
        if not isinstance(raw.get(name, ""), str):
            raise UnreadableFlow(f"{where}: {name} is a text.")
    for name in ("Parameters", "Transitions"):
        if not isinstance(raw.get(name) or {}, Mapping):
            raise UnreadableFlow(f"{where}: {name} is an object.")
    if _depth(raw.get("Parameters")) > _DEEPEST:
        raise UnreadableFlow(f"{where}: Parameters are nested more than {_DEEPEST} deep.")
    _check_ways(where, raw.get("Transitions") or {})


def _check_ways(where: str, ways: Mapping[str, Any]) -> None:
    for name in ("Errors", "Conditions"):
        listed = ways.get(name) or []
        if not isinstance(listed, list) or not all(isinstance(one, Mapping) for one in listed):
            raise UnreadableFlow(f"{where}: {name} is a list of objects.")
    for one in [ways, *(ways.get("Errors") or []), *(ways.get("Conditions") or [])]:
        if not isinstance(one.get("NextAction") or "", str):
            raise UnreadableFlow(f"{where}: NextAction is the Identifier of an action.")
        if not isinstance(one.get("Condition") or {}, Mapping):
            raise UnreadableFlow(f"{where}: Condition is an object.")


def _depth(value: Any) -> int:
    """Counted without recursion: nobody knows how deep it is."""
    depth, level = 0, [value]
    while level and depth <= _DEEPEST:
        depth += 1
        level = [
            inner
            for one in level
            for inner in (
                one.values() if isinstance(one, Mapping) else one if isinstance(one, list) else ()
            )
        ]
    return depth
