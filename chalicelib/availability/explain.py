"""Which rules remove a time: those of the search, asked one by one for a single start."""

from collections.abc import Sequence

from chalicelib.availability.cells import CELL, count, first_cell, span, weeks_of
from chalicelib.availability.hours import off_cells, open_cells, wall_clock
from chalicelib.availability.refusal import Rule
from chalicelib.availability.search import Resource, Search
from chalicelib.availability.sheet import booked_cells, held_cells


def explain(
    search: Search, start: int, practitioner: Resource, rooms: Sequence[Resource] = ()
) -> list[Rule]:
    """Every rule that removes the start (epoch seconds), the most telling first; none: it is free.

    Needs the sheets of `search.on(start).weeks`; the search's own days are not looked at.
    """
    broken = _policy_broken(search, start) | _resource_broken(search, start, practitioner)
    broken[Rule.ROOM] = choose_rooms(search, start, rooms) is None
    return [rule for rule in Rule if broken[rule]]


def choose_rooms(search: Search, start: int, rooms: Sequence[Resource]) -> list[Resource] | None:
    """The first free room of each kind that the service needs, or None where one is wanting.

    The order is the clinic's preference: for a visit that moves, put its own room first.
    """
    chosen: dict[str, Resource] = {}
    for room in rooms:
        missing = room.kind in search.terms.needs and room.kind not in chosen
        if missing and not any(_resource_broken(search, start, room).values()):
            chosen[room.kind] = room
    complete = chosen.keys() == set(search.terms.needs)
    return list(chosen.values()) if complete else None


def _policy_broken(search: Search, start: int) -> dict[Rule, bool]:
    visit, shown = search.visit(start), wall_clock(search.zone, start)
    weeks = weeks_of(visit)
    step = count(search.terms.step) * CELL
    past_midnight = shown.hour * 3600 + shown.minute * 60 + shown.second
    return {
        Rule.NOTICE: start < search.earliest,
        Rule.HORIZON: shown.date() > search.last_day,
        Rule.STEP: past_midnight % step != 0,
        Rule.CLOSURE: bool(_bits(visit, weeks) & off_cells(search.closures, search.zone, weeks)),
    }


def _resource_broken(search: Search, start: int, resource: Resource) -> dict[Rule, bool]:
    weeks = weeks_of(search.cells(start))
    visit = _bits(search.visit(start), weeks)
    buffers = _bits(search.cells(start), weeks) & ~visit
    booked = booked_cells(resource.sheets, weeks)
    held = held_cells(resource.sheets, weeks, search.now, search.token)
    hours = resource.hours
    return {
        Rule.HOURS: hours is not None and bool(visit & ~open_cells(hours, search.zone, weeks)),
        Rule.LEAVE: bool(visit & off_cells(resource.leave, search.zone, weeks)),
        Rule.BUSY: bool(visit & booked),
        Rule.HOLD: bool(visit & held),
        Rule.BUFFER: bool(buffers & (booked | held)),
    }


def _bits(cells: range, weeks: range) -> int:
    origin = first_cell(weeks.start)
    return span(cells.start - origin, cells.stop - origin)
