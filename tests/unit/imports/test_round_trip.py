"""Whole files go in as other systems write them, and the right people come out."""

import csv
import io
from datetime import date
from pathlib import Path
from runpy import run_path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.imports.mapping import as_mapping, check_mapping, propose
from chalicelib.imports.model import (
    Accepted,
    ClinicDefaults,
    Create,
    PatientDraft,
    Refused,
    Sheet,
    Unchanged,
)
from chalicelib.imports.reading import read
from chalicelib.imports.register import Register
from chalicelib.imports.rows import read_row, survey

# How long an example takes says nothing here, and the machine may be busy.
UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))

FILES = Path(__file__).parents[2] / "fixtures" / "imports"
TODAY = date(2026, 11, 22)
Results = list[tuple[int, Accepted | Refused]]


def clinic(country: str, language: str) -> ClinicDefaults:
    return ClinicDefaults(country, language, "Europe/Istanbul", "old", TODAY)


def taken_in(data: bytes, defaults: ClinicDefaults) -> tuple[Sheet, Results]:
    """The file through every step, with the columns as they are proposed."""
    sheet = read(data, defaults.language, defaults.country)
    mapping = as_mapping(propose(sheet, defaults))
    check_mapping(mapping, len(sheet.headers))
    plan = survey(sheet, mapping, defaults)
    return sheet, [(row.number, read_row(row, plan)) for row in sheet.rows]


def taken_file(name: str, country: str, language: str) -> tuple[Sheet, Results]:
    return taken_in((FILES / name).read_bytes(), clinic(country, language))


def people(results: Results) -> list[PatientDraft]:
    return [result.draft for _, result in results if isinstance(result, Accepted)]


def refusals(results: Results) -> dict[int, str]:
    return {number: result.reason for number, result in results if isinstance(result, Refused)}


def test_files_are_as_their_script_writes_them() -> None:
    contents = run_path(str(FILES / "generate.py"))["contents"]()

    assert {path.name: path.read_bytes() for path in FILES.glob("*.csv")} == contents


@pytest.mark.parametrize("encoding", ["windows-1254", "utf-16"])
def test_import_of_a_turkish_file_takes_families_and_refuses_what_is_lost(encoding: str) -> None:
    sheet, results = taken_file(f"turkish-{encoding}.csv", "TR", "tr")
    found = people(results)

    assert (sheet.encoding, sheet.delimiter, sheet.header_row) == (encoding, ";", 5)
    assert refusals(results) == {10: "date_invalid", 15: "no_name"}
    assert [f"{one.given_name}|{one.family_name}" for one in found] == [
        "Ayşe Nur|Yılmaz",
        "İbrahim|ŞAHİN",
        "Işık|Öztürk",
        "Şükrü|Çağlayan",
        "Can|Yılmaz",
        "Ece|Yılmaz",
        "Ayşe Nur|Yılmaz",
    ]
    assert found[0].phones == ("+905320000001", "+902120000001")
    assert found[2].phones == ("+905320000003", "+905330000003")
    assert found[3].note == "Cep Telefonu: 5,32E+09"
    decisions = Register().take_all([(one, str(i)) for i, one in enumerate(found)])
    assert [type(one) for one in decisions] == [Create] * 6 + [Unchanged]


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r"])
def test_import_of_a_russian_file_keeps_patronymics(encoding: str) -> None:
    sheet, results = taken_file(f"russian-{encoding}.csv", "RU", "ru")
    found = people(results)

    assert (sheet.encoding, sheet.delimiter) == (encoding, "\t")
    assert refusals(results) == {6: "no_identity"}
    assert [f"{one.given_name}|{one.family_name}" for one in found] == [
        "Елена Петровна|Иванова",
        "Пётр Алексеевич|Фёдоров",
        "Юлия|Щукина",
        "Али Гасан оглы|Мамедов",
    ]
    assert [one.external_id for one in found] == ["101", "102", "103", "104"]
    assert found[0].birth_date == date(1985, 3, 12)
    assert found[2].phones == ("+79160000003", "+74950000003")
    assert found[2].note == "звонить вечером\n+74950000003 x12"


def test_import_of_a_hungarian_file_tells_father_and_son_apart() -> None:
    sheet, results = taken_file("hungarian-windows-1250.csv", "HU", "hu")
    found = people(results)

    assert sheet.encoding == "windows-1250"
    assert refusals(results) == {}
    assert [(one.title, one.family_name, one.given_name) for one in found] == [
        ("", "Kovács", "János"),
        ("dr.", "Szűcs", "Győző"),
        ("", "Kovácsné Erdős", "Tünde"),
        ("", "ifj. Kovács", "János"),
    ]
    assert [one.birth_date for one in found] == [
        date(1985, 3, 12),
        date(1979, 7, 1),
        date(1990, 12, 25),
        date(2012, 5, 6),
    ]
    assert found[0].address == "Fő utca 1., 1011 Budapest"
    decisions = Register().take_all([(one, str(i)) for i, one in enumerate(found)])
    assert [type(one) for one in decisions] == [Create] * 4


