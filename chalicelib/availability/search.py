"""Where a visit can begin: working hours minus absences, visits and holds, as whole sets of cells.

A set of starts is made for all days at once: a run of free cells is found by a few shifts of one
integer, however many days it spans.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from chalicelib.availability.cells import (
    CELL,
    cells_between,
    count,
    first_cell,
    run,
    seconds,
    span,
    spread,
    weeks_of,
)
from chalicelib.availability.hours import (
    Absence,
    WeeklyHours,
    day_cells,
    midnight,
    off_cells,
    open_cells,
    step_cells,
    wall_clock,
)
from chalicelib.availability.sheet import Sheet, taken_cells


@dataclass(frozen=True, slots=True)
class Terms:
    """What a service asks of the calendar; minutes are rounded up to whole cells.

    `horizon` is in local days after today. `needs` are the kinds of rooms or devices of which one
    each must be free. Raises ValueError for a length or step below a minute, or a negative buffer.
    """

    duration: int
    buffer_before: int = 0
    buffer_after: int = 0
    step: int = 15
    notice: int = 0
    horizon: int = 365
    needs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if min(self.duration, self.step) < 1 or min(self.buffer_before, self.buffer_after) < 0:
            raise ValueError("a visit has a length and a step, and no negative buffer")


@dataclass(frozen=True, slots=True)
class Resource:
    """A practitioner, room or device: its hours (None: always open), absences and sheets by week.

    `kind` is what a service's `needs` name; a practitioner's is not looked at.
    """

    id: str
    hours: tuple[WeeklyHours, ...] | None = None
    leave: tuple[Absence, ...] = ()
    sheets: Mapping[int, Sheet] = field(default_factory=dict)
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """A question to one branch: starts on `days` local days from `first_day`, seen at `now`.

    `closures` are the branch's holidays; `token` is the asker's own hold, which is not in the way.
    """

    terms: Terms
    zone: str
    first_day: date
    days: int
    now: int
    closures: tuple[Absence, ...] = ()
    token: str = ""

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("a search has at least one day")

    @property
    def window(self) -> range:
        """The cells of the local days that are asked for."""
        return day_cells(self.zone, self.first_day, self.first_day + timedelta(days=self.days - 1))

    @property
    def weeks(self) -> range:
        """The weeks whose sheets the answer depends on: load these for every resource."""
        before, after = count(self.terms.buffer_before), count(self.terms.buffer_after)
        first, end = self.window.start - before, self.window.stop + after
        return weeks_of(range(first, end + count(self.terms.duration)))

    def on(self, start: int) -> "Search":
        """The same question for the local day of one start only."""
        return replace(self, first_day=wall_clock(self.zone, start).date(), days=1)

    def visit(self, start: int) -> range:
        """The cells of a visit that begins at this instant, without its buffers."""
        return cells_between(start, start + count(self.terms.duration) * CELL)

    def cells(self, start: int) -> range:
        """The cells that a visit takes with its buffers: those to hold, to claim, to release."""
        visit, terms = self.visit(start), self.terms
        return range(
            visit.start - count(terms.buffer_before), visit.stop + count(terms.buffer_after)
        )

    @property
    def earliest(self) -> int:
        """The first instant that the notice allows."""
        return self.now + self.terms.notice * 60

    @property
    def last_day(self) -> date:
        """The last local day that the horizon allows."""
        return wall_clock(self.zone, self.now).date() + timedelta(days=self.terms.horizon)


def find_starts(
    search: Search, practitioners: Sequence[Resource], rooms: Sequence[Resource] = ()
) -> dict[str, list[int]]:
    """Every free start of each practitioner by id: epoch seconds, ascending."""
    weeks = search.weeks
    origin = first_cell(weeks.start)
    found = zip(practitioners, start_sets(search, weeks, practitioners, rooms), strict=True)
    return {each.id: seconds(starts, origin) for each, starts in found}


def find_any(
    search: Search, practitioners: Sequence[Resource], rooms: Sequence[Resource] = ()
) -> list[int]:
    """Every start at which at least one of the practitioners is free: epoch seconds, ascending."""
    weeks, anyone = search.weeks, 0
    for starts in start_sets(search, weeks, practitioners, rooms):
        anyone |= starts
    return seconds(anyone, first_cell(weeks.start))


def start_sets(
    search: Search, weeks: range, practitioners: Sequence[Resource], rooms: Sequence[Resource]
) -> Iterator[int]:
    """Each practitioner's free starts as a set whose bit 0 is the first cell of the weeks."""
    asked = _asked(search, weeks)
    for kind in search.terms.needs:
        fitting = 0
        for room in rooms:
            if room.kind == kind:
                fitting |= _free(search, weeks, room)
        asked &= fitting
    for practitioner in practitioners:
        yield asked & _free(search, weeks, practitioner)


def _asked(search: Search, weeks: range) -> int:
    """The starts that the search and the branch allow, whoever is free."""
    terms, window, origin = search.terms, search.window, first_cell(weeks.start)
    first = max(window.start, -(-search.earliest // CELL))
    end = min(window.stop, midnight(search.zone, search.last_day + timedelta(days=1)))
    closed = spread(off_cells(search.closures, search.zone, weeks), count(terms.duration))
    steps = step_cells(count(terms.step), search.zone, weeks)
    return steps & span(first - origin, end - origin) & ~closed


def _free(search: Search, weeks: range, resource: Resource) -> int:
    """The starts at which the visit is in the resource's hours and nothing meets it or a buffer."""
    visit, before = count(search.terms.duration), count(search.terms.buffer_before)
    inside = -1  # every cell there is
    if resource.hours is not None:
        inside = open_cells(resource.hours, search.zone, weeks)
    if resource.leave:
        inside &= ~off_cells(resource.leave, search.zone, weeks)
    taken = taken_cells(resource.sheets, weeks, search.now, search.token)
    length = before + visit + count(search.terms.buffer_after)
    return run(inside, visit) & ~(spread(taken, length) << before)
