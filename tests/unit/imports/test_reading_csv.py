"""CSV files as other systems export them come out as the table that they were."""

import csv
import io

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from chalicelib.imports.model import MAX_BYTES, MAX_ROWS, Sheet, Unreadable
from chalicelib.imports.reading import read

# How long an example takes says nothing here, and the machine may be busy.
UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))

TITLES = "Ad;Soyad;Telefon"


def read_text(text: str, encoding: str = "utf-8") -> Sheet:
    return read(text.encode(encoding), "tr", "TR")


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_read_of_each_delimiter_finds_it(delimiter: str) -> None:
    text = "Ad;Soyad;Telefon\nAyşe;Kaya;0532\nAli;Öz;0533\n".replace(";", delimiter)

    sheet = read_text(text)

    assert (sheet.format, sheet.delimiter, sheet.encoding) == ("csv", delimiter, "utf-8")
    assert sheet.headers == ("Ad", "Soyad", "Telefon")
    assert cells(sheet) == [("Ayşe", "Kaya", "0532"), ("Ali", "Öz", "0533")]


def test_read_of_commas_inside_semicolons_keeps_them() -> None:
    text = "Ad;Adres;Telefon\nAli;Cadde 1, Daire 2, Kat 3;1\nVeli;Sokak 5, No 6, İç 7;2\n"

    assert read_text(text).headers == ("Ad", "Adres", "Telefon")


def test_read_of_several_phones_in_a_cell_does_not_divide_by_them() -> None:
    text = "kontakt,nummer,ort\n" + "".join(f"N{i},01{i};02{i},X{i}\n" for i in range(20))

    assert read_text(text).delimiter == ","


def test_read_of_quotes_keeps_delimiters_line_ends_and_quotes() -> None:
    text = 'Ad,Not,Telefon\r\n"Kaya, Ali","iki\r\nsatır ""önemli""",1\r\nVeli,,2\r\n'

    sheet = read_text(text)

    assert cells(sheet) == [("Kaya, Ali", 'iki\nsatır "önemli"', "1"), ("Veli", "", "2")]
    assert [row.number for row in sheet.rows] == [2, 4]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_read_of_any_line_end_finds_the_rows(line_end: str) -> None:
    text = line_end.join([TITLES, "Ali;Öz;1", "Veli;Öz;2", ""])

    assert cells(read_text(text)) == [("Ali", "Öz", "1"), ("Veli", "Öz", "2")]


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "sep=;  "])
def test_read_of_a_sep_line_takes_its_delimiter(line: str) -> None:
    sheet = read_text(f"{line}\r\n{TITLES}\r\nAli;a,b,c;1\r\n")

    assert (sheet.delimiter, sheet.header_row) == (";", 2)
    assert cells(sheet) == [("Ali", "a,b,c", "1")]
    assert sheet.rows[0].number == 3


def test_read_of_a_sep_line_in_utf16_takes_its_delimiter() -> None:
    sheet = read_text(f"sep=\t\r\n{TITLES}\r\nŞükrü;Öz;1\r\n".replace(";", "\t"), "utf-16")

    assert (sheet.encoding, sheet.delimiter) == ("utf-16", "\t")
    assert cells(sheet) == [("Şükrü", "Öz", "1")]


def test_read_of_title_lines_passes_over_them() -> None:
    text = f"Güneş Kliniği\nHasta listesi, 01.02.2026\n\n{TITLES}\nAli;Öz;1\n"

    sheet = read_text(text)

    assert (sheet.header_row, sheet.headers) == (4, ("Ad", "Soyad", "Telefon"))
    assert [row.number for row in sheet.rows] == [5]


def test_read_of_empty_rows_and_repeated_titles_passes_over_them() -> None:
    text = f"{TITLES}\n;;\nAli;Öz;1\n\n  ; ;\n{TITLES}\nVeli;Öz;2\n"

    assert [row.cells[0] for row in read_text(text).rows] == ["Ali", "Veli"]


def test_read_of_trailing_delimiters_makes_no_columns() -> None:
    sheet = read_text("Ad;Soyad;Telefon;;\nAli;Öz;1;;\nVeli;Öz;2;;\n")

    assert sheet.headers == ("Ad", "Soyad", "Telefon")
    assert cells(sheet)[0] == ("Ali", "Öz", "1")


def test_read_of_short_rows_fills_them_up() -> None:
    assert cells(read_text(f"{TITLES}\nAli\nVeli;Öz;2\n"))[0] == ("Ali", "", "")


def test_read_of_a_row_that_is_too_long_keeps_all_its_cells() -> None:
    sheet = read_text(f"{TITLES}\nAli;Öz;1\nVeli;Öz;2;fazla\nCan;Öz;3;\n")

    assert [len(row.cells) for row in sheet.rows] == [3, 4, 3]


