"""What tests ask for: telephones that don't answer, news that come twice or in disorder."""

from __future__ import annotations

import json
import re
from typing import Any

from infra.local.standins.asked import Declined
from infra.local.telephony.core.dialling import OUTCOMES
from infra.local.telephony.ledger import Ledger

Json = dict[str, Any]
_CHECKS: dict[str, Any] = {
    "times": lambda v: v is None or (type(v) is int and v > 0),
    "number": lambda v: v is None or bool(re.fullmatch(r"\+[1-9]\d{4,18}", str(v))),
    "outcome": lambda v: v in OUTCOMES,
    "duplicates": lambda v: type(v) is int and 0 <= v <= 100,
    "unordered": lambda v: isinstance(v, bool),
    "kind": lambda v: v in ("event", "record", "agent_event"),
    "error": lambda v: isinstance(v, str) and v.endswith("Exception"),
    "on": lambda v: isinstance(v, str) and v.isalnum(),
}


class Faults:
    """Not yet used up, the oldest first; they survive a restart.

    With `outcome`: what a dialled `number` (None: any) does. With `duplicates` or `unordered`: how
    documents of a `kind` (None: all) are delivered. With `error`: how operation `on` is refused.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, asked: Json) -> Json:
        for name, value in asked.items():
            if name not in _CHECKS or not _CHECKS[name](value):
                fault = f"A fault can't have {name} = {value!r}"
                raise Declined(422, "invalid", fault, **{name: "invalid"})
        left = asked.get("times", 1)
        values = (json.dumps(asked), left)
        number = self._ledger.run("INSERT INTO faults (doc, left) VALUES (?, ?)", *values)
        return {"id": number, "left": left, **asked}

    def all(self) -> list[Json]:
        rows = self._ledger.rows("SELECT * FROM faults ORDER BY seq")
        return [{"id": r["seq"], "left": r["left"], **json.loads(r["doc"])} for r in rows]

    def remove(self, number: int | None = None) -> None:
        self._ledger.run("DELETE FROM faults WHERE ? IS NULL OR seq = ?", number, number)

    def outcome(self, number: str) -> str:
        """What the telephone does; empty for ringing until somebody answers."""
        fit = self._take(lambda f: "outcome" in f and f.get("number") in (None, number))
        return str(fit["outcome"]) if fit else ""

    def delivery(self, kind: str) -> tuple[int, bool]:
        """How often more, and whether out of order."""

        def fits(fault: Json) -> bool:
            asked = "duplicates" in fault or "unordered" in fault
            return asked and fault.get("kind") in (None, kind)

        fit = self._take(fits) or {}
        return int(fit.get("duplicates", 0)), bool(fit.get("unordered"))

    def refusal(self, operation: str) -> str:
        fit = self._take(lambda f: "error" in f and f.get("on") in (None, operation))
        return str(fit["error"]) if fit else ""

    def _take(self, fits: Any) -> Json | None:
        """The oldest that fits, used once."""
        for fault in self.all():
            if fits(fault):
                if fault["left"] is not None:
                    self._use(fault["id"], fault["left"])
                return fault
        return None

    def _use(self, number: int, left: int) -> None:
        if left <= 1:
            self.remove(number)
        else:
            self._ledger.run("UPDATE faults SET left = left - 1 WHERE seq = ?", number)
