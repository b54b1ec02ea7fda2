"""Exports as other systems of clinics write them: whom they bring, and what they must not bring."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from chalicelib.imports.mapping import as_mapping, propose
from chalicelib.imports.model import Accepted, ClinicDefaults
from chalicelib.imports.reading import read
from chalicelib.imports.rows import read_row, survey

TODAY = date(2026, 11, 22)
Person = tuple[str, str, str, tuple[str, ...], str]
_EXPORTS: dict[str, tuple[str, str, bytes, list[Person]]] = {
    "appointments in Australia": (
        "AU", "en",
        b"Title,First name,Preferred first name,Last name,Date of birth,Phone numbers,Medicare\r\n"
        b'Ms,Ada,,Example,1985-03-12,"Mobile: 0491 570 156, Home: 02 5550 1234",2000\r\n',
        [("Ada", "Example", "1985-03-12", ("+61491570156", "+61255501234"), "")],
    ),
    "open source, dentists": (
        "US", "en",
        b"PatNum,LName,FName,MiddleI,Birthdate,SSN,HmPhone,WkPhone,WirelessPhone,TxtMsgOk\n"
        b"1001,Example,Ada,M,3/12/1985,,(202)555-0101,,(202)555-0102,Yes\n"
        b"1002,Sample,Bo,,1/1/0001,,,,202-555-0103,No\n",
        [
            ("Ada M", "Example", "1985-03-12", ("+12025550102", "+12025550101"), "1001"),
            ("Bo", "Sample", "", ("+12025550103",), "1002"),
        ],
    ),
    "a printed report, saved": (
        "US", "en",
        b"Riverside Dental\nPatient List\nDate: 11/22/2026   Page: 1\n\n"
        b"Patient Name,Chart #,Birthdate,Home Phone,Mobile,Last Visit\n"
        b'"Example, Ada M.",EX0001,03/12/1985,(202)555-0101,(202)555-0105,01/02/2026\n'
        b"Total Patients: 1,,,,,\n",
        [("Ada M.", "Example", "1985-03-12", ("+12025550105", "+12025550101"), "EX0001")],
    ),
    "one phone and its type": (
        "US", "en",
        b"First Name,Last Name,Date of Birth,Sex,Phone,Phone Type,Email\n"
        b"Ada,Example,03/12/1985,F,2025550101,Mobile,ada@example.com\n",
        [("Ada", "Example", "1985-03-12", ("+12025550101",), "")],
    ),
    "French titles": (
        "FR", "fr",
        "Civilité;Nom de naissance;Nom d'usage;Prénom;Date de naissance;"
        "Téléphone fixe;Téléphone portable;N° dossier\n"
        "Mme;Exemple;;Ada;12/03/1985;01 99 00 00 03;06 12 34 56 78;17\n".encode("utf-8-sig"),
        [("Ada", "Exemple", "1985-03-12", ("+33612345678", "+33199000003"), "17")],
    ),
    "Spanish titles": (
        "ES", "es",
        "Nombre;Apellidos;Fecha de nacimiento;Móvil;DNI;Nº historia\r\n"
        "Ada;Ejemplo Muestra;12/03/1985;612 34 56 78;;17\r\n".encode("cp1252"),
        [("Ada", "Ejemplo Muestra", "1985-03-12", ("+34612345678",), "17")],
    ),
    "numbers that a spreadsheet rounded": (
        "TR", "tr",
        "Ad;Soyad;Telefon;Doğum Tarihi\nAda;Örnek;9,05321E+11;31118\n"
        "Bora;Örnek;9.05320000002E+11;1.7.1979 00:00\n"
        "Can;Örnek;'05320000004;1979-07-01T00:00:00\n".encode("cp1254"),
        [
            ("Ada", "Örnek", "1985-03-12", (), ""),
            ("Bora", "Örnek", "1979-07-01", ("+905320000002",), ""),
            ("Can", "Örnek", "1979-07-01", ("+905320000004",), ""),
        ],
    ),
    "a sum in the column of numbers": (
        "CN", "zh",
        "病历号,姓名,出生日期,联系电话\n"
        "0001,王小明,1985年3月12日,138 0000 0001\n"
        "合计,1人,,\n".encode("gb18030"),
        [("小明", "王", "1985-03-12", ("+8613800000001",), "0001")],
    ),
    "pipes, and the end of file of another age": (
        "GB", "en",
        b"Surname|Forename|DOB|Tel\r\nExample|Ada|12-Mar-85|07700 900001\r\n\x1a",
        [("Ada", "Example", "1985-03-12", ("+447700900001",), "")],
    ),
    "titles on two lines in quotes": (
        "US", "en",
        b'"First\nName","Last\nName","Cell\nPhone","Date of\nBirth"\n'
        b'Ada,Example,"202-555-0101\n202-555-0102",3/12/1985\n',
        [("Ada", "Example", "1985-03-12", ("+12025550101", "+12025550102"), "")],
    ),
}  # fmt: skip


def _people(data: bytes, country: str, language: str) -> list[Person]:
    """Everybody whom the file brings, with the columns as they are proposed."""
    defaults = ClinicDefaults(country, language, "Europe/Istanbul", "old", TODAY)
    sheet = read(data, language, country)
    plan = survey(sheet, as_mapping(propose(sheet, defaults)), defaults)
    drafts = [
        r.draft for r in (read_row(row, plan) for row in sheet.rows) if isinstance(r, Accepted)
    ]
    return [
        (
            one.given_name, one.family_name, one.birth_date.isoformat() if one.birth_date else "",
            one.phones, one.external_id,
        )
        for one in drafts
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("country", "language", "data", "people"), _EXPORTS.values(), ids=_EXPORTS.keys()
)
def test_export_brings_its_people_and_nobody_else(
    country: str, language: str, data: bytes, people: list[Person]
) -> None:
    assert _people(data, country, language) == people


def test_workbook_with_a_heading_typed_dates_and_a_sum_brings_its_people() -> None:
    book = openpyxl.Workbook()
    for row in [
        ["Список"],
        [],
        ["№", "ФИО", "Дата рождения", "Телефоны"],
        [1, "Иванова Анна", datetime(1985, 3, 12), "+7 916 000-00-01, +7 916 000-00-02 (муж)"],
        [2, "Петров Иван", "01.07.1979 0:00:00", 79160000003],
        ["Итого:", None, None, 2],
    ]:
        book.active.append(row)
    book.active.merge_cells("A1:D1")
    kept = io.BytesIO()
    book.save(kept)

    assert [(each[2], each[3]) for each in _people(kept.getvalue(), "RU", "ru")] == [
        ("1985-03-12", ("+79160000001", "+79160000002")),
        ("1979-07-01", ("+79160000003",)),
    ]
