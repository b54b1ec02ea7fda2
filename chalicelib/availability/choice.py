"""Who takes a visit when any practitioner will do, and which times to offer instead of another."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from chalicelib.availability.cells import CELL, first_cell, span
from chalicelib.availability.search import Resource, Search, find_any, start_sets
from chalicelib.availability.sheet import taken_cells


class Offer(NamedTuple):
    """A free start (epoch seconds) and the practitioner who would take it."""

    start: int
    practitioner: Resource


def choose_practitioner(
    search: Search, start: int, practitioners: Sequence[Resource], rooms: Sequence[Resource] = ()
) -> Resource | None:
    """The free practitioner with the fewest taken cells that local day; of equals, the first.

    None if nobody is free. Needs the sheets of `search.on(start).weeks`.
    """
    day = search.on(start)
    weeks, origin = day.weeks, first_cell(day.weeks.start)
    hours = span(day.window.start - origin, day.window.stop - origin)

    def load(practitioner: Resource) -> int:
        taken = taken_cells(practitioner.sheets, weeks, search.now, search.token)
        return (taken & hours).bit_count()

    sets = zip(practitioners, start_sets(day, weeks, practitioners, rooms), strict=True)
    free = [each for each, starts in sets if starts >> (start // CELL - origin) & 1]
    return None if start % CELL else min(free, key=load, default=None)


def first_start(
    search: Search, practitioners: Sequence[Resource], rooms: Sequence[Resource] = ()
) -> Offer | None:
    """The search's first free start, or None. Ask week by week where most weeks have free times."""
    return next(iter(alternatives(search, 0, practitioners, rooms, n=1)), None)


def alternatives(
    search: Search,
    start: int,
    practitioners: Sequence[Resource],
    rooms: Sequence[Resource] = (),
    n: int = 3,
) -> list[Offer]:
    """At most n free starts within the search instead of this one, each with its practitioner.

    First those at or after it, ascending; then, where they are too few, the nearest before it.
    """
    free = find_any(search, practitioners, rooms)
    place = bisect_left(free, start)
    nearest = [*free[place : place + n], *reversed(free[:place])][:n]
    chosen = ((each, choose_practitioner(search, each, practitioners, rooms)) for each in nearest)
    return [Offer(each, practitioner) for each, practitioner in chosen if practitioner]
