"""Wall time into cells: working hours, days off, and the minutes at which visits may begin.

Everything follows from one rule: an instant belongs to the wall time that a clock in the zone shows
then. So hours that the clock skips when summer begins are worked by nobody, hours that it shows
twice when summer ends are worked twice, a shift's length is what it is in UTC, and nothing can end
before it begins.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from chalicelib.availability.cells import CELL, DAY, cells_between, day_of, first_cell, span

_CLOCK = re.compile("([01][0-9]|2[0-3]):([0-5][0-9])|24:00")
_REACH = DAY  # no zone is further than a day from UTC


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Working hours of a week: for Monday to Sunday, intervals ("HH:MM", "HH:MM") of wall time.

    Intervals end by "24:00"; a night shift is one up to it and one from "00:00" on the next day.
    Breaks are gaps. Minutes between cells are rounded to the shorter shift. The dates are the first
    and the last day (both included) on which they count. Raises ValueError for other forms.
    """

    days: tuple[tuple[tuple[str, str], ...], ...]
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        _week(self.days)

    def valid_on(self, day: date) -> bool:
        """Whether the day lies between the dates."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class Days(NamedTuple):
    """Whole local days, from the first to the last, both included."""

    first: date
    last: date


class Instants(NamedTuple):
    """From `start` until `end`, in epoch seconds: every cell touched is off; none if empty."""

    start: int
    end: int


Absence = Days | Instants


@lru_cache(maxsize=1024)
def open_cells(hours: tuple[WeeklyHours, ...], zone: str, weeks: range) -> int:
    """The cells of these weeks within working hours.

    Of several weekly hours that are valid on a day, the one whose validity began last counts alone:
    summer hours are written over the usual ones. (Of equal ones, the first.)
    """
    return _from_wall((_pattern(hours, day) for day in _days(weeks)), zone, weeks)


@lru_cache(maxsize=256)
def step_cells(step: int, zone: str, weeks: range) -> int:
    """The cells that begin a whole number of steps (in cells) after midnight on the clock."""
    every = sum(1 << cell for cell in range(0, DAY, step)).to_bytes(DAY // 8, "little")
    return _from_wall((every for _ in _days(weeks)), zone, weeks)


def off_cells(absences: Iterable[Absence], zone: str, weeks: range) -> int:
    """The cells of these weeks that any of the absences touches."""
    origin, end = first_cell(weeks.start), first_cell(weeks.stop)
    cells = 0
    for absence in absences:
        gone = _cells_off(absence, zone)
        cells |= span(gone.start - origin, min(gone.stop, end) - origin)
    return cells


def day_cells(zone: str, first: date, last: date) -> range:
    """The cells of local days, both included: 288 a day, but for those when the clock changes."""
    return range(midnight(zone, first), midnight(zone, last + timedelta(days=1)))


@lru_cache(maxsize=4096)
def midnight(zone: str, day: date) -> int:
    """The first cell of a local day, also where the clock skips its midnight."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp()) // CELL


def wall_clock(zone: str, second: int) -> datetime:
    """What the clock in the zone shows at an instant."""
    return datetime.fromtimestamp(second, ZoneInfo(zone))


def _cells_off(absence: Absence, zone: str) -> range:
    if isinstance(absence, Days):
        return day_cells(zone, absence.first, absence.last)
    return cells_between(absence.start, absence.end)


def _pattern(hours: tuple[WeeklyHours, ...], day: date) -> bytes:
    valid = (each for each in hours if each.valid_on(day))
    chosen = max(valid, key=lambda each: each.valid_from or date.min, default=None)
    return _week(chosen.days)[day.weekday()] if chosen else bytes(DAY // 8)


@lru_cache(maxsize=1024)
def _week(days: tuple[tuple[tuple[str, str], ...], ...]) -> tuple[bytes, ...]:
    if len(days) != 7:
        raise ValueError("weekly hours have seven days")
    return tuple(_day(intervals) for intervals in days)


def _day(intervals: tuple[tuple[str, str], ...]) -> bytes:
    cells = 0
    for start, end in intervals:
        if _minute(start) >= _minute(end):
            raise ValueError(f"working hours end after they begin: {start}-{end}")
        cells |= span(-(-_minute(start) // 5), _minute(end) // 5)
    return cells.to_bytes(DAY // 8, "little")


def _minute(clock: str) -> int:
    if not _CLOCK.fullmatch(clock):
        raise ValueError(f"a time of day is written HH:MM: {clock}")
    return int(clock[:2]) * 60 + int(clock[3:])


def _days(weeks: range) -> list[date]:
    """The local days that any zone may see in these weeks."""
    first, end = first_cell(weeks.start) - _REACH, first_cell(weeks.stop) + _REACH
    return [day_of(cell) for cell in range(first, end, DAY)]


def _from_wall(patterns: Iterable[bytes], zone: str, weeks: range) -> int:
    """One pattern for each of `_days(weeks)`, laid end to end in wall time, moved to UTC."""
    wall = int.from_bytes(b"".join(patterns), "little")
    origin, cells = first_cell(weeks.start), 0
    for first, end, offset in _offsets(zone, weeks):
        shown = wall >> (first + offset - origin + _REACH)
        cells |= (shown & span(0, end - first)) << (first - origin)
    return cells


@lru_cache(maxsize=1024)
def _offsets(zone: str, weeks: range) -> tuple[tuple[int, int, int], ...]:
    """Stretches (first cell, end, offset in cells) of one UTC offset; no two changes in a day."""
    clock = ZoneInfo(zone)

    def offset(cell: int) -> int:
        gap = datetime.fromtimestamp(cell * CELL, clock).utcoffset() or timedelta()
        return gap // timedelta(seconds=CELL)

    days = range(first_cell(weeks.start), first_cell(weeks.stop) + 1, DAY)
    bounds = [days[0]]
    for day, following in pairwise(days):
        before = offset(day)
        if before != offset(following):
            place = bisect_left(range(day, following), True, key=lambda c: offset(c) != before)
            bounds.append(day + place)
    return tuple((first, end, offset(first)) for first, end in pairwise([*bounds, days[-1]]))
