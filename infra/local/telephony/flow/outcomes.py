"""How doing one action came out; the run finds the branch for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from infra.local.telephony.flow.answers import (
    Answer,
    Done,
    Failed,
    LambdaFailed,
    QueueFull,
    TimedOut,
)
from infra.local.telephony.flow.branches import ANY_ERROR


@dataclass(frozen=True)
class Success:
    """On to NextAction."""


@dataclass(frozen=True)
class Value:
    """To the first condition that holds for it, else to NoMatchingCondition."""

    value: str


@dataclass(frozen=True)
class Error:
    """To that error's target, else to NoMatchingError's."""

    type: str = ANY_ERROR
    reason: str = ""


@dataclass(frozen=True)
class Finish:
    """The run is over; `how` as in values.Ended."""

    how: str


@dataclass(frozen=True)
class Enter:
    """Leave this flow for another."""

    flow_id: str


@dataclass(frozen=True)
class CallModule:
    """Run a module, then go on here."""

    module_id: str
    input: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReturnModule:
    """Back to where the module was called; `result` names the branch, if the module chose one."""

    result: str | None = None
    data: dict[str, Any] = field(default_factory=dict)


Outcome = Success | Value | Error | Finish | Enter | CallModule | ReturnModule


def settle(answer: Answer, done: Outcome | None = None) -> Outcome:
    """The answers that mean the same for every effect. TypeError for one that it doesn't take."""
    if isinstance(answer, Done):
        return done or Success()
    if isinstance(answer, Failed | LambdaFailed):
        return Error(reason=answer.reason)
    if isinstance(answer, TimedOut):
        return Error("TimeLimitExceeded", "The time limit passed.")
    if isinstance(answer, QueueFull):
        return Error("QueueAtCapacity", "The queue is full.")
    raise TypeError(f"{type(answer).__name__} is no answer to this effect.")
