"""What all rows of a file tell about one of them, and any row at all."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.imports.model import (
    FIELDS,
    Accepted,
    Plan,
    Row,
    Sheet,
)
from chalicelib.imports.rows import LONGEST, read_row, survey
from tests.unit.imports.reading import PHONE, TURKEY, read

# How long an example takes says nothing here, and the machine may be busy.
UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))


def surveyed(titles: tuple[str, ...], mapping: dict[str, int], *rows: tuple[str, ...]) -> Plan:
    numbered = tuple(Row(i + 2, row) for i, row in enumerate(rows))
    return survey(Sheet("csv", titles, 1, numbered), mapping, TURKEY)


def test_survey_settles_the_order_of_dates_over_all_rows() -> None:
    rows = [("Ali", "03/12/1985"), ("Can", "12/25/1990")]

    plan = surveyed(("Ad", "Doğum"), {"full_name": 0, "birth_date": 1}, *rows)
    result = read_row(Row(2, rows[0]), plan)

    assert (plan.date_order, plan.remarks) == ("mdy", ())
    assert isinstance(result, Accepted)
    assert result.draft.birth_date == date(1985, 3, 12)


def test_survey_of_days_that_could_be_months_remarks_it() -> None:
    rows = [("Ali", "03/12/1985"), ("Can", "12/05/1990")]

    plan = surveyed(("Ad", "Doğum"), {"full_name": 0, "birth_date": 1}, *rows)

    assert (plan.date_order, plan.remarks) == ("dmy", ("ambiguous_dates",))


@pytest.mark.parametrize(
    ("values", "genders"), [(["F", "N"], ["male", "female"]), (["F", "M"], ["female", "male"])]
)
def test_survey_tells_what_f_stands_for(values: list[str], genders: list[str]) -> None:
    rows = [("Ali Öz", "7", value) for value in values]
    plan = surveyed(("Név", "Kód", "Nem"), {"full_name": 0, "external_id": 1, "gender": 2}, *rows)

    results = [read_row(Row(2, row), plan) for row in rows]

    assert [r.draft.gender for r in results if isinstance(r, Accepted)] == genders


def test_survey_of_a_title_with_the_family_name_first_splits_names_so() -> None:
    row = ("Yılmaz Ayşe Nur", "7")

    plan = surveyed(("Soyadı Adı", "Kod"), {"full_name": 0, "external_id": 1}, row)
    result = read_row(Row(2, row), plan)

    assert isinstance(result, Accepted)
    assert (result.draft.given_name, result.draft.family_name) == ("Ayşe Nur", "Yılmaz")


@settings(UNHURRIED)
@given(
    st.dictionaries(st.sampled_from(FIELDS), st.integers(0, 30), max_size=5),
    st.lists(st.text(max_size=5), max_size=4),
    st.sampled_from(["dmy", "mdy", "ymd"]),
    st.sampled_from([None, True, False]),
)
def test_plan_goes_through_json_unchanged(
    mapping: dict[str, int], titles: list[str], order: str, family_first: bool | None
) -> None:
    plan = Plan(mapping, tuple(titles), TURKEY, order, family_first, True, ("mixed_dates",))

    assert Plan.of_json(json.loads(json.dumps(plan.as_json()))) == plan


CELLS: st.SearchStrategy[str] = st.text(max_size=20) | st.sampled_from(
    [PHONE, "12.03.1985", "Ayşe Yılmaz", "E", "evet", "1985", "5,3E+09", "a@example.com", "Dr."]
)


@settings(UNHURRIED)
@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, CELLS)))
def test_read_of_any_row_accepts_what_a_card_can_hold_or_refuses(values: dict[str, Any]) -> None:
    result = read(values)

    if isinstance(result, Accepted):
        made = result.draft
        assert made.given_name
        assert made.phones or made.external_id or made.birth_date
        assert len(made.note) <= LONGEST["note"]
        assert max(len(made.given_name), len(made.family_name)) <= LONGEST["name"]
    else:
        assert result.reason