def test_read_of_a_column_without_title_keeps_the_column() -> None:
    sheet = read_text("Ad;Telefon\nAli;1;x\nVeli;2;y\nCan;3\n")

    assert sheet.headers == ("Ad", "Telefon", "")
    assert cells(sheet)[2] == ("Can", "3", "")


def test_read_without_titles_has_no_header() -> None:
    sheet = read_text("Ayşe Kaya;05320000001;12.03.1985\nAli Öz;05320000002;01.02.1990\n")

    assert sheet.header_row is None
    assert sheet.headers == ("", "", "")
    assert len(sheet.rows) == 2


def test_read_of_unknown_titles_takes_the_words_above_the_numbers() -> None:
    sheet = read_text("Alkalom;Valami;Szöveg\nA;05320000001;x\nB;05320000002;y\n")

    assert sheet.headers == ("Alkalom", "Valami", "Szöveg")
    assert len(sheet.rows) == 2


def test_read_of_a_quote_that_is_never_closed_loses_no_row() -> None:
    text = f'{TITLES}\nAli;"Öz;1\nVeli;Öz;2\n"Can";"Öz";3\nEda;Öz;4\n'

    sheet = read_text(text)

    assert [row.number for row in sheet.rows] == [2, 3, 4, 5]
    assert cells(sheet)[0] == ("Ali", '"Öz', "1")
    assert cells(sheet)[2] == ("Can", "Öz", "3")


def test_read_of_an_open_quote_in_the_last_row_keeps_the_row() -> None:
    assert cells(read_text(f'{TITLES}\nAli;Öz;1\nVeli;"Öz;2\n'))[1] == ("Veli", '"Öz', "2")


def test_read_of_an_open_quote_before_much_text_keeps_all_rows() -> None:
    rows = "".join(f"Ad{i};Soyad{i};{i}\n" for i in range(20_000))

    sheet = read_text(f'{TITLES}\nAli;"Öz;1\n{rows}')

    assert len(sheet.rows) == 20_001
    assert sheet.rows[-1].cells == ("Ad19999", "Soyad19999", "19999")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("=1+1", "=1+1"),
        ("+905320000001", "+905320000001"),
        ("-5", "-5"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ('="00123"', "00123"),
        ("\u202a+90 532\u202c", "+90 532"),
        ("a\u00a0b", "a b"),
        ("#N/A", ""),
        ("#ИМЯ?", "#ИМЯ?"),
        ("########", ""),
        ("x\0y", "xy"),
        ("  x ", "x"),
    ],
)
def test_read_of_a_cell_keeps_it_as_text(cell: str, text: str) -> None:
    assert cells(read_text(f"{TITLES}\n{cell};Öz;1\n"))[0][0] == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n ;;\r\n", "empty"),
        (b"Ad;Soyad;Telefon\r\n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xls_not_supported"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password_protected",
        ),
        (b"<html><body><table><tr><td>Ad</td></tr></table>", "html_not_supported"),
        (b'\xef\xbb\xbf<!DOCTYPE html>\n<table border="1">', "html_not_supported"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:x"/>', "unsupported_format"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "unsupported_format"),
        (bytes(range(256)) * 20, "unsupported_format"),
        (b"a;b\n" * (MAX_BYTES // 4 + 1), "too_large"),
        (b"a;1\n" * (MAX_ROWS + 1), "too_many_rows"),
        (b"Ad;Telefon\n" + b"a;1\n" * (MAX_ROWS + 1), "too_many_rows"),
        (b"\n" * (MAX_BYTES - 4) + b"a;b", "too_many_rows"),
    ],
)
def test_read_of_what_is_no_table_says_why(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(data, "tr", "TR")

    assert refusal.value.code == code


def test_read_of_as_many_rows_as_allowed_takes_them() -> None:
    data = b"Ad;Telefon\n" + b"Ali;05320000001\n" * MAX_ROWS

    assert len(read(data, "tr", "TR").rows) == MAX_ROWS


def test_read_of_a_line_of_nothing_but_delimiters_does_not_take_them_all() -> None:
    sheet = read_text("Ad;Telefon\nAli;1" + ";" * 100_000 + "\n")

    assert sheet.headers == ("Ad", "Telefon")
    assert len(sheet.rows[0].cells) == 2


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp"))
    | st.sampled_from(' \n",;|ŞşİıГгőű王'),
    max_size=8,
).map(str.strip)


@settings(UNHURRIED)
@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;|\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_read_of_written_rows_gives_them_back(
    rows: list[tuple[str, ...]], delimiter: str, encoding: str, line_end: str
) -> None:
    titles = ("Ad", "Soyad", "Telefon")
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([titles, *rows, ("Ali", "Öz", "+905320000001")])
    assume(not any(cell.startswith(("#", '="')) for row in rows for cell in row))
    expected = [row for row in rows if any(row) and row != titles]

    sheet = read(file.getvalue().encode(encoding), "tr", "TR")

    assert sheet.headers == titles
    assert cells(sheet) == [*expected, ("Ali", "Öz", "+905320000001")]
