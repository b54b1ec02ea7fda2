"""A row becomes a draft of a patient, or the reason why it can't."""

from collections.abc import Mapping
from datetime import date

import pytest

from chalicelib.imports.model import (
    Accepted,
    ClinicDefaults,
    PatientDraft,
    Plan,
    Refused,
    Remark,
    Row,
)
from chalicelib.imports.rows import LONGEST, read_row
from tests.unit.imports.reading import PHONE, TURKEY, read

E164 = "+905320000001"


def draft(values: Mapping[str, str], defaults: ClinicDefaults = TURKEY) -> PatientDraft:
    result = read({"full_name": "Ali Öz", "phone": PHONE} | values, defaults)
    assert isinstance(result, Accepted)
    return result.draft


def remarks(values: Mapping[str, str]) -> tuple[Remark, ...]:
    result = read({"full_name": "Ali Öz", "external_id": "7"} | values)
    assert isinstance(result, Accepted)
    return result.remarks


def test_read_of_a_full_row_fills_every_field() -> None:
    values = {
        "full_name": "Dr. Ayşe Nur Yılmaz",
        "birth_date": "12.03.1985",
        "gender": "Kadın",
        "phone": PHONE,
        "phone2": "0212 000 00 01",
        "email": "Ayse@Example.com",
        "language": "Türkçe",
        "address": "Gül Sokak 1",
        "postcode": "34000",
        "city": "İstanbul",
        "external_id": "H-0001",
        "marketing_consent": "Evet",
        "note": "Penisiline alerjik",
    }

    assert read(values) == Accepted(
        PatientDraft(
            given_name="Ayşe Nur",
            family_name="Yılmaz",
            source="old",
            title="Dr.",
            phones=(E164, "+902120000001"),
            email="ayse@example.com",
            birth_date=date(1985, 3, 12),
            gender="female",
            language="tr",
            address="Gül Sokak 1, 34000 İstanbul",
            note="Penisiline alerjik",
            external_id="H-0001",
            marketing_consent=True,
        )
    )


@pytest.mark.parametrize(
    ("values", "given_name", "family_name", "title"),
    [
        ({"given_name": "Ayşe", "family_name": "Kaya"}, "Ayşe", "Kaya", ""),
        ({"given_name": "Иван", "middle_name": "Ильич", "family_name": "Ким"}, "Иван Ильич",
         "Ким", ""),
        ({"given_name": "Dr. Ayşe", "family_name": "Kaya"}, "Ayşe", "Kaya", "Dr."),
        ({"given_name": "Jörg", "family_name": "Groß", "title": "Herr Dr."}, "Jörg", "Groß",
         "Herr Dr."),
        ({"given_name": "Ayşe", "family_name": "Kaya", "full_name": "X Y"}, "Ayşe", "Kaya", ""),
        ({"given_name": "Ayşe", "family_name": "", "full_name": "Ayşe Nur Kaya"}, "Ayşe Nur",
         "Kaya", ""),
        ({"given_name": "", "family_name": "Kaya"}, "Kaya", "", ""),
        ({"given_name": "Ayşe", "family_name": ""}, "Ayşe", "", ""),
        ({"given_name": "Ayşe", "family_name": "NULL"}, "Ayşe", "NULL", ""),
        ({"given_name": "Ayşe", "middle_name": "NULL", "family_name": "Kaya"}, "Ayşe", "Kaya", ""),
        ({"full_name": "李女士"}, "李", "", "女士"),
        ({"full_name": "@Anna =Kaya"}, "@Anna", "=Kaya", ""),
    ],
)  # fmt: skip
def test_read_of_a_name_puts_it_together(
    values: dict[str, str], given_name: str, family_name: str, title: str
) -> None:
    result = read(values | {"phone": PHONE})

    assert isinstance(result, Accepted)
    made = result.draft
    assert (made.given_name, made.family_name, made.title) == (given_name, family_name, title)


@pytest.mark.parametrize("name", ["", "-", "12345", "???"])
def test_read_without_a_name_refuses(name: str) -> None:
    assert read({"full_name": name, "phone": PHONE}) == Refused("no_name", "full_name", name)


def test_read_of_a_name_that_no_card_holds_refuses() -> None:
    result = read({"full_name": "A" * (LONGEST["name"] + 1), "phone": PHONE})

    assert isinstance(result, Refused)
    assert (result.reason, len(result.value)) == ("name_too_long", 40)


@pytest.mark.parametrize(
    ("values", "reason", "field"),
    [
        ({}, "no_identity", "phone"),
        ({"phone": "yok"}, "no_identity", "phone"),
        ({"phone": "12345"}, "phone_invalid", "phone"),
        ({"phone": "5,32E+09"}, "phone_damaged", "phone"),
        ({"phone": "", "phone2": "12345"}, "phone_invalid", "phone2"),
        ({"birth_date": "30.02.1985"}, "date_invalid", "birth_date"),
        ({"birth_date": "1985"}, "date_incomplete", "birth_date"),
        ({"birth_date": "01.01.2090"}, "date_future", "birth_date"),
        ({"email": "ali@example.com"}, "no_identity", "phone"),
    ],
)
def test_read_without_identity_refuses_and_says_which_value_failed(
    values: dict[str, str], reason: str, field: str
) -> None:
    result = read({"full_name": "Ali Öz"} | values)

    assert isinstance(result, Refused)
    assert (result.reason, result.field) == (reason, field)


