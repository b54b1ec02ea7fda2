"""What a test case makes the system do instead: each override is used once, first in, first out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infra.local.telephony.testcase.matching import matches_action

_LONGEST = 3600.0


@dataclass(frozen=True)
class Override:
    """Exactly one of `substitute`, `result` and `error` is set; a result is as text."""

    properties: dict[str, Any]
    substitute: str | None = None
    result: str | None = None
    error: str | None = None
    delay_seconds: float = 0


class Overrides:
    """Those that wait to be used."""

    def __init__(self) -> None:
        self.waiting: list[Override] = []

    def add(self, override: Override) -> None:
        self.waiting.append(override)

    def take(
        self, action_type: str, parameters: Mapping[str, Any], *, failing: bool
    ) -> Override | None:
        """The first one for this action, if it is a failure (or is none)."""
        for one in self.waiting:
            if matches_action(one.properties, action_type, parameters):
                if (one.error is not None) is not failing:
                    return None
                self.waiting.remove(one)
                return one
        return None


def read_override(parameters: Mapping[str, Any]) -> Override | None:
    """From an OverrideSystemBehavior action, or None if it says nothing that is known."""
    properties = _inner(_inner(parameters, "Behavior"), "Properties")
    strategy = _inner(properties, "Strategy")
    if strategy.get("SubstituteArn"):
        return Override(properties, substitute=str(strategy["SubstituteArn"]))
    response = _inner(strategy, "Response")
    failed, result = response.get("Error"), response.get("ExecutionResult")
    if isinstance(failed, Mapping):
        return Override(properties, error=str(failed.get("Value")), delay_seconds=_delay(failed))
    if isinstance(result, Mapping):
        loaded = result.get("LoadedData", result.get("Value"))
        text = loaded if isinstance(loaded, str) else json.dumps(loaded, ensure_ascii=False)
        return Override(properties, result=text, delay_seconds=_delay(result))
    return None


def unknown_result(override: Override) -> str:
    """Why a mocked result can't be what such an action results in, or nothing."""
    kind = override.properties.get("ActionType")
    if kind != "CheckHoursOfOperation" or override.result is None:
        return ""
    if mocked_hours(override.result) is None:
        return f"hours are mocked as InHours or OutOfHours, not {override.result}"
    return ""


def mocked_hours(result: str) -> bool | None:
    """Whether the mock says that it is open; None if it says neither."""
    said = result.strip('" ').casefold()
    return {"inhours": True, "inhour": True, "true": True, "outofhours": False,
            "outofhour": False, "false": False}.get(said)  # fmt: skip


def _delay(raw: Mapping[str, Any]) -> float:
    try:
        return max(0.0, min(float(raw.get("DelaySeconds") or 0), _LONGEST))
    except (TypeError, ValueError):
        return 0.0


def _inner(raw: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = raw.get(name)
    return dict(found) if isinstance(found, Mapping) else {}
