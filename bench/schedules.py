"""The workload's practitioners as the engine knows them, and the answers' hashes."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from bench import workload
from chalicelib.availability.model import (
    Refusal,
    Resource,
    Search,
    Sheet,
    Terms,
    WeeklyHours,
    cells_between,
    claim,
)


def search_for(query: dict[str, Any]) -> Search:
    """The query's search, asked as its first day begins."""
    now = workload.epoch(workload.START, 0, query["tz"])
    terms = Terms(workload.SERVICE, step=workload.STEP)
    return Search(terms, query["tz"], workload.START, query["days"], now)


def resources(made: dict[str, Any], zone: str) -> list[Resource]:
    """The workload's practitioners with all of their visits booked."""
    return [
        Resource(str(person["id"]), hours(), sheets=_booked(person, zone))
        for person in made["practitioners"]
    ]


def hours() -> tuple[WeeklyHours, ...]:
    """The working hours of everybody in the workload."""
    clock = workload.clock
    day = (
        (clock(workload.OPEN), clock(workload.BREAK_START)),
        (clock(workload.BREAK_END), clock(workload.CLOSE)),
    )
    return (WeeklyHours(tuple(day if n in workload.WORKDAYS else () for n in range(7))),)


def answer_hash(found: Mapping[str, list[int]]) -> str:
    """The workload's hash of an answer."""
    lines = (f"{who}|{start}\n" for who, starts in found.items() for start in starts)
    return sha256("".join(lines).encode()).hexdigest()


def _booked(person: dict[str, Any], zone: str) -> dict[int, Sheet]:
    sheets: dict[int, Sheet] = {}
    for day, start, end in person["appointments"]:
        at = [workload.epoch(date.fromisoformat(day), minute, zone) for minute in (start, end)]
        changed = claim(sheets, cells_between(*at), now=0)
        if isinstance(changed, Refusal):
            raise ValueError(f"the workload books {person['name']} twice on {day}")
        sheets |= changed
    return sheets
