"""XLSX workbooks: the first sheet with a table, without trusting what the file says of its size."""

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.imports.cells import typed
from chalicelib.imports.delimited import Record
from chalicelib.imports.header import HEAD_ROWS, find_header
from chalicelib.imports.model import MAX_COLUMNS, MAX_ROWS, Unreadable

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_UNPACKED = 160 * 1024 * 1024  # bytes; 50,000 rows of 30 columns take about 80 MB of XML
_MAX_PARTS = 5_000
_MOST_EMPTY = 100_000  # of which a small file can hold millions; nothing comes after so many


class SheetRecords(NamedTuple):
    name: str
    records: list[Record]


def read_workbook(data: bytes) -> SheetRecords:
    """The visible sheet with known column titles, or else the first that holds two rows.

    Formulas give the value that was last calculated. Raises Unreadable.
    """
    _check_parts(data)
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and checks that don't matter here
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
            return _chosen(book)
    except Unreadable:
        raise
    except Exception as error:  # a damaged file makes openpyxl stumble over anything
        raise Unreadable("The workbook is damaged and can't be read.", code="damaged") from error


def _check_parts(data: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        raise Unreadable("The file is damaged and can't be read.", code="damaged") from error
    # zipfile never unpacks more of a part than its declared size.
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unreadable("The workbook unpacks to more than is taken in.", code="bomb")
    if not any(part.filename.endswith("workbook.xml") for part in parts):
        raise Unreadable("Only CSV and XLSX files can be read.", code="unsupported_format")


def _chosen(book: "Workbook") -> SheetRecords:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    second: SheetRecords | None = None
    for sheet in sheets or book.worksheets:
        sheet.reset_dimensions()  # exports often declare A1 only
        records = list(_filled(sheet.iter_rows(values_only=True)))
        found = SheetRecords(sheet.title or "", records)
        if find_header([cells for _, cells in records[:HEAD_ROWS]]) is not None:
            return found
        second = second or (found if len(records) > 1 else None)
    return second or SheetRecords("", [])


def _filled(rows: Iterable[tuple[object, ...]]) -> Iterator[Record]:
    count = empty = 0
    for number, row in enumerate(rows, start=1):
        cells = [typed(value) for value in row[:MAX_COLUMNS]]
        if not any(cells):
            empty += 1
            if empty > _MOST_EMPTY:
                return
            continue
        count += 1
        if count > MAX_ROWS + HEAD_ROWS:
            raise Unreadable("The sheet has too many rows.", code="too_many_rows")
        yield Record(number, cells)
