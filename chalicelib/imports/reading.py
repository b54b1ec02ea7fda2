"""From the bytes of a file to its table: format, encoding, delimiter, titles and rows."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from chalicelib.imports.cells import clean
from chalicelib.imports.delimited import Record, read_delimited
from chalicelib.imports.encoding import decode
from chalicelib.imports.header import HEAD_ROWS, find_header
from chalicelib.imports.model import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Row, Sheet, Unreadable

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|table|head|body|meta)\b", re.IGNORECASE)
_MAX_LINES = 20 * MAX_ROWS  # empty ones and those inside of quotes included
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def read(data: bytes, language: str, country: str) -> Sheet:
    """The table in a CSV or XLSX file; its name doesn't matter, its bytes tell what it is.

    `language` and `country` of the clinic decide between encodings that are equally likely.
    Rows without any text, and rows that repeat the titles, are passed over. Raises Unreadable.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("The file is larger than 20 MB.", code="too_large")
    if not data.strip(b"\0\r\n\t ;,\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("The file is empty.", code="empty")
    _refuse_others(data)
    sheet = _read_xlsx(data) if data.startswith(_ZIP) else _read_csv(data, language, country)
    if not sheet.rows:
        raise Unreadable("The file holds no rows.", code="empty")
    if len(sheet.rows) > MAX_ROWS:
        raise Unreadable("The file has more than 50,000 rows.", code="too_many_rows")
    return sheet


def _refuse_others(data: bytes) -> None:
    head = data[:2048].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise Unreadable("The workbook has a password; save it without.", code="password_protected")
    if data.startswith(_OLE):
        message = "Old XLS workbooks can't be read: save the file as XLSX or CSV."
        raise Unreadable(message, code="xls_not_supported")
    if head.startswith(b"<") and _HTML.search(head):
        message = "This is a web page, whatever its name says: save it as XLSX or CSV."
        raise Unreadable(message, code="html_not_supported")
    if head.startswith((b"<?xml", b"%PDF", b"{\\rtf", b"\x89PNG", b"GIF8", b"\xff\xd8\xff")):
        raise Unreadable("Only CSV and XLSX files can be read.", code="unsupported_format")


def _read_xlsx(data: bytes) -> Sheet:
    from chalicelib.imports.spreadsheet import read_workbook

    name, records = read_workbook(data)
    header, headers, rows = _table(records, even=False)
    return Sheet("xlsx", headers, header, rows, name=name)


def _read_csv(data: bytes, language: str, country: str) -> Sheet:
    text, encoding, undecodable = decode(data, language, country)
    if len(_CONTROL.findall(text[:20_000])) * 20 > min(len(text), 20_000):
        raise Unreadable("Only CSV and XLSX files can be read.", code="unsupported_format")
    if text.count("\n") > _MAX_LINES:
        raise Unreadable("The file has too many lines.", code="too_many_rows")
    delimiter, records = read_delimited(text)
    header, headers, rows = _table(_filled(records), even=True)
    remarks = ("undecodable",) if undecodable else ()
    return Sheet("csv", headers, header, rows, encoding, delimiter, remarks=remarks)


def _filled(records: Iterable[Record]) -> list[Record]:
    """The records with any text, their cells cleaned."""
    filled: list[Record] = []
    for number, cells in records:
        record = Record(number, [clean(cell) for cell in cells[:MAX_COLUMNS]])
        if any(record.cells):
            filled.append(record)
        if len(filled) > MAX_ROWS + HEAD_ROWS:
            raise Unreadable("The file has too many rows.", code="too_many_rows")
    return filled


def _table(
    records: Sequence[Record], *, even: bool
) -> tuple[int | None, tuple[str, ...], tuple[Row, ...]]:
    """(row of the titles in the file, titles, rows), all as wide as the table.

    `even`: rows of a CSV file are equally wide, so a longer one has been torn apart and stays
    longer; cells of a spreadsheet are where they belong.
    """
    at = find_header([record.cells for record in records[:HEAD_ROWS]])
    titles = [] if at is None else records[at].cells
    below = records if at is None else records[at + 1 :]
    width = min(MAX_COLUMNS, _width(titles, below, even=even))
    headers = _wide(titles, width)
    rows = tuple(Row(record.number, _wide(record.cells, width)) for record in below)
    kept = tuple(row for row in rows if at is None or row.cells != headers)
    return (None if at is None else records[at].number), headers, kept


def _width(titles: Sequence[str], rows: Sequence[Record], *, even: bool) -> int:
    """Up to the last column with a title, or with text in as many rows as make a column of it."""
    ends = Counter(_end(record.cells) for record in rows)
    longest = max(ends, default=0)
    if even and titles:
        most = sum(ends.values()) / 2
        longer = sum(count for end, count in ends.items() if end > _end(titles))
        usual = max(ends, key=lambda end: (ends[end], end), default=0)
        return max(usual, _end(titles)) if longer > most else _end(titles)
    return max(longest, _end(titles))


def _end(cells: Sequence[str]) -> int:
    """The number of cells up to the last with text."""
    return next((i for i in range(len(cells), 0, -1) if cells[i - 1]), 0)


def _wide(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Filled up with empty cells; a row that is too long keeps its texts."""
    return tuple(cells[: max(width, min(_end(cells), MAX_COLUMNS))]) + ("",) * (width - len(cells))
