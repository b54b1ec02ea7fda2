"""Routing criteria: which step a contact's wait is in, and who meets it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]
Skills = Mapping[tuple[str, str], float]


def steps(routing_criteria: Json) -> list[Json]:
    """The steps of a RoutingCriteria, with their expiry in seconds; None never expires."""
    return [
        {"expression": each.get("Expression") or {}, "expires": _expiry(each)}
        for each in routing_criteria.get("Steps") or []
    ]


def _expiry(step: Json) -> float | None:
    seconds = (step.get("Expiry") or {}).get("DurationInSeconds")
    return float(seconds) if seconds not in (None, "") else None


def current(criteria: list[Json], waited: float) -> Json | None:
    """The expression in force after so many seconds; None once all have expired."""
    end = 0.0
    for step in criteria:
        if step["expires"] is None:
            return dict(step["expression"])
        end += step["expires"]
        if waited < end:
            return dict(step["expression"])
    return None


def changes(criteria: list[Json]) -> list[float]:
    """After how many seconds of waiting a step expires."""
    ends, end = [], 0.0
    for step in criteria:
        if step["expires"] is None:
            break
        end += step["expires"]
        ends.append(end)
    return ends


def met(expression: Json | None, skills: Skills) -> bool:
    """Whether somebody with these proficiencies meets the expression; none is met by all."""
    if not expression:
        return True
    if "AndExpression" in expression:
        return all(met(each, skills) for each in expression["AndExpression"])
    if "OrExpression" in expression:
        return any(met(each, skills) for each in expression["OrExpression"])
    asked = expression.get("AttributeCondition") or {}
    level = skills.get((asked.get("Name", ""), asked.get("Value", "")), 0.0)
    return level >= float(asked.get("ProficiencyLevel") or 1)
