"""A world for tests: functions answer at once, and what is told is collected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from infra.local.telephony.core.contact import Call
from infra.local.telephony.core.floor import AGENT_EVENT, EVENT, RECORD, RECORDING

Json = dict[str, Any]


class Collected:
    """Implements Outside; `invoke(arn, event)` answers or raises."""

    def __init__(self, invoke: Callable[[str, Json], Any]) -> None:
        self._invoke = invoke
        self.told: list[tuple[str, Json]] = []
        self.kept: dict[str, Call] = {}

    def invoke(self, arn: str, event: Json, seconds: float, done: Callable[[Any], None]) -> None:
        try:
            answer = self._invoke(arn, event)
        except Exception as failed:
            answer = failed
        done(answer)

    def tell(self, kind: str, document: Json) -> None:
        self.told.append((kind, document))

    def keep(self, call: Call) -> None:
        self.kept[call.id] = call

    def agents_changed(self, username: str) -> None:
        """Nobody looks at a panel here."""

    @property
    def events(self) -> list[Json]:
        return self._of(EVENT)

    @property
    def records(self) -> list[Json]:
        return self._of(RECORD)

    @property
    def agent_events(self) -> list[Json]:
        return self._of(AGENT_EVENT)

    @property
    def recordings(self) -> list[Json]:
        return self._of(RECORDING)

    def _of(self, wanted: str) -> list[Json]:
        return [document for kind, document in self.told if kind == wanted]
