"""The five-minute cells of UTC time that the engine counts in, and sets of them as integers.

A cell is `epoch seconds // 300`. A set of cells is an integer whose bit i stands for the cell
`origin + i`; the origin is the first cell of a week, so that sheets are joined by shifts alone.
UTC has no summer time, so no cell is ever missing or doubled.
"""

from datetime import date

CELL = 300  # seconds
DAY = 288  # cells
WEEK = 7 * DAY  # cells
_THURSDAY = 3 * DAY  # the epoch's day; weeks begin on Mondays
_EPOCH = date(1970, 1, 1).toordinal()


def count(minutes: int) -> int:
    """How many cells so many minutes take; a begun cell is a whole one."""
    return -(-minutes * 60 // CELL)


def cells_between(start: int, end: int) -> range:
    """The cells that the instants start..end (epoch seconds, end excluded) touch."""
    return range(start // CELL, -(-end // CELL) if start < end else start // CELL)


def week_of(cell: int) -> int:
    """The number of the cell's week; week 0 began on Monday, 29 December 1969, 00:00 UTC."""
    return (cell + _THURSDAY) // WEEK


def first_cell(week: int) -> int:
    """The cell of Monday, 00:00 UTC."""
    return week * WEEK - _THURSDAY


def weeks_of(cells: range) -> range:
    """The weeks that a stretch of cells touches."""
    return range(week_of(cells.start), week_of(cells.stop - 1) + 1)


def week_name(week: int) -> str:
    """The ISO name, such as "2027-W12": it sorts as time does, and reads well in a key."""
    return "{}-W{:02}".format(*day_of(first_cell(week)).isocalendar())


def day_of(cell: int) -> date:
    """The date of a cell of UTC, or of wall time counted in cells as if it were UTC."""
    return date.fromordinal(_EPOCH + cell // DAY)


def span(first: int, end: int) -> int:
    """The set of the bits first..end, end excluded; nothing lies before bit 0 or after its end."""
    first = max(first, 0)
    return ((1 << (end - first)) - 1) << first if end > first else 0


def run(cells: int, length: int) -> int:
    """Those cells with which `length` cells in a row begin that are all in the set."""
    have = 1
    while have < length:
        shift = min(have, length - have)
        cells &= cells >> shift
        have += shift
    return cells


def spread(cells: int, length: int) -> int:
    """Those cells with which `length` cells in a row begin, of which any is in the set.

    Cells before bit 0 are cut off.
    """
    have = 1
    while have < length:
        shift = min(have, length - have)
        cells |= cells >> shift
        have += shift
    return cells


def seconds(cells: int, origin: int) -> list[int]:
    """The set's cells as epoch seconds, ascending.

    Written in base two and split at its ones, the gaps' lengths tell the places: five times as
    fast as taking off the lowest bit again and again, which copies the whole number each time.
    """
    place = (origin - 1) * CELL
    gaps = bin(cells)[:1:-1].split("1")[:-1]
    return [place := place + (len(gap) + 1) * CELL for gap in gaps]
