"""How fast free times are found: JSON lines, each with its ratio to a plain engine in the same run.

    python -m bench.slots [seconds for each case]

`cpu_ms` is the median CPU time of one query, from the stored bytes of the sheets to lists of
instants. `goal_ratio` is the most that it may be as a multiple of the plain engine's time.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time_ns
from typing import Any

from bench import bitmask, workload
from bench.schedules import answer_hash, hours, resources, search_for
from chalicelib.availability import hours as wall_time
from chalicelib.availability.model import (
    Days,
    Resource,
    Search,
    Sheet,
    Terms,
    WeeklyHours,
    alternatives,
    claim,
    explain,
    find_starts,
    hold,
)

Stored = dict[int, tuple[bytes, int]]
Line = dict[str, Any]


def main(seconds: float) -> Iterator[Line]:
    """Every case's line."""
    made = workload.make(50, 30)
    workload.text(made)
    visits = [workload.visits_of(person) for person in made["practitioners"]]
    for zone in workload.ZONES:
        people = resources(made, zone)
        for query in (each for each in made["queries"] if each["tz"] == zone):
            plain = bitmask.searcher(visits, query)
            yield from _workload_lines(query, people, plain, seconds)
        yield from _clinic_lines(people, visits, zone, seconds)
    yield _import_line()


def _workload_lines(
    query: Line, people: list[Resource], plain: Callable[[], Any], seconds: float
) -> Iterator[Line]:
    search = search_for(query)
    stored = [_stored(person, search.weeks) for person in people[: query["n"]]]

    def warm() -> dict[str, list[int]]:
        return find_starts(search_for(query), [_read(str(n + 1), s) for n, s in enumerate(stored)])

    for name, find in (("workload", warm), ("workload, empty caches", _cold(warm))):
        found = find()
        slots = sum(map(len, found.values()))
        right = answer_hash(found) == query["sha256"] and slots == query["slots"]
        line = _case(name, query["tz"], query["n"], query["days"], slots, right)
        yield line | _against(find, plain, seconds) | _goal(query)


def _clinic_lines(
    people: list[Resource], visits: list[workload.Visits], zone: str, seconds: float
) -> Iterator[Line]:
    """A clinic as they are: everybody's own hours and leave, buffers, holidays, holds, rooms."""
    search, doctors, rooms = _clinic(people, zone)
    start = (search.window.start + 12 * 288) * 300
    query = {"n": 50, "days": 30, "tz": zone}
    plain = bitmask.searcher(visits, query)
    found = find_starts(search, doctors, rooms)
    slots = sum(map(len, found.values()))
    right = all(_agrees(search, doctor, rooms, found[doctor.id]) for doctor in doctors[:5])
    every = partial(find_starts, search, doctors, rooms)
    cases: dict[str, Callable[[], Any]] = {
        "clinic: every start": every,
        "clinic: every start, empty caches": _cold(every),
        "clinic: three alternatives": lambda: alternatives(search, start, doctors, rooms),
        "clinic: explain one time": lambda: explain(search, start, doctors[0], rooms),
        "clinic: claim one visit": lambda: claim({}, search.cells(start), search.now),
    }
    for name, ask in cases.items():
        yield _case(name, zone, 50, 30, slots, right) | _against(ask, plain, seconds)


def _cold(ask: Callable[[], Any]) -> Callable[[], Any]:
    """The same as the first request after a start: no working hours known yet."""
    caches = [each for each in vars(wall_time).values() if hasattr(each, "cache_clear")]

    def asked() -> Any:
        for cache in caches:
            cache.cache_clear()
        return ask()

    return asked


def _clinic(people: list[Resource], zone: str) -> tuple[Search, list[Resource], list[Resource]]:
    rng, first = Random(7), workload.START
    now = workload.epoch(first, 0, zone)
    holidays = tuple(Days(d, d) for d in (first + timedelta(days=25 * n) for n in range(15)))
    terms = Terms(30, 5, 10, step=15, notice=120, horizon=60, needs=("room",))
    search = Search(terms, zone, first, 30, now, holidays, token="asker")
    doctors = [_own(person, rng, first, now) for person in people]
    return search, doctors, [Resource(f"room-{n}", kind="room") for n in range(30)]


def _own(person: Resource, rng: Random, first: date, now: int) -> Resource:
    lunch, evening = f"{rng.randrange(12, 14)}:00", f"18:{rng.randrange(0, 60, 5):02}"
    day = (("09:00", lunch), ("14:00", evening))
    leave = first + timedelta(days=rng.randrange(30))
    sheets = dict(person.sheets)
    held = hold(sheets, range(now // 300 + 108, now // 300 + 111), "other", now, now + 300)
    return replace(
        person,
        hours=(WeeklyHours((day,) * 6 + ((),)),),
        leave=(Days(leave, leave + timedelta(days=3)),),
        sheets=sheets | held if isinstance(held, dict) else sheets,
    )


def _agrees(search: Search, doctor: Resource, rooms: list[Resource], found: list[int]) -> bool:
    asked = range(search.window.start * 300, search.window.stop * 300, 900)
    return found == [start for start in asked if not explain(search, start, doctor, rooms)]


def _stored(person: Resource, weeks: range) -> Stored:
    return {week: (person.sheets[week].to_bytes(), 1) for week in weeks if week in person.sheets}


def _read(name: str, stored: Stored) -> Resource:
    sheets = {week: Sheet.from_bytes(week, *kept) for week, kept in stored.items()}
    return Resource(name, hours(), sheets=sheets)


def _case(name: str, zone: str, practitioners: int, days: int, slots: int, right: bool) -> Line:
    size = {"zone": zone, "practitioners": practitioners, "days": days}
    return {"bench": "slots", "case": name, **size, "slots": slots, "correct": right}


def _goal(query: Line) -> Line:
    return {"goal_ratio": bitmask.goal(query["n"], query["days"])}


def _against(ask: Callable[[], Any], plain: Callable[[], Any], seconds: float) -> Line:
    """The two by turns, so that a machine that slows down slows both."""
    times: tuple[list[int], list[int]] = ([], [])
    until = process_time_ns() + seconds * 1e9
    while process_time_ns() < until or len(times[0]) < 5:
        for each, taken in zip((ask, plain), times, strict=True):
            begun = process_time_ns()
            each()
            taken.append(process_time_ns() - begun)
    mine, theirs = (median(each) / 1e6 for each in times)
    return {
        "cpu_ms": round(mine, 4),
        "reference_ms": round(theirs, 4),
        "ratio_to_reference": round(mine / theirs, 2),
    }


def _import_line() -> Line:
    """The engine's own import, compiled as in the package, beside what every handler imports."""
    known = "import dataclasses, datetime, enum, functools, re, struct, zoneinfo"
    code = f"{known}; from time import *; t = process_time_ns(); {{}}; print(process_time_ns() - t)"
    with TemporaryDirectory() as compiled:
        settings = os.environ | {"PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}

        def cost(line: str) -> float:
            run = [sys.executable, "-c", code.format(line)]
            done = [subprocess.run(run, capture_output=True, env=settings) for _ in range(10)]
            return median(int(each.stdout) for each in done[1:]) / 1e6

        spent = cost("import chalicelib.availability.model") - cost("pass")
    return {"bench": "slots", "case": "import", "cpu_ms": round(spent, 2)}


if __name__ == "__main__":
    for each in main(float(sys.argv[1]) if len(sys.argv) > 1 else 0.5):
        print(json.dumps(each), flush=True)
