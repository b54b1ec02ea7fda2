"""CSV as it is met: any of four delimiters, quotes that are never closed, lines of any ending."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from chalicelib.imports.header import known_titles
from chalicelib.imports.model import Unreadable

DELIMITERS = "\t;|,"
_SAMPLE = 64 * 1024  # characters
_SEP_LINE = re.compile(r'\s*"?sep=(.)"?[^\S\r\n]*(\r\n?|\n|$)', re.IGNORECASE)


class Record(NamedTuple):
    """`number` is the line of the file in which it begins, counted from 1."""

    number: int
    cells: list[str]


class Delimited(NamedTuple):
    delimiter: str
    records: Iterator[Record]


def read_delimited(text: str) -> Delimited:
    """The records of a text; the line "sep=;" that spreadsheets write names the delimiter."""
    told = _SEP_LINE.match(text)
    if told:
        return Delimited(told[1], _records(text[told.end() :], told[1], first=2))
    delimiter = _delimiter(text[: text.rfind("\n", 0, _SAMPLE)] if len(text) > _SAMPLE else text)
    return Delimited(delimiter, _records(text, delimiter))


def _delimiter(sample: str) -> str:
    return max(DELIMITERS, key=lambda delimiter: _merit(sample, delimiter))


def _merit(sample: str, delimiter: str) -> float:
    """Titles that it sets free count most, then that most rows come out equally wide.

    A comma stands in ordinary text too; the others hardly do.
    """
    rows = [cells for _, cells in _records(sample, delimiter) if any(map(str.strip, cells))]
    widths = Counter(map(len, rows))
    width, count = max(widths.items(), key=lambda item: item[1], default=(1, 0))
    if width == 1 and len(widths) == 1:
        return 0.0
    titles = max((known_titles(cells) for cells in rows[:20] if len(cells) > 1), default=0)
    evenness = count / len(rows) if width > 1 else 0.0
    return titles + 4 * evenness + min(width, 6) / 12 + (0.0 if delimiter == "," else 0.2)


def _records(text: str, delimiter: str, first: int = 1) -> Iterator[Record]:
    """Every record. A quote that is never closed is a letter, and ends with its line."""
    lines = list(io.StringIO(text, newline=""))
    start = 0
    while start < len(lines):
        for begin, end, cells in _quoted(lines, start, delimiter):
            start = end
            doubtful = end - begin > 1 or end == len(lines)
            if cells is None or (doubtful and _is_open(lines[begin:end])):
                start = begin + 1
                yield Record(first + begin, _unquoted(lines[begin], delimiter))
                break
            yield Record(first + begin, cells)


def _quoted(
    lines: list[str], start: int, delimiter: str
) -> Iterator[tuple[int, int, list[str] | None]]:
    """(first line, line after the last, cells); None for a cell that doesn't end in 128 KB."""
    reader = csv.reader(
        (lines[i] for i in range(start, len(lines))), delimiter=delimiter, skipinitialspace=True
    )
    begin = start
    try:
        for cells in reader:
            end = start + reader.line_num
            yield begin, end, cells
            begin = end
    except csv.Error:
        yield begin, begin + 1, None


def _is_open(lines: list[str]) -> bool:
    return sum(line.count('"') for line in lines) % 2 == 1


def _unquoted(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    except csv.Error as error:
        raise Unreadable("A line of the file is no text.", code="damaged") from error
