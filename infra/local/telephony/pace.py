"""The rate of an operation: so many a second, and as many in one burst."""

from __future__ import annotations

import time
from collections import deque

from infra.local.telephony.failures import AwsError


class Pace:
    """Counts what was done in the last second."""

    def __init__(self) -> None:
        self._done: deque[float] = deque()

    def spend(self, most: float) -> None:
        """Refuses what would be more than `most` in a second; 0 is without a limit."""
        now = time.monotonic()
        while self._done and self._done[0] <= now - 1:
            self._done.popleft()
        if most and len(self._done) >= most:
            raise AwsError("TooManyRequestsException", f"At most {most:g} a second", 429)
        self._done.append(now)
