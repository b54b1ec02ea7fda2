"""Columns are proposed from their titles in six languages, and from what stands in them."""

from datetime import date

import pytest

from chalicelib.errors import Invalid
from chalicelib.imports.mapping import as_mapping, check_mapping, propose
from chalicelib.imports.model import FIELDS, ClinicDefaults, Row, Sheet

TURKEY = ClinicDefaults("TR", "tr", "Europe/Istanbul", "old", date(2026, 11, 22))


def sheet(titles: str, *rows: str) -> Sheet:
    cells = [tuple(row.split("|")) for row in rows]
    numbered = tuple(Row(i + 2, row) for i, row in enumerate(cells))
    return Sheet("csv", tuple(titles.split("|")), 1, numbered)


def proposed(titles: str, *rows: str) -> dict[str, int]:
    return as_mapping(propose(sheet(titles, *rows), TURKEY))


def by_title(titles: str, *rows: str) -> dict[str, str | None]:
    return {one.header: one.field for one in propose(sheet(titles, *rows), TURKEY)}


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("First Name", "given_name"), ("firstName", "given_name"), ("FIRST_NAME", "given_name"),
        ("Surname", "family_name"), ("Patient Name", "full_name"), ("D.O.B.", "birth_date"),
        ("Date of Birth (dd/mm/yyyy)", "birth_date"), ("E-mail", "email"), ("Sex", "gender"),
        ("Mobile phone*", "phone"), ("MRN", "external_id"), ("Zip Code", "postcode"),
        ("Marketing opt-in", "marketing_consent"), ("Comments", "note"),
        ("Adı", "given_name"), ("SOYADI", "family_name"), ("Adı Soyadı", "full_name"),
        ("DOĞUM TARİHİ", "birth_date"), ("Dogum Tarihi", "birth_date"), ("Cinsiyeti", "gender"),
        ("Cep Telefonu", "phone"), ("Hasta GSM No", "phone"), ("E-Posta", "email"),
        ("Dosya No", "external_id"), ("Ticari İleti İzni", "marketing_consent"),
        ("ФИО", "full_name"), ("Фамилия", "family_name"), ("Имя", "given_name"),
        ("Отчество", "middle_name"), ("Дата рождения", "birth_date"), ("Д.Р.", "birth_date"),
        ("Моб. тел.", "phone"), ("Номер телефона пациента", "phone"), ("№ карты", "external_id"),
        ("Пол", "gender"), ("Эл. почта", "email"), ("Примечание", "note"),
        ("Név", "full_name"), ("Vezetéknév", "family_name"), ("Keresztnév", "given_name"),
        ("Születési idő", "birth_date"), ("SZÜLETÉSI DÁTUM", "birth_date"), ("Neme", "gender"),
        ("Mobilszám", "phone"), ("Lakcím", "address"), ("Irányítószám", "postcode"),
        ("姓名", "full_name"), ("患者姓名", "full_name"), ("姓", "family_name"),
        ("名", "given_name"),
        ("出生日期", "birth_date"), ("性别", "gender"), ("手机号码", "phone"),
        ("患者手机号", "phone"),
        ("病历号", "external_id"), ("备注", "note"), ("家庭住址", "address"),
        ("Vorname", "given_name"), ("Nachname", "family_name"), ("Geburtsdatum", "birth_date"),
        ("Geb.-Datum", "birth_date"), ("Handynummer", "phone"), ("Straße", "address"),
        ("PLZ", "postcode"), ("Patienten-Nr.", "external_id"), ("Anrede", "title"),
    ],
)  # fmt: skip
def test_propose_of_a_title_alone_knows_its_field(title: str, field: str) -> None:
    assert by_title(f"{title}|?", "|")[title] == field


@pytest.mark.parametrize(
    "title",
    [
        "TAJ", "TAJ szám", "T.C. Kimlik No", "TCKN", "СНИЛС", "Паспорт", "Полис ОМС", "身份证号",
        "SSN", "NHS Number", "Versichertennummer", "Anne Adı", "Baba Adı", "Anyja neve",
        "Születési név", "Születési hely", "Doğum Yeri", "Место рождения", "Mother's Name",
        "Emergency Contact Phone", "紧急联系人电话", "Doktor Adı Soyadı", "Врач", "Kayıt Tarihi",
        "Last visit", "Дата последнего визита", "Son Randevu Tarihi", "Sıra No", "№ п/п", "序号",
        "Age", "Yaş", "User name", "Fax",
    ],
)  # fmt: skip
def test_propose_of_what_is_not_imported_leaves_it_out(title: str) -> None:
    rows = [f"0532 000 00 0{i}|12.03.198{i}" for i in range(5)]

    proposals = propose(sheet(f"{title}|?", *rows), TURKEY)

    assert (proposals[0].field, proposals[0].because) == (None, "left_out")