def test_import_of_a_chinese_file_takes_compound_surnames() -> None:
    sheet, results = taken_file("chinese-gb18030.csv", "CN", "zh")

    assert sheet.encoding == "gb18030"
    assert [(one.family_name, one.given_name, one.phones) for one in people(results)] == [
        ("王", "小明", ("+8613800000001",)),
        ("欧阳", "娜娜", ("+8613800000002",)),
        ("李", "芳", ("+8613800000003",)),
    ]
    assert {one.birth_date for one in people(results)} == {
        date(1985, 3, 12),
        date(1990, 12, 25),
        date(1979, 7, 1),
    }


def test_import_of_an_american_file_takes_the_month_first() -> None:
    _, results = taken_file("english-utf-8-bom.csv", "US", "en")
    found = people(results)

    assert refusals(results) == {}
    assert [one.birth_date for one in found] == [
        date(1985, 3, 12),
        date(1979, 7, 1),
        date(1990, 12, 25),
        None,
        date(2001, 1, 31),
    ]
    assert found[3].note == "DOB: 02/30/1990"
    assert (found[4].given_name, found[4].family_name) == ("@Anna", '=HYPERLINK("x")')
    assert found[0].external_id == "00017"


def test_import_of_a_workbook_takes_its_second_sheet() -> None:
    sheet, results = taken_file("turkish.xlsx", "TR", "tr")

    assert (sheet.format, sheet.name, sheet.header_row) == ("xlsx", "Hastalar", 3)
    assert [(one.given_name, one.phones, one.birth_date) for one in people(results)] == [
        ("Ayşe Nur", ("+905320000001",), date(1985, 3, 12)),
        ("İbrahim", ("+905320000002",), date(1979, 7, 1)),
        ("Işık", ("+905320000003",), date(1990, 12, 25)),
    ]


LANGUAGES = {
    "tr": (
        ("TR", "Ad", "Soyad", "Cep Telefonu", "Doğum Tarihi"),
        ["Ayşe", "İbrahim", "Işık", "Şükrü", "Gülşen", "Çağrı", "Ömer Can", "Ali", "Tuğba"],
        ["Yılmaz", "Şahin", "Öztürk", "Doğan", "Kaya", "Yıldız", "ÇELİK", "IŞIK"],
        ["windows-1254", "iso-8859-9", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"],
    ),
    "ru": (
        ("RU", "Имя", "Фамилия", "Телефон", "Дата рождения"),
        ["Анна", "Пётр", "Юлия", "ИВАН", "Ольга", "Щедра", "Эдуард"],
        ["Иванова", "Фёдоров", "ЩУКИН", "Чехов", "Римский-Корсаков", "Ёлкина"],
        ["windows-1251", "koi8-r", "cp866", "utf-8", "utf-8-sig", "utf-16", "utf-16-be"],
    ),
    "hu": (
        ("HU", "Keresztnév", "Vezetéknév", "Telefonszám", "Születési idő"),
        ["Győző", "Ágnes", "Örs", "Enikő", "Tünde", "PÉTER", "Anna Mária"],
        ["Szűcs", "Kovács", "Vörös", "Fűzfa", "Erdős", "NAGY", "Gyűrűs"],
        ["windows-1250", "iso-8859-2", "utf-8", "utf-8-sig", "utf-16"],
    ),
    "zh": (
        ("CN", "名", "姓", "手机", "出生日期"),
        ["小明", "娜娜", "芳", "秀英", "伟", "梓涵", "婷婷"],
        ["王", "欧阳", "李", "张", "刘", "陈"],
        ["gb18030", "gbk", "utf-8", "utf-8-sig", "utf-16"],
    ),
}
PHONES = {"TR": "0532 000 00 {:02}", "RU": "8 (916) 000-00-{:02}"}
PHONES |= {"HU": "06-20/000-00{:02}", "CN": "138 0000 00{:02}"}


@settings(UNHURRIED, max_examples=150)
@given(st.data())
def test_import_of_names_in_any_encoding_and_delimiter_gives_them_back(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(LANGUAGES)))
    (country, *titles), given_names, family_names, encodings = LANGUAGES[language]
    names = data.draw(
        st.lists(
            st.tuples(st.sampled_from(given_names), st.sampled_from(family_names)),
            min_size=1,
            max_size=12,
        )
    )
    encoding = data.draw(st.sampled_from(encodings))
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=data.draw(st.sampled_from(",;\t|")))
    writer.writerow(titles)
    for number, (given_name, family_name) in enumerate(names, start=1):
        phone = PHONES[country].format(number)
        writer.writerow([given_name, family_name, phone, f"{number:02}.03.1985"])

    _, results = taken_in(file.getvalue().encode(encoding), clinic(country, language))

    assert refusals(results) == {}
    assert [(one.given_name, one.family_name) for one in people(results)] == names
    days = [date(1985, 3, number) for number in range(1, len(names) + 1)]
    assert [one.birth_date for one in people(results)] == days
    assert all(len(one.phones) == 1 for one in people(results))
