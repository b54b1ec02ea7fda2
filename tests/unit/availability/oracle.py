"""The rules of free time told once more, naively: every five minutes by itself, with a calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import chain
from zoneinfo import ZoneInfo

from chalicelib.availability.model import (
    WEEK,
    Days,
    Resource,
    Search,
    Sheet,
    WeeklyHours,
    first_cell,
)
from chalicelib.availability.sheet import Hold

FIVE = 300
RULES = ["notice", "horizon", "closure", "hours", "leave", "busy", "hold", "buffer", "room", "step"]
MONDAY = datetime(1969, 12, 29, tzinfo=UTC)


@dataclass(frozen=True)
class Held:
    """Seconds start..end kept for a token until it expires."""

    start: int
    end: int
    token: str
    expires_at: int


@dataclass(frozen=True)
class Person:
    """A practitioner or room as a person would write it down: stretches of seconds, no masks."""

    id: str
    hours: tuple[WeeklyHours, ...] | None = None
    leave: tuple = ()
    booked: tuple[tuple[int, int], ...] = ()
    held: tuple[Held, ...] = ()
    kind: str = ""

    def resource(self) -> Resource:
        return Resource(self.id, self.hours, self.leave, sheets_of(self), self.kind)


def sheets_of(person: Person) -> dict[int, Sheet]:
    """The person's sheets, bit by bit."""
    busy: dict[int, int] = {}
    holds: dict[int, list[Hold]] = {}
    for start, end in person.booked:
        for second in fives(start, end):
            week, bit = _place(second)
            busy[week] = busy.get(week, 0) | 1 << bit
    for held in person.held:
        for second in fives(held.start, held.end):  # one hold a cell: odd, but the same
            week, _ = _place(second)
            holds.setdefault(week, []).append(Hold(held.token, second // FIVE, 1, held.expires_at))
    weeks = busy.keys() | holds.keys()
    return {w: Sheet(w, busy.get(w, 0), tuple(holds.get(w, ())), 1) for w in weeks}


def booked_cells(sheets: dict[int, Sheet]) -> set[int]:
    """Every booked cell of the sheets, counted bit by bit."""
    return {
        first_cell(week) + bit
        for week, sheet in sheets.items()
        for bit in range(WEEK)
        if sheet.busy >> bit & 1
    }


def free_starts(search: Search, person: Person, rooms: Iterable[Person] = ()) -> list[int]:
    """Every five minutes of the asked days at which no rule is broken."""
    rooms = tuple(rooms)
    return [second for second in asked(search) if not broken(search, second, person, rooms)]


def asked(search: Search) -> Iterator[int]:
    """Every five minutes of the asked local days."""
    last = search.first_day + timedelta(days=search.days - 1)
    noon = datetime(search.first_day.year, search.first_day.month, search.first_day.day, 12)
    begin = int(noon.replace(tzinfo=UTC).timestamp()) - 2 * 86400
    for second in range(begin, begin + (search.days + 4) * 86400, FIVE):
        if search.first_day <= shown(search.zone, second).date() <= last:
            yield second


def broken(search: Search, start: int, person: Person, rooms: Iterable[Person] = ()) -> list[str]:
    """The broken rules, in the order in which they are told."""
    found = obstacles(search, start, person)
    clock, terms = shown(search.zone, start), search.terms
    if start < search.now + 60 * terms.notice:
        found.add("notice")
    if (clock.date() - shown(search.zone, search.now).date()).days > terms.horizon:
        found.add("horizon")
    if (clock.hour * 60 + clock.minute) % up(terms.step) or clock.second or start % FIVE:
        found.add("step")
    visit, _ = taken_by(search, start)
    if any(off(search.zone, absence, second) for absence in search.closures for second in visit):
        found.add("closure")
    rooms = tuple(rooms)
    for kind in terms.needs:
        if all(obstacles(search, start, room) for room in rooms if room.kind == kind):
            found.add("room")
    return [rule for rule in RULES if rule in found]


def obstacles(search: Search, start: int, person: Person) -> set[str]:
    """The rules that the person's own calendar breaks."""
    found = set()
    visit, buffers = taken_by(search, start)
    booked, held = booked_by(person), held_from(person, search.now, search.token)
    if person.hours is not None and not all(works(search.zone, person.hours, s) for s in visit):
        found.add("hours")
    if any(off(search.zone, absence, second) for absence in person.leave for second in visit):
        found.add("leave")
    if booked & set(visit):
        found.add("busy")
    if held & set(visit):
        found.add("hold")
    if (booked | held) & set(buffers):
        found.add("buffer")
    return found


@cache
def booked_by(person: Person) -> set[int]:
    return set(chain.from_iterable(fives(*stretch) for stretch in person.booked))


@cache
def held_from(person: Person, now: int, token: str) -> set[int]:
    live = [h for h in person.held if now < h.expires_at and h.token != token]
    return set(chain.from_iterable(fives(hold.start, hold.end) for hold in live))


def taken_by(search: Search, start: int) -> tuple[list[int], list[int]]:
    """The five minutes of a visit, and those of its buffers."""
    terms = search.terms
    visit = list(fives(start, start + 60 * up(terms.duration)))
    before = range(visit[0] - 60 * up(terms.buffer_before), visit[0], FIVE)
    end = visit[-1] + FIVE
    return visit, [*before, *range(end, end + 60 * up(terms.buffer_after), FIVE)]


@cache
def works(zone: str, hours: tuple[WeeklyHours, ...], second: int) -> bool:
    clock = shown(zone, second)
    valid = [h for h in hours if begins(h) <= clock.date() <= (h.valid_to or date.max)]
    if not valid:
        return False
    latest = max(map(begins, valid))
    chosen = next(h for h in valid if begins(h) == latest)
    minute = clock.hour * 60 + clock.minute
    intervals = chosen.days[clock.weekday()]
    return any(minutes(a) <= minute and minute + 5 <= minutes(b) for a, b in intervals)


@cache
def off(zone: str, absence: object, second: int) -> bool:
    if isinstance(absence, Days):
        return absence.first <= shown(zone, second).date() <= absence.last
    return second < absence.end and absence.start < second + FIVE and absence.start < absence.end


@cache
def shown(zone: str, second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC).astimezone(ZoneInfo(zone))


def begins(hours: WeeklyHours) -> date:
    return hours.valid_from or date.min


def minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return 60 * int(hour) + int(minute)


def up(number: int) -> int:
    """Minutes, rounded up to five."""
    while number % 5:
        number += 1
    return number


def fives(start: int, end: int) -> Iterator[int]:
    """Every five minutes that a stretch of seconds touches."""
    second = start - start % FIVE
    while second < end:
        yield second
        second += FIVE


def _place(second: int) -> tuple[int, int]:
    since = datetime.fromtimestamp(second, UTC) - MONDAY
    return since.days // 7, (since.days % 7 * 86400 + since.seconds) // FIVE
