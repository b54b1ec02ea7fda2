"""Where a table's column titles stand: below a report's own title, or nowhere."""

from collections.abc import Sequence

from chalicelib.imports import words

HEAD_ROWS = 60  # what to give `find_header`
_TOP = 30  # rows among which the titles are looked for


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the row of titles: the one with most known titles, or else the first row of
    nothing but words above rows with numbers; None where the data begin at once."""
    top = rows[:_TOP]
    known = [known_titles(row) for row in top]
    if known and max(known) >= 2:
        return known.index(max(known))
    return next((i for i, row in enumerate(top) if _heads(row, rows[i + 1 : i + 1 + _TOP])), None)


def known_titles(row: Sequence[str]) -> int:
    """How many different cells are titles that some system uses; 0 for a row of data."""
    if any(map(_is_data, row)):
        return 0
    return sum(words.looks_like_title(cell) for cell in {cell for cell in row if cell})


def _is_data(cell: str) -> bool:
    return "@" in cell or sum(map(str.isdigit, cell)) > 4


def _heads(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row of unknown words stands above data."""
    filled = [i for i, cell in enumerate(row) if cell]
    plain = all(not any(map(str.isdigit, row[i])) and "@" not in row[i] for i in filled)
    if len(filled) < 2 or not plain or len({row[i] for i in filled}) < len(filled):
        return False
    full = [other for other in below if sum(map(bool, other)) >= 2]
    data = sum(any(i < len(other) and _is_data(other[i]) for i in filled) for other in full)
    wide = max((sum(map(bool, other)) for other in full), default=0)
    return 2 * data > len(full) and 2 * len(filled) > wide
