"""The plainest fast engine: a mask of fifteen-minute cells a day, and no rule but hours and visits.

It is the measure that travels: other systems were measured beside it, so a ratio to it compares
with them on any machine.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bench.workload import (
    BREAK_END,
    BREAK_START,
    CLOSE,
    OPEN,
    SERVICE,
    START,
    STEP,
    WORKDAYS,
    Visits,
    epoch,
)

_OPEN = sum(
    1 << m // STEP for m in (*range(OPEN, BREAK_START, STEP), *range(BREAK_END, CLOSE, STEP))
)

PEERS = {  # CPU-ms per query: Cal.com's engine, Easy!Appointments' engine, this one
    (1, 7): (9.6, 1.8, 0.03),
    (1, 30): (52, 7.7, 0.12),
    (10, 7): (101, 17.7, 0.15),
    (10, 30): (434, 77, 0.64),
    (50, 1): (99, 13.5, 0.11),
    (50, 7): (547, 87, 0.68),
    (50, 30): (2314, 360, 3.0),
}
"""By practitioners and days: measured once, on one machine, in one pass, on this workload."""


def goal(practitioners: int, days: int) -> float | None:
    """The most that a query may take, as a multiple of this engine: a tenth of Easy!Appointments'
    time and a fiftieth of Cal.com's. None where they were not measured.
    """
    if (practitioners, days) not in PEERS:
        return None
    cal, easy, plain = PEERS[practitioners, days]
    return round(min(0.10 * easy, 0.02 * cal) / plain, 1)


def searcher(people: list[Visits], query: dict[str, Any]) -> Callable[[], list[list[int]]]:
    """A function that answers the query: free starts of each practitioner."""
    return lambda: _search(people[: query["n"]], query["days"], query["tz"])


def _search(people: list[Visits], days: int, zone: str) -> list[list[int]]:
    every = (START + timedelta(days=number) for number in range(days))
    bases = [
        (d.isoformat(), epoch(d, OPEN, zone) - OPEN * 60) for d in every if d.weekday() in WORKDAYS
    ]
    return [
        [start for day, base in bases for start in _day(visits.get(day, ()), base)]
        for visits in people
    ]


def _day(visits: Any, base: int) -> list[int]:
    free, starts = _OPEN, []
    for start, end in visits:
        free &= ~(((1 << (end - start) // STEP) - 1) << start // STEP)
    for _ in range(SERVICE // STEP - 1):
        free &= free >> 1
    while free:
        low = free & -free
        starts.append(base + (low.bit_length() - 1) * STEP * 60)
        free ^= low
    return starts
