"""When a clinic is open: whenever somebody works in one of its branches; pure."""

from datetime import UTC, datetime, timedelta

from chalicelib.availability.cells import CELL, first_cell, week_of
from chalicelib.availability.hours import off_cells, open_cells
from chalicelib.clinic.model import Setup, weekly_hours

_WEEKS_AHEAD = 6


def is_open(setup: Setup, at: datetime) -> bool:
    """Whether anybody works there at an instant; a clinic without hours is never open."""
    cell = int(at.timestamp()) // CELL
    week = week_of(cell)
    return bool(_open(setup, range(week, week + 1)) >> (cell - first_cell(week)) & 1)


def opens_after(setup: Setup, at: datetime) -> datetime | None:
    """The instant itself where the clinic is open, else when it opens next within six weeks."""
    if is_open(setup, at):
        return at
    cell = int(at.timestamp()) // CELL
    first = week_of(cell)
    ahead = _open(setup, range(first, first + _WEEKS_AHEAD)) >> (cell - first_cell(first))
    if not ahead:
        return None
    found = cell + (ahead & -ahead).bit_length() - 1
    return max(at, datetime.fromtimestamp(found * CELL, UTC))


def working_time_after(setup: Setup, at: datetime, wanted: timedelta) -> datetime | None:
    """The instant by which the clinic will have been open for so long; None within six weeks."""
    cell = int(at.timestamp()) // CELL
    first = week_of(cell)
    ahead = _open(setup, range(first, first + _WEEKS_AHEAD)) >> (cell - first_cell(first))
    left = -(-int(wanted.total_seconds()) // CELL)
    while ahead and left:
        lowest = ahead & -ahead
        ahead ^= lowest
        left -= 1
        cell_of = lowest.bit_length()
        if not left:
            return datetime.fromtimestamp((cell + cell_of) * CELL, UTC)
    return None


def _open(setup: Setup, weeks: range) -> int:
    """The cells of these weeks in which anybody works; branches' closures taken off."""
    cells = 0
    for branch in (b for b in setup.branches.values() if not b.archived):
        people = (
            p for p in setup.practitioners.values() if p.branch_id == branch.id and not p.archived
        )
        working = 0
        for each in people:
            away = off_cells(setup.absences(each.id, branch.zone), branch.zone, weeks)
            working |= open_cells(weekly_hours(each.hours), branch.zone, weeks) & ~away
        cells |= working & ~off_cells(setup.closed_days(branch.id), branch.zone, weeks)
    return cells
