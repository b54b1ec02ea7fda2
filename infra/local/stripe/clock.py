"""The time that the stand-in lives in: the machine's, moved forward on request."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from infra.local.stripe.ledger import Ledger


class Clock:
    """Unix seconds. The distance to the machine's time is kept, so a restart stays moved."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._offset = float(ledger.fact("clock_offset", 0))
        self._pinned: int | None = None

    def now(self) -> int:
        return int(self.machine() + self._offset) if self._pinned is None else self._pinned

    @staticmethod
    def machine() -> float:
        return time.time()

    def move_to(self, moment: float) -> None:
        self._offset = moment - self.machine()
        self._ledger.set_fact("clock_offset", self._offset)

    def forget(self) -> None:
        self._offset = 0.0

    @contextmanager
    def at(self, moment: int) -> Iterator[None]:
        """While a due step runs, now is the moment at which it was due."""
        self._pinned = moment
        try:
            yield
        finally:
            self._pinned = None
