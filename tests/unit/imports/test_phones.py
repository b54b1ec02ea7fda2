"""Telephone numbers are understood as people, countries and spreadsheets write them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.imports.phones import MAX_PHONES, read_phones

# How long an example takes says nothing here, and the machine may be busy.
UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))

TURKISH = "+905320000001"
SECOND = "+905330000002"


@pytest.mark.parametrize(
    ("text", "country", "e164"),
    [
        ("0532 000 00 01", "TR", TURKISH),
        ("(0532) 000 00 01", "TR", TURKISH),
        ("(0)532 0000001", "TR", TURKISH),
        ("532-000-00-01", "TR", TURKISH),
        ("5320000001.0", "TR", TURKISH),
        ("5320000001,0", "TR", TURKISH),
        ("5.320000001E+09", "TR", TURKISH),
        ("5,320000001e+9", "TR", TURKISH),
        ("905320000001", "TR", TURKISH),
        ("00905320000001", "TR", TURKISH),
        ("0090 (532) 000 00 01", "RU", TURKISH),
        ("+90 (0) 532 000 00 01", "DE", TURKISH),
        ("+90 0532 000 00 01", "TR", TURKISH),
        ("+0532 000 00 01", "TR", TURKISH),
        ("'+905320000001", "TR", TURKISH),
        ("=905320000001", "TR", TURKISH),
        ("tel: 0532.000.00.01", "TR", TURKISH),
        ("Cep Tel: 0532 000 00 01", "TR", TURKISH),
        ("٠٥٣٢٠٠٠٠٠٠١", "TR", TURKISH),
        ("０５３２００００００１", "TR", TURKISH),
        ("8 (916) 000-00-01", "RU", "+79160000001"),
        ("8916-000-00-01", "RU", "+79160000001"),
        ("+8 916 000 00 01", "RU", "+79160000001"),
        ("9160000001", "RU", "+79160000001"),
        ("7 916 000 00 01", "RU", "+79160000001"),
        ("8 (495) 000-00-01", "RU", "+74950000001"),
        ("06-20/000-0001", "HU", "+36200000001"),
        ("+36 06 20 000 0001", "HU", "+36200000001"),
        ("20/000-0001", "HU", "+36200000001"),
        ("138 0000 0001", "CN", "+8613800000001"),
        ("+86-138-0000-0001", "TR", "+8613800000001"),
        ("030/23125001", "DE", "+493023125001"),
        ("+49 (0)30 23125001", "TR", "+493023125001"),
        ("(212) 555-0123", "US", "+12125550123"),
        ("1-212-555-0123", "US", "+12125550123"),
        ("011 90 532 000 00 01", "US", TURKISH),
        ("07700 900123", "GB", "+447700900123"),
        ("+44 7700 900123", "TR", "+447700900123"),
        ("020 7946 0123", "GB", "+442079460123"),
    ],
)
def test_read_of_one_number_gives_it_international(text: str, country: str, e164: str) -> None:
    cell = read_phones(text, country)

    assert [phone.e164 for phone in cell.phones] == [e164]
    assert cell.phones[0].doubt == ""
    assert cell.problems == ()


@pytest.mark.parametrize(
    ("text", "country", "e164"),
    [
        ("79160000001", "TR", "+79160000001"),
        ("8 (916) 000-00-01", "TR", "+79160000001"),
        ("12125550123", "TR", "+12125550123"),
        ("447700900123", "TR", "+447700900123"),
    ],
)
def test_read_of_a_foreign_number_without_plus_guesses_its_country(
    text: str, country: str, e164: str
) -> None:
    phone = read_phones(text, country).phones[0]

    assert (phone.e164, phone.doubt) == (e164, "phone_country_guessed")


@pytest.mark.parametrize(
    "text",
    [
        "0532 000 00 01 / 0533 000 00 02",
        "0532 000 00 01/0533 000 00 02",
        "0532 000 00 01, 0533 000 00 02",
        "05320000001;05330000002",
        "0532 000 00 01\n0533 000 00 02",
        "0532 000 00 01 - 0533 000 00 02",
        "0532 000 00 01 0533 000 00 02",
        "+90 532 000 00 01 +90 533 000 00 02",
        "0532 000 00 01 ve 0533 000 00 02",
        "0532 000 00 01, 0533 000 00 02, 0532 000 00 01",
    ],
)
def test_read_of_several_numbers_gives_each_once(text: str) -> None:
    cell = read_phones(text, "TR")

    assert [phone.e164 for phone in cell.phones] == [TURKISH, SECOND]
    assert cell.problems == ()


@pytest.mark.parametrize(
    ("text", "country", "e164", "extension"),
    [
        ("0212 000 00 01 dahili 12", "TR", "+902120000001", "12"),
        ("0212 000 00 01, dahili: 12", "TR", "+902120000001", "12"),
        ("8 495 000-00-01 доб. 123", "RU", "+74950000001", "123"),
        ("010-12340001 转 12", "CN", "+861012340001", "12"),
        ("+36 1 234 0001 mellék 12", "HU", "+3612340001", "12"),
        ("(212) 555-0123 x45", "US", "+12125550123", "45"),
        ("212-555-0123 ext. 45", "US", "+12125550123", "45"),
    ],
)
def test_read_of_an_extension_keeps_it(text: str, country: str, e164: str, extension: str) -> None:
    phone = read_phones(text, country).phones[0]

    assert (phone.e164, phone.extension) == (e164, extension)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("0532 000 00 01 (annesi)", ["annesi"]),
        ("0532 000 00 01, annesi", ["annesi"]),
        ("мама 0532 000 00 01", ["мама"]),
        ("0532 000 00 01 (ev) / 0533 000 00 02 (iş)", ["ev", "iş"]),
        ("0532 000 00 01/02", ["/02"]),
    ],
)
def test_read_of_words_beside_a_number_keeps_them(text: str, labels: list[str]) -> None:
    cell = read_phones(text, "TR")

    assert [phone.label for phone in cell.phones] == labels
    assert cell.problems == ()


@pytest.mark.parametrize("text", ["", "-", "yok", "нет", "nincs", "无", "0", "000 00 00", "N/A"])
def test_read_of_nothing_is_no_problem(text: str) -> None:
    assert read_phones(text, "TR") == ((), ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5,32E+09", "phone_damaged"),
        ("5.32000E+09", "phone_damaged"),
        ("9,05322E+11", "phone_damaged"),
        ("12345", "phone_invalid"),
        ("555 00 01", "phone_invalid"),
        ("5555555555", "phone_invalid"),
        ("1234567890", "phone_invalid"),
        ("annesinde", "phone_invalid"),
        ("ali@example.com", "phone_invalid"),
        ("12.03.1985", "phone_invalid"),
        ("0532 000 00 01 99 88 77", "phone_invalid"),
    ],
)
def test_read_of_no_number_says_what_is_wrong(text: str, code: str) -> None:
    cell = read_phones(text, "TR")

    assert cell.phones == ()
    assert cell.problems == ((code, text),)


def test_read_of_a_good_and_a_bad_number_keeps_the_good_one() -> None:
    cell = read_phones("0532 000 00 01, 12345", "TR")

    assert [phone.e164 for phone in cell.phones] == [TURKISH]
    assert cell.problems == (("phone_invalid", "12345"),)


def test_read_tells_mobile_numbers_from_others() -> None:
    cell = read_phones("0212 000 00 01, 0532 000 00 01", "TR")

    assert [phone.mobile for phone in cell.phones] == [False, True]


def test_read_without_a_country_takes_international_numbers_only() -> None:
    assert read_phones("0532 000 00 01", "").phones == ()
    assert read_phones("+90 532 000 00 01", "").phones[0].e164 == TURKISH


def test_read_of_very_many_numbers_keeps_a_few() -> None:
    text = ", ".join(f"0532 000 00 {number:02}" for number in range(1, 60))

    assert len(read_phones(text, "TR").phones) == MAX_PHONES


@settings(UNHURRIED)
@given(st.integers(2, 9_999_999), st.sampled_from(["{}", "0{}", "90{}", "+90{}", "0090{}", "{}.0"]))
def test_read_of_any_notation_of_a_number_is_the_same(number: int, notation: str) -> None:
    digits = f"532{number:07}"

    cell = read_phones(notation.format(digits), "TR")

    assert [phone.e164 for phone in cell.phones] == [f"+90{digits}"]


@settings(UNHURRIED)
@given(st.text(max_size=40) | st.text(st.sampled_from("0123456789+-/(). ,;x"), max_size=60))
def test_read_of_any_text_gives_numbers_or_says_why_not(text: str) -> None:
    cell = read_phones(text, "TR")

    assert all(phone.e164[0] == "+" and phone.e164[1:].isdecimal() for phone in cell.phones)
