"""The free-slot workload: seeded schedules with the naively counted answer to every query."""

import json
import sys
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

SEED = 20270322
START = date(2027, 3, 22)  # a Monday; its thirty days hold the day on which summer time begins
OPEN, BREAK_START, BREAK_END, CLOSE = 9 * 60, 13 * 60, 14 * 60, 18 * 60
SERVICE, STEP, FILL = 30, 15, 0.60
WORKDAYS = range(6)  # Monday to Saturday
ZONES = ("Europe/Istanbul", "Europe/Berlin")
SHA256 = {
    (10, 7): "663a750c017d310a4846a112f87b87649c437c6be4e46206977c516525775cdc",
    (50, 30): "e8bb42aa62f66bf12d751ffa28f158abcd2ebfead52337af0653a62569d6c6a7",
}
"""Of the file's bytes, by practitioners and days: everyone who measures answers the same."""

Visits = dict[str, list[tuple[int, int]]]


def make(practitioners: int, days: int) -> dict[str, Any]:
    """The workload: visits as [local date, start, end] in minutes of the day, and the queries."""
    rng = Random(SEED)
    people = [_person(rng, number + 1, days) for number in range(practitioners)]
    sizes = [(n, d) for n in (1, 10, 50) for d in (1, 7, 30) if n <= practitioners and d <= days]
    return {
        "version": 1,
        "seed": SEED,
        "start": START.isoformat(),
        "days": days,
        "timezones": list(ZONES),
        "weekdays": "Mon-Sat",
        "iso_weekdays": [day + 1 for day in WORKDAYS],
        "open": clock(OPEN),
        "close": clock(CLOSE),
        "break": [clock(BREAK_START), clock(BREAK_END)],
        "service_minutes": SERVICE,
        "step_minutes": STEP,
        "fill": FILL,
        "answer_hash": "sha256 over lines '<practitioner id>|<start as UTC epoch seconds>\\n', "
        "practitioners in order, times ascending",
        "appointment_format": "[local date, start minute of day, end minute of day]",
        "practitioners": people,
        "queries": [_query(people[:n], d, zone) for zone in ZONES for n, d in sizes],
    }


def text(workload: dict[str, Any]) -> str:
    """The workload as it is written; raises ValueError where it is not the agreed one."""
    written = json.dumps(workload, separators=(",", ":"))
    size = len(workload["practitioners"]), workload["days"]
    if size in SHA256 and sha256(written.encode()).hexdigest() != SHA256[size]:
        raise ValueError(f"the workload of {size} is not the agreed one")
    return written


def clock(minute: int) -> str:
    """A minute of the day as HH:MM."""
    return f"{minute // 60:02}:{minute % 60:02}"


def visits_of(person: dict[str, Any]) -> Visits:
    """A practitioner's visits by ISO date."""
    visits: Visits = {}
    for day, start, end in person["appointments"]:
        visits.setdefault(day, []).append((start, end))
    return visits


def epoch(day: date, minute: int, zone: str) -> int:
    """The instant of a wall time, in epoch seconds."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return int(midnight.replace(hour=minute // 60, minute=minute % 60).timestamp())


def workdays(days: int) -> list[date]:
    """The days of the workload on which somebody works."""
    every = (START + timedelta(days=number) for number in range(days))
    return [day for day in every if day.weekday() in WORKDAYS]


def _person(rng: Random, number: int, days: int) -> dict[str, Any]:
    booked = [[d.isoformat(), *visit] for d in workdays(days) for visit in _day(rng)]
    return {"id": number, "name": f"Practitioner {number:02}", "appointments": booked}


def _day(rng: Random) -> list[tuple[int, int]]:
    """Visits that do not overlap, until their share of the working time is reached."""
    needed = FILL * ((BREAK_START - OPEN) + (CLOSE - BREAK_END))
    taken: set[int] = set()
    visits: list[tuple[int, int]] = []
    while len(taken) * STEP < needed:
        length = rng.choice((15, 30, 45, 60))
        start = rng.randrange(OPEN, CLOSE, STEP)
        minutes = set(range(start, start + length, STEP))
        if _inside(start, start + length) and not minutes & taken:
            taken |= minutes
            visits.append((start, start + length))
    return sorted(visits)


def _inside(start: int, end: int) -> bool:
    return end <= CLOSE and (end <= BREAK_START or start >= BREAK_END)


def _query(people: list[dict[str, Any]], days: int, zone: str) -> dict[str, Any]:
    answer, slots, visits = sha256(), 0, 0
    for person in people:
        booked = visits_of(person)
        for day in workdays(days):
            today = booked.get(day.isoformat(), [])
            visits += len(today)
            for minute in _free(today):
                answer.update(b"%d|%d\n" % (person["id"], epoch(day, minute, zone)))
                slots += 1
    size = {"tz": zone, "n": len(people), "days": days}
    return {**size, "slots": slots, "appointments": visits, "sha256": answer.hexdigest()}


def _free(visits: list[tuple[int, int]]) -> list[int]:
    return [
        start
        for start in range(OPEN, CLOSE, STEP)
        if _inside(start, start + SERVICE)
        and all(start + SERVICE <= first or start >= end for first, end in visits)
    ]


if __name__ == "__main__":
    target, size = Path(sys.argv[1]), [int(number) for number in sys.argv[2:4]]
    target.write_text(text(make(*size)))
