"""Failures and delays asked for by tests: which call they are for, and what they do to it."""

import json
from dataclasses import dataclass, fields
from typing import Any

from infra.local.sms.failures import AwsError
from infra.local.sms.ledger import Ledger
from infra.local.sms.phones import spoken
from infra.local.sms.shapes import model, operation
from infra.local.standins.asked import Declined

FAILED = (
    "INVALID",
    "INVALID_MESSAGE",
    "UNREACHABLE",
    "CARRIER_UNREACHABLE",
    "BLOCKED",
    "CARRIER_BLOCKED",
    "SPAM",
    "UNKNOWN",
    "TTL_EXPIRED",
    "PROTECT_BLOCKED",
)
OUTCOMES = ("DELIVERED", "SUCCESSFUL", "NONE", *FAILED)


@dataclass(frozen=True)
class Fault:
    """Spans in seconds; the default is no fault at all."""

    times: int | None = 1
    on: str = "SendTextMessage"
    to: str | None = None
    error: dict[str, Any] | str | None = None
    drop: str | None = None
    answer_delay: float = 0.0
    outcome: str = "DELIVERED"
    delivery_delay: float | None = None
    duplicates: int = 0
    reverse: bool = False

    def refusal(self) -> AwsError | None:
        """The error to answer with, in the service's own shape."""
        if not self.error:
            return None
        told = {"code": self.error} if isinstance(self.error, str) else self.error
        code = told["code"]
        return AwsError(
            code,
            told.get("message") or f"{code} was asked for",
            Reason=told.get("reason"),
            Fields=told.get("fields"),
            ResourceType=told.get("resource_type"),
            ResourceId=told.get("resource_id"),
        )


NO_FAULT = Fault()
_CHECKS: dict[str, Any] = {
    "times": lambda v: v is None or (type(v) is int and v > 0),
    "on": lambda v: v == "reply" or operation(str(v)) is not None,
    "error": lambda v: v is None or _code(v) in {e.name for e in model().error_shapes},
    "drop": lambda v: v in (None, "before", "after"),
    "answer_delay": lambda v: _amount(v) and v <= 60,
    "outcome": lambda v: v in OUTCOMES,
    "delivery_delay": lambda v: v is None or _amount(v),
    "duplicates": lambda v: type(v) is int and 0 <= v <= 100,
    "reverse": lambda v: isinstance(v, bool),
    "to": lambda v: v is None or bool(spoken(str(v))),
}


class Faults:
    """The faults not yet used up, the oldest first; they survive a restart."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, asked: dict[str, Any]) -> dict[str, Any]:
        for name, value in asked.items():
            if name not in _CHECKS or not _CHECKS[name](value):
                raise Declined(422, "invalid", f"A fault can't have {name} = {value!r}", name=name)
        if asked.get("to"):
            asked = {**asked, "to": spoken(asked["to"])}
        left = asked.get("times", 1)
        number = self._ledger.run(
            "INSERT INTO faults (doc, left) VALUES (?, ?)", json.dumps(asked), left
        )
        return {"id": number, "left": left, **asked}

    def all(self) -> list[dict[str, Any]]:
        rows = self._ledger.rows("SELECT * FROM faults ORDER BY seq")
        return [{"id": r["seq"], "left": r["left"], **json.loads(r["doc"])} for r in rows]

    def remove(self, number: int | None = None) -> None:
        self._ledger.run("DELETE FROM faults WHERE ? IS NULL OR seq = ?", number, number)

    def take(self, on: str, to: str | None) -> Fault:
        """The oldest fault that fits, used once; no fault where none does."""
        with self._ledger.writing():
            for found in self.all():
                fault = Fault(**{k: v for k, v in found.items() if k in _NAMES})
                if fault.on == on and fault.to in (None, to):
                    self._use(found["id"], found["left"])
                    return fault
        return NO_FAULT

    def _use(self, number: int, left: int | None) -> None:
        if left is None:
            return
        if left <= 1:
            self.remove(number)
        else:
            self._ledger.run("UPDATE faults SET left = left - 1 WHERE seq = ?", number)


_NAMES = {part.name for part in fields(Fault)}


def _amount(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _code(value: Any) -> Any:
    return value.get("code") if isinstance(value, dict) else value
