"""What a mocked bot has understood: from all the shapes in which a bot's result is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from infra.local.telephony.flow.bots import BotAnswered
from infra.local.telephony.flow.references import spoken


def understood(result: str) -> BotAnswered | None:
    """`{"IntentName", "Slots", "SessionAttributes"}`, what Lex itself answers, or the bare name."""
    try:
        loaded = json.loads(result)
    except (ValueError, RecursionError):
        loaded = result
    if not isinstance(loaded, Mapping):
        return BotAnswered(loaded) if isinstance(loaded, str) and loaded else None
    raw = _lowered(loaded)
    state = _lowered(raw.get("sessionstate", raw))
    intent = state.get("intentname", state.get("intent"))
    found = _lowered(intent) if isinstance(intent, Mapping) else {"name": intent}
    name = found.get("name", found.get("intentname"))
    if not isinstance(name, str) or not name:
        return None
    slots = found.get("slots", state.get("slots"))
    return BotAnswered(name, _slots(slots), _texts(state.get("sessionattributes")))


def _lowered(raw: Any) -> dict[str, Any]:
    return {str(key).lower(): value for key, value in raw.items()} if _is(raw) else {}


def _slots(raw: Any) -> dict[str, str]:
    """Lex V2 wraps a slot's value: `{"value": {"interpretedValue": "…"}}`."""
    if not _is(raw):
        return {}
    return {str(name): spoken(_value(slot)) for name, slot in raw.items()}


def _value(slot: Any) -> Any:
    inner = _lowered(slot).get("value", slot)
    return _lowered(inner).get("interpretedvalue", inner)


def _texts(raw: Any) -> dict[str, str]:
    return {str(key): spoken(value) for key, value in raw.items()} if _is(raw) else {}


def _is(raw: Any) -> bool:
    return isinstance(raw, Mapping)
