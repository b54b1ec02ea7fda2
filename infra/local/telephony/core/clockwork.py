"""When things happen: the interface of time, and a simulated one for tests."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count
from typing import Protocol

Do = Callable[[], None]


class Timer:
    """Something that will be done unless it is cancelled before."""

    def __init__(self, do: Do) -> None:
        self._do: Do | None = do

    def cancel(self) -> None:
        self._do = None

    def fire(self) -> None:
        do, self._do = self._do, None
        if do:
            do()


class Time(Protocol):
    """`now` is the instant told to others; instants are seconds since 1970, UTC."""

    def now(self) -> float: ...

    def after(self, seconds: float, do: Do) -> Timer:
        """In so many seconds of a live call."""

    def at(self, instant: float, do: Do) -> Timer:
        """When the told time has come, which may be moved."""

    def settle(self) -> None:
        """Lets happen at once what is due now, where time is simulated."""


class SimulatedTime:
    """Time that stands still until it is advanced; what is due happens in order."""

    def __init__(self, start: float = 1_772_442_000.0) -> None:
        self._now = start
        self._due: list[tuple[float, int, Timer]] = []
        self._sequence = count()

    def now(self) -> float:
        return self._now

    def after(self, seconds: float, do: Do) -> Timer:
        return self.at(self._now + seconds, do)

    def at(self, instant: float, do: Do) -> Timer:
        timer = Timer(do)
        heapq.heappush(self._due, (max(instant, self._now), next(self._sequence), timer))
        return timer

    def advance(self, seconds: float) -> None:
        """Lets everything happen that is due by then, also what that causes."""
        end = self._now + seconds
        while self._due and self._due[0][0] <= end:
            self._now, _, timer = heapq.heappop(self._due)
            timer.fire()
        self._now = end

    def settle(self) -> None:
        self.advance(0)
