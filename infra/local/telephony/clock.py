"""Two times: the application's clock, which can be moved, and the time that people live in."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path

from infra.local.standins.worker import Worker
from infra.local.telephony.core.clockwork import Do, Timer

_LOOK_EVERY = 0.25
_Due = list[tuple[float, int, Timer]]


class Clock:
    """The machine's time plus the offset (seconds) in a file, which another process moves."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> float:
        try:
            return time.time() + float(self._path.read_text(encoding="ascii") or 0)
        except FileNotFoundError:
            return time.time()


class RealTime(Worker):
    """Timers of live calls pass as people live; those at an instant follow the moved clock."""

    def __init__(self, clock: Clock, turn: Callable[[], AbstractContextManager[None]]) -> None:
        super().__init__("time")
        self._clock, self._turn = clock, turn
        self._guard = threading.Lock()
        self._soon: _Due = []
        self._told: _Due = []
        self._sequence = count()

    def now(self) -> float:
        return self._clock.now()

    def after(self, seconds: float, do: Do) -> Timer:
        return self._add(self._soon, time.monotonic() + seconds, do)

    def at(self, instant: float, do: Do) -> Timer:
        return self._add(self._told, instant, do)

    def settle(self) -> None:
        """The thread does what is due as soon as this turn is over."""

    def _add(self, due: _Due, when: float, do: Do) -> Timer:
        timer = Timer(do)
        with self._guard:
            heapq.heappush(due, (when, next(self._sequence), timer))
        self.news.set()
        return timer

    def work(self) -> float:
        timer = self._next(self._soon, time.monotonic()) or self._next(self._told, self.now())
        if timer is None:
            return self._pause()
        with self._turn():
            timer.fire()
        return 0.0

    def _next(self, due: _Due, now: float) -> Timer | None:
        with self._guard:
            return heapq.heappop(due)[2] if due and due[0][0] <= now else None

    def _pause(self) -> float:
        with self._guard:
            soon = self._soon[0][0] - time.monotonic() if self._soon else 5.0
            return min(soon, _LOOK_EVERY if self._told else 5.0)
