"""Dates of birth are read in every notation, and a column settles what its numbers mean."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.patients.dates import learn_order, read_date

# How long an example takes says nothing here, and the machine may be busy.
UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))

TODAY = date(2026, 11, 22)
BORN = date(1985, 3, 12)


def read(text: str, order: str = "dmy", zone: str = "Europe/Istanbul") -> tuple[date | None, str]:
    return tuple(read_date(text, order, zone, TODAY))  # type: ignore[return-value]


@pytest.mark.parametrize(
    "text",
    [
        "12.03.1985",
        "12/03/1985",
        "12-3-1985",
        "12 03 1985",
        "12.03.85",
        "12.03.1985 г.",
        "12.03.1985 00:00:00",
        "12/03/1985 0:00",
        "1985-03-12",
        "1985-03-12 00:00:00",
        "1985-03-12T00:00:00",
        "1985-03-12T00:00:00.000Z",
        "1985-03-11T22:00:00.000Z",
        "1985-03-11T22:00:00+00:00",
        "1985/3/12",
        "1985.03.12.",
        "1985. 03. 12.",
        "1985年3月12日",
        "1985年03月12号",
        "19850312",
        "12031985",
        "120385",
        "31118",
        "31118.0",
        "12 мар. 1985",
        "12 марта 1985 г.",
        "12 Mart 1985",
        "12 Mar 1985",
        "12-Mar-85",
        "Mar 12, 1985",
        "March 12th, 1985",
        "12. März 1985",
        "1985. március 12.",
        "1985. márc. 12.",
        "12.III.1985",
        "1985. III. 12.",
        "Tuesday, 12 March 1985",
        "'12.03.1985",
        "１２．０３．１９８５",
        "١٢/٠٣/١٩٨٥",
    ],
)
def test_read_of_any_notation_gives_the_day(text: str) -> None:
    assert read(text) == (BORN, "")


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("1 Oca 2001", 1), ("1 Şub 2001", 2), ("1 Nisan 2001", 4), ("1 MAYIS 2001", 5),
        ("1 Haz 2001", 6), ("1 Temmuz 2001", 7), ("1 Ağu 2001", 8), ("1 Eylül 2001", 9),
        ("1 Ekim 2001", 10), ("1 Kasım 2001", 11), ("1 ARALIK 2001", 12),
        ("1 янв 2001", 1), ("1 февраля 2001", 2), ("1 апр. 2001", 4), ("1 мая 2001", 5),
        ("1 май 2001", 5), ("1 июня 2001", 6), ("1 июля 2001", 7), ("1 авг 2001", 8),
        ("1 сент. 2001", 9), ("1 октября 2001", 10), ("1 нояб. 2001", 11), ("1 дек 2001", 12),
        ("2001. január 1.", 1), ("2001. máj. 1.", 5), ("2001. június 1.", 6),
        ("2001. szept. 1.", 9), ("2001. okt. 1.", 10), ("1. Dezember 2001", 12),
        ("1. Jänner 2001", 1), ("1 May 2001", 5), ("1 Oct 2001", 10),
    ],
)  # fmt: skip
def test_read_of_a_months_name_knows_it_in_each_language(text: str, month: int) -> None:
    assert read(text) == (date(2001, month, 1), "")


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("03/12/1985", "mdy", BORN),
        ("03/12/1985", "dmy", date(1985, 12, 3)),
        ("85.03.12", "ymd", BORN),
        ("13/02/1985", "mdy", date(1985, 2, 13)),
        ("02/13/1985", "dmy", date(1985, 2, 13)),
        ("12/03/1985", "ymd", BORN),
        ("22.11.26", "dmy", TODAY),
        ("23.11.26", "dmy", date(1926, 11, 23)),
        ("29.02.24", "dmy", date(2024, 2, 29)),
        ("01.01.30", "dmy", date(1930, 1, 1)),
    ],
)
def test_read_of_numbers_follows_the_columns_order(text: str, order: str, day: date) -> None:
    assert read(text, order) == (day, "")


@pytest.mark.parametrize("text", ["", "-", "yok", "нет", "00.00.0000", "0000-00-00", "NULL"])
def test_read_of_nothing_is_no_problem(text: str) -> None:
    assert read(text) == (None, "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("12.03.2030", "date_future"),
        ("23.11.2026", "date_future"),
        ("01.01.1900", "date_invalid"),
        ("1753-01-01", "date_invalid"),
        ("29.02.1985", "date_invalid"),
        ("13/25/1985", "date_invalid"),
        ("1985-13-45T00:00:00Z", "date_invalid"),
        ("abc", "date_invalid"),
        ("41 yaş", "date_invalid"),
        ("123456789", "date_invalid"),
        ("99999999999999", "date_invalid"),
        ("1985", "date_incomplete"),
        ("03.1985", "date_incomplete"),
        ("Март 1985", "date_incomplete"),
    ],
)
def test_read_of_no_day_says_what_is_wrong(text: str, problem: str) -> None:
    assert read(text) == (None, problem)


@pytest.mark.parametrize(
    ("zone", "day"), [("Europe/Istanbul", BORN), ("America/New_York", date(1985, 3, 11))]
)
def test_read_of_an_instant_takes_the_clinics_day(zone: str, day: date) -> None:
    assert read("1985-03-11T22:00:00Z", zone=zone) == (day, "")


@pytest.mark.parametrize(
    ("values", "title", "country", "order", "remark"),
    [
        (["01/02/1985", "13/02/1985"], "", "US", "dmy", ""),
        (["01/02/1985", "02/13/1985"], "", "TR", "mdy", ""),
        (["01/02/1985", "03/04/1985"], "", "US", "mdy", "ambiguous_dates"),
        (["01/02/1985", "03/04/1985"], "", "TR", "dmy", "ambiguous_dates"),
        (["01.02.1985", "03.04.1985"], "", "US", "dmy", ""),
        (["01/02/1985"], "DOB (MM/DD/YYYY)", "TR", "mdy", ""),
        (["01/02/1985"], "Doğum Tarihi (GG/AA/YYYY)", "US", "dmy", ""),
        (["1985-01-02", "01/02/1985"], "", "US", "mdy", "ambiguous_dates"),
        (["85.03.12", "01.02.03"], "", "TR", "ymd", ""),
        (["01/02/1985", "13/02/1985", "14/02/1985", "02/15/1985"], "", "US", "dmy", "mixed_dates"),
        (["05/05/1985"], "", "US", "mdy", ""),
        (["1985-01-02"], "", "TR", "dmy", ""),
        (["abc", "", "31118"], "", "TR", "dmy", ""),
        (["03/12/2026", "01/02/1985"], "", "TR", "mdy", ""),
        ([], "", "HU", "ymd", ""),
    ],
)
def test_learn_order_of_a_column_weighs_all_rows(
    values: list[str], title: str, country: str, order: str, remark: str
) -> None:
    assert learn_order(values, title, country, TODAY) == (order, remark)


DAYS = st.dates(date(1927, 1, 1), TODAY)


@settings(UNHURRIED)
@given(
    st.lists(DAYS, min_size=1, max_size=30),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y%m%d", "%Y年%m月%d日"]),
    st.sampled_from(["US", "TR", "CN"]),
)
def test_read_of_a_whole_column_gives_its_days_where_one_tells_the_order(
    days: list[date], notation: str, country: str
) -> None:
    days = [*days, date(1985, 3, 25)]
    texts = [day.strftime(notation) for day in days]

    order = learn_order(texts, "", country, TODAY).order

    assert [read(text, order)[0] for text in texts] == days


@settings(UNHURRIED)
@given(DAYS)
def test_read_of_a_spreadsheets_serial_number_gives_its_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(1)

    assert read(str(serial)) == (day, "")


@settings(UNHURRIED)
@given(st.text(max_size=30) | st.text(st.sampled_from("0123456789./- :TZ+年月日"), max_size=24))
def test_read_of_any_text_gives_a_day_that_was_lived_or_none(text: str) -> None:
    day, problem = read(text)

    assert day is None or (problem == "" and TODAY - timedelta(366 * 121) < day <= TODAY)