@pytest.mark.parametrize(
    "values", [{"phone": PHONE}, {"external_id": "7"}, {"birth_date": "12.03.1985"}]
)
def test_read_with_a_name_and_one_identity_accepts(values: dict[str, str]) -> None:
    assert isinstance(read({"full_name": "Ali Öz"} | values), Accepted)


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"phone": "12345"}, "phone_invalid", "phone"),
        ({"phone": "5,32E+09"}, "phone_damaged", "phone"),
        ({"birth_date": "30.02.1985"}, "date_invalid", "birth_date"),
        ({"birth_date": "1985"}, "date_incomplete", "birth_date"),
        ({"email": "ali(at)example.com"}, "email_invalid", "email"),
    ],
)
def test_read_of_an_unreadable_value_accepts_and_keeps_it_in_the_note(
    values: dict[str, str], code: str, field: str
) -> None:
    result = read({"full_name": "Ali Öz", "external_id": "7", "note": "alerjik"} | values)

    assert isinstance(result, Accepted)
    assert result.remarks == (Remark(code, field, values[field]),)
    assert result.draft.note == f"alerjik\n{field}: {values[field]}"
    assert (result.draft.phones, result.draft.birth_date, result.draft.email) == ((), None, "")


def test_read_of_phones_puts_mobile_numbers_first_and_each_once() -> None:
    made = draft({"phone": "0212 000 00 01, 0532 000 00 01", "phone2": "0532 000 00 01"})

    assert made.phones == (E164, "+902120000001")


def test_read_of_an_extension_keeps_it_in_the_note() -> None:
    assert draft({"phone": "0212 000 00 01 dahili 12"}).note == "+902120000001 x12"


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("E", "male"), ("K", "female"), ("ERKEK", "male"), ("Kadın", "female"), ("М", "male"),
        ("Ж", "female"), ("муж.", "male"), ("Женский", "female"), ("Мужской", "male"),
        ("férfi", "male"), ("Nő", "female"), ("男", "male"), ("女", "female"), ("W", "female"),
        ("männlich", "male"), ("M", "male"), ("F", "female"), ("Female", "female"),
        ("divers", "other"), ("Другой", "other"), ("-", ""), ("", ""),
    ],
)  # fmt: skip
def test_read_of_a_gender_knows_its_word(text: str, gender: str) -> None:
    assert draft({"gender": text}).gender == gender


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("language", "RU", "ru"),
        ("language", "tr-TR", "tr"),
        ("language", "Русский", "ru"),
        ("language", "magyar", "hu"),
        ("language", "中文", "zh"),
        ("marketing_consent", "Да", True),
        ("marketing_consent", "true", True),
        ("marketing_consent", "1", True),
        ("marketing_consent", "+", True),
        ("marketing_consent", "Hayır", False),
        ("marketing_consent", "нет", False),
        ("marketing_consent", "否", False),
        ("marketing_consent", "", None),
        ("email", "<Ali@Example.com>", "ali@example.com"),
        ("email", "mailto:ali@example.com", "ali@example.com"),
        ("email", "-", ""),
        ("address", "Gül Sokak 1", "Gül Sokak 1"),
    ],
)
def test_read_of_a_value_understands_it(field: str, text: str, value: object) -> None:
    assert getattr(draft({field: text}), field) == value


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("gender", "gender_unknown"),
        ("language", "language_unknown"),
        ("marketing_consent", "consent_unknown"),
    ],
)
def test_read_of_an_unknown_word_remarks_it(field: str, code: str) -> None:
    assert remarks({field: "belki"}) == (Remark(code, field, "belki"),)


def test_read_of_two_mail_addresses_keeps_the_second_in_the_note() -> None:
    made = draft({"email": "a@example.com; b@example.com"})

    assert (made.email, made.note) == ("a@example.com", "email: b@example.com")


def test_read_of_a_form_of_address_tells_the_gender() -> None:
    assert draft({"full_name": "Mrs Anna Smith"}).gender == "female"
    assert draft({"full_name": "Mrs Anna Smith", "gender": "M"}).gender == "male"
    assert draft({"full_name": "Dr. Anna Smith"}).gender == ""


def test_read_of_a_long_note_shortens_it_and_says_so() -> None:
    found = remarks({"note": "x" * (LONGEST["note"] + 1)})

    assert [remark.code for remark in found] == ["text_shortened"]


def test_read_of_a_torn_row_refuses() -> None:
    plan = Plan({"full_name": 0, "phone": 1}, ("Ad", "Telefon"), TURKEY)

    result = read_row(Row(5, ("Ali", "Cadde 1", PHONE)), plan)

    assert result == Refused("extra_cells", "", PHONE)