def test_propose_of_several_phones_prefers_the_mobile() -> None:
    row = "0212 000 00 01|0532 000 00 01|0216 000 00 01"

    assert proposed("Telefon|Cep Telefonu|Fax", row) == {"phone": 1, "phone2": 0}
    assert proposed("Ev Telefonu|Cep|İş Telefonu", row)["phone"] == 1


def test_propose_of_a_home_phone_alone_takes_it_as_the_phone() -> None:
    assert proposed("Ad Soyad|Ev Telefonu", "Ali Öz|0212 000 00 01") == {"full_name": 0, "phone": 1}


def test_propose_gives_each_field_once() -> None:
    proposals = propose(
        sheet("Ad|Adı|E-mail|Email|Telefon|Tel|GSM", "a|b|a@b.co|c@d.co|1|2|3"), TURKEY
    )

    fields = [one.field for one in proposals if one.field]
    assert len(fields) == len(set(fields))
    assert set(fields) <= set(FIELDS)


@pytest.mark.parametrize("title", ["Ad", "Имя", "İsim", "名", "Name", "Név"])
def test_propose_of_a_lone_name_with_two_words_takes_it_as_the_full_name(title: str) -> None:
    assert proposed(f"{title}|Telefon", "Ayşe Kaya|1", "Ali Öz|2")["full_name"] == 0


def test_propose_of_name_beside_vorname_takes_it_as_the_family_name() -> None:
    mapping = proposed("Name|Vorname|Telefon", "Müller|Jörg|1", "Weiß|Käthe Anna|2")

    assert (mapping["family_name"], mapping["given_name"]) == (0, 1)


def test_propose_of_two_names_in_one_title_takes_it_as_the_full_name() -> None:
    assert proposed("Vezetéknév Keresztnév|Tel", "Nagy Anna|1")["full_name"] == 0
    assert proposed("Soyadı, Adı|Tel", "Kaya, Ali|1")["full_name"] == 0


def test_propose_without_titles_goes_by_contents() -> None:
    rows = [
        "1|Ayşe Kaya|0532 000 00 01|a@example.com|12.03.1985|K",
        "2|Ali Öz|+905320000002||01.07.1979|E",
        "3|Can Nuri Şen|5320000003|c@example.com|1990-12-25|E",
    ]

    proposals = propose(sheet("|||||", *rows), TURKEY)

    found = {"full_name": 1, "phone": 2, "email": 3, "birth_date": 4, "gender": 5}
    assert as_mapping(proposals) == found
    assert all(one.because == "content" for one in proposals if one.field)
    assert all(one.confidence < 0.8 for one in proposals)


def test_propose_of_contents_that_contradict_the_title_follows_the_contents() -> None:
    rows = [f"Ad{i}|a{i}@example.com|0532 000 00 0{i}" for i in range(1, 6)]

    mapping = proposed("Ad|Telefon|Alan 3", *rows)

    assert mapping["email"] == 1
    assert mapping["phone"] == 2


def test_propose_of_contents_that_agree_is_surer() -> None:
    sure, unsure = (
        propose(sheet("Telefon", cell), TURKEY)[0].confidence for cell in ("0532 000 00 01", "")
    )

    assert sure > unsure > 0.5


def test_propose_of_a_shared_number_is_no_external_id() -> None:
    rows = [f"F{i % 3}|Ad{i}" for i in range(30)]

    assert "external_id" not in proposed("Dosya No|Ad", *rows)
    assert "external_id" in proposed("Dosya No|Ad", *(f"F{i}|Ad{i}" for i in range(30)))


def test_propose_shows_different_samples_shortened() -> None:
    proposals = propose(sheet("Ad|Not", "Ali|" + "x" * 100, "Ali|", "Can|y", "Ece|z"), TURKEY)

    assert proposals[0].samples == ("Ali", "Can", "Ece")
    assert len(proposals[1].samples[0]) == 40


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({"full_name": 0, "phone": 1, "colour": 2}, "unknown_field"),
        ({"full_name": 0, "phone": 3}, "no_such_column"),
        ({"full_name": 0, "phone": -1}, "no_such_column"),
        ({"full_name": 0, "phone": 0}, "column_twice"),
        ({"phone": 0, "middle_name": 1}, "no_name_column"),
        ({"full_name": 0, "email": 1}, "no_identity_column"),
        ({}, "no_name_column"),
    ],
)
def test_check_of_a_mapping_that_cannot_work_says_why(mapping: dict[str, int], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_mapping(mapping, 3)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    "mapping",
    [
        {"full_name": 0, "phone": 1},
        {"given_name": 0, "external_id": 2},
        {"family_name": 1, "birth_date": 0},
    ],
)
def test_check_of_a_mapping_that_works_is_silent(mapping: dict[str, int]) -> None:
    check_mapping(mapping, 3)
