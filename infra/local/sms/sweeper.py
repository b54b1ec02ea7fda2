"""The product's own functions that start what is due, invoked as deployed."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.sms.clock import instant
from infra.local.sms.house import House
from infra.local.sms.outbox import client
from infra.local.standins.asked import Declined

_TRIES = 3


@dataclass(frozen=True)
class Swept:
    """`next_due` in seconds since 1970; `tells` is false where a function doesn't say it."""

    started: int = 0
    next_due: float | None = None
    tells: bool = True

    def __add__(self, other: "Swept") -> "Swept":
        dues = [due for due in (self.next_due, other.next_due) if due is not None]
        return Swept(
            self.started + other.started,
            min(dues, default=None),
            self.tells and other.tells,
        )


@dataclass(frozen=True)
class Sweeper:
    """`named` gives the functions' names at each move: they are known after the deployment."""

    house: House
    cloud: str
    named: Callable[[], list[str]]

    def sweep(self, look_ahead_hours: int = 0) -> Swept:
        """`next_due` is looked for so many hours ahead."""
        total = Swept()
        for name in self.named():
            total = total + self._invoke(name, look_ahead_hours)
        return total

    def _invoke(self, name: str, look_ahead_hours: int) -> Swept:
        problem = ""
        for attempt in range(_TRIES):
            try:
                return _swept(self._answer(name, look_ahead_hours))
            except (BotoCoreError, ClientError, ValueError) as failed:
                problem = str(failed)
            time.sleep(0.2 * (attempt + 1))
        raise Declined(502, "unavailable", f"{name} failed three times: {problem}")

    def _answer(self, name: str, look_ahead_hours: int) -> Any:
        place = self.house.place
        functions = client("lambda", self.cloud, place.region, place.account)
        asked = json.dumps({"look_ahead_hours": look_ahead_hours})
        answer = functions.invoke(FunctionName=name, Payload=asked.encode())
        payload = answer["Payload"].read().decode()
        if answer.get("FunctionError"):
            raise ValueError(payload[:500])
        return json.loads(payload or "null")


def functions_of(stack: Path, given: list[str]) -> list[str]:
    """The names given, else the deployed sweeper's of stack.json; none before a deployment."""
    if given:
        return given
    try:
        functions = json.loads(stack.read_text(encoding="utf-8"))["functions"]
        return [str(functions["SweepTimersFunction"])]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _swept(answer: Any) -> Swept:
    if not isinstance(answer, dict):
        return Swept(tells=False)
    due = answer.get("next_due")
    started = int(answer.get("started") or 0)
    return Swept(started, instant(due) if due else None, "next_due" in answer)
