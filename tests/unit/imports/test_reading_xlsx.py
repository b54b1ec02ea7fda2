"""Workbooks come out as the same table that a CSV file of them would be."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest

from chalicelib.imports import spreadsheet
from chalicelib.imports.model import MAX_ROWS, Sheet, Unreadable
from chalicelib.imports.reading import read

TITLES = ("Ad", "Soyad", "Telefon")


def workbook(*sheets: Sequence[Sequence[Any]], hidden: int | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for index, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sayfa{index + 1}")
        for row in rows:
            sheet.append(list(row))
        if index == hidden:
            sheet.sheet_state = "hidden"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_book(data: bytes) -> Sheet:
    return read(data, "tr", "TR")


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Şükrü", "Şükrü"),
        (5551234567.0, "5551234567"),
        (5551234567, "5551234567"),
        (905551234567.0, "905551234567"),
        (1.5, "1.5"),
        (True, "true"),
        (False, "false"),
        (datetime(1985, 3, 12), "1985-03-12"),
        (datetime(1985, 3, 12, 10, 30), "1985-03-12 10:30:00"),
        (date(1985, 3, 12), "1985-03-12"),
        (time(9, 30), "09:30:00"),
        (None, ""),
        ("#N/A", ""),
        ("  +90 532\u00a0000 ", "+90 532 000"),
        ("@x", "@x"),
        ("-1", "-1"),
    ],
)
def test_read_of_a_typed_cell_gives_its_text(value: object, text: str) -> None:
    sheet = read_book(workbook([TITLES, ("Ali", "Öz", value)]))

    assert (sheet.format, sheet.name, sheet.header_row) == ("xlsx", "Sayfa1", 1)
    assert cells(sheet) == [("Ali", "Öz", text)]


def test_read_of_a_formula_gives_no_formula() -> None:
    sheet = read_book(workbook([TITLES, ("Ali", "Öz", "=1+1"), ("Can", "Öz", 1)]))

    assert cells(sheet)[0] == ("Ali", "Öz", "")


def test_read_of_several_sheets_takes_the_first_with_data() -> None:
    empty: list[tuple[str, ...]] = []
    cover = [("Güneş Kliniği",), ("Rapor",)]

    sheet = read_book(workbook(empty, cover, [TITLES, ("Ali", "Öz", "1")], [TITLES, ("Can",)]))

    assert sheet.name == "Sayfa3"
    assert cells(sheet) == [("Ali", "Öz", "1")]


def test_read_of_a_hidden_sheet_prefers_a_visible_one() -> None:
    data = workbook([TITLES, ("Eski", "Öz", "1")], [TITLES, ("Ali", "Öz", "2")], hidden=0)

    assert cells(read_book(data)) == [("Ali", "Öz", "2")]


def test_read_of_merged_title_rows_finds_the_titles_below() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "Güneş Kliniği: hasta listesi"
    sheet.merge_cells("A1:E1")
    sheet["B4"], sheet["C4"], sheet["D4"] = TITLES
    sheet["B5"], sheet["C5"], sheet["D5"] = "Ali", "Öz", 5551234567.0

    table = read_book(saved(book))

    assert (table.header_row, table.headers) == (4, ("", *TITLES))
    assert [(row.number, row.cells) for row in table.rows] == [(5, ("", "Ali", "Öz", "5551234567"))]


def test_read_of_gaps_between_rows_passes_over_them() -> None:
    book = openpyxl.Workbook()
    for row, name in ((1, "Ad"), (2, "Ali"), (3_000, "Can")):
        book.active.cell(row, 1, name)
        book.active.cell(row, 2, "Telefon" if row == 1 else "05320000001")

    assert [row.number for row in read_book(saved(book)).rows] == [2, 3_000]


def test_read_of_a_wrong_dimension_reads_all_cells() -> None:
    data = repacked(
        workbook([TITLES, ("Ali", "Öz", "1")]), {b'ref="A1:C2"': b'ref="A1"'}, "sheet1.xml"
    )

    assert cells(read_book(data)) == [("Ali", "Öz", "1")]


def test_read_of_a_row_longer_than_the_titles_keeps_its_columns() -> None:
    sheet = read_book(workbook([TITLES, ("Ali", "Öz", "1", None, "not")]))

    assert sheet.headers == (*TITLES, "", "")
    assert cells(sheet) == [("Ali", "Öz", "1", "", "not")]


def repacked(data: bytes, changes: dict[bytes, bytes], part: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in changes.items():
                if name.endswith(part):
                    assert before in content
                    content = content.replace(before, after)
            new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped({"mimetype": b"application/vnd.oasis.opendocument"}), "unsupported_format"),
        (zipped({"xl/workbook.bin": b"x"}), "unsupported_format"),
        (zipped({"word/document.xml": b"<x/>"}), "unsupported_format"),
        (zipped({"xl/workbook.xml": b"<broken"}), "damaged"),
        (workbook([TITLES, ("Ali", "Öz", "1")])[:-50], "damaged"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (workbook([]), "empty"),
        (workbook([TITLES]), "empty"),
    ],
)
def test_read_of_what_is_no_workbook_says_why(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_book(data)

    assert refusal.value.code == code


def test_read_of_a_bomb_refuses_before_unpacking() -> None:
    part = bytes(spreadsheet.MAX_UNPACKED // 4)
    data = zipped(
        {"xl/workbook.xml": b"<x/>"} | {f"xl/worksheets/s{i}.xml": part for i in range(5)}
    )

    with pytest.raises(Unreadable) as refusal:
        read_book(data)

    assert len(data) < 1_000_000
    assert refusal.value.code == "bomb"


def test_read_of_entities_that_multiply_refuses() -> None:
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "'
        + b"a" * 1000
        + b'">'
        + b"".join(
            b'<!ENTITY %c "%s">' % (ord("a") + i, b"&%c;" % (ord("a") + i - 1) * 50)
            for i in range(1, 8)
        )
    )
    data = repacked(
        workbook([TITLES, ("Ali", "Öz", "1")]),
        {b"<workbook ": bomb + b"]><workbook ", b"Sayfa1": b"&h;"},
        "xl/workbook.xml",
    )

    with pytest.raises(Unreadable) as refusal:
        read_book(data)

    assert refusal.value.code == "damaged"


def test_read_of_too_many_rows_refuses() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(MAX_ROWS + 2):
        sheet.append(["Ali", 1])
    with pytest.raises(Unreadable) as refusal:
        read_book(saved(book))

    assert refusal.value.code == "too_many_rows"


def test_read_of_endless_empty_rows_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "_MOST_EMPTY", 10)
    rows: list[Any] = [TITLES, ("Ali", "Öz", "1"), *[(None,)] * 9, ("Eve", "Su", "2")]

    fine = read_book(workbook(rows))
    cut = read_book(workbook([*rows, *[(None,)] * 2, ("Late", "Comer", "3")]))

    assert len(fine.rows) == len(cut.rows) == 2
