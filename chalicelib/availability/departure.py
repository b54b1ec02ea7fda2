"""Leaving a branch: sheets lie by branch, so whoever moves must leave no visit on the old ones."""

from dataclasses import replace

from chalicelib import clock
from chalicelib.availability import store
from chalicelib.availability.model import CELL, WEEK, Hold, Sheet, first_cell, week_of
from chalicelib.context import Context
from chalicelib.errors import Conflict
from chalicelib.table import connection
from chalicelib.table.work import Unit

_WEEKS = 95  # further ahead than anything is booked, and what one transaction takes
_SECONDS = 120  # longer than a request that read the set-up as it was before
_TOKEN = "moved away"  # noqa: S105  (a hold that is nobody's)


def leave(ctx: Context, branch_id: str, resource_id: str) -> Unit:
    """Writes that close a practitioner's or a room's sheets at a branch.

    They fail when a time is taken meanwhile, and make every booking fail that is just being made
    there; raises Conflict while a visit or a hold is still to come.
    """
    now = clock.epoch()
    cell = now // CELL
    weeks = range(week_of(cell), week_of(cell) + _WEEKS)
    found = store.load_resources(ctx, branch_id, [resource_id], weeks)[resource_id]
    if any(_is_taken(sheet, cell, now) for sheet in found.values()):
        told = {"branch_id": "can't change while visits are planned or being booked there"}
        raise Conflict("There are visits to come at the present branch.", fields=told)
    unit = connection.of(ctx).unit()
    closed = {week: _closed(found.get(week) or Sheet(week), now + _SECONDS) for week in weeks}
    store.add_writes(ctx, unit, branch_id, resource_id, closed)
    return unit


def _is_taken(sheet: Sheet, cell: int, now: int) -> bool:
    """Whether anything from the present cell on is booked or held."""
    return bool(sheet.taken(now, _TOKEN) >> max(0, cell - first_cell(sheet.week)))


def _closed(sheet: Sheet, until: int) -> Sheet:
    return replace(sheet, holds=(Hold(_TOKEN, first_cell(sheet.week), WEEK, until),))
