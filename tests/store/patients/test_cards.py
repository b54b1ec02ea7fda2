"""A phone number is a way to somebody, not who they are; a changed card is found as it is now."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.errors import Conflict, Invalid, VersionChanged
from chalicelib.patients import actions, store
from chalicelib.patients.model import Patient, PatientDraft
from chalicelib.patients.search import search

NUMBER = "+905551110100"


def _found(ctx: Context, query: str, limit: int = 100) -> list[str]:
    """Ids page by page, as they come."""
    found: list[str] = []
    cursor: str | None = None
    for _ in range(60):
        page = search(ctx, query, limit, cursor)
        assert len(page.items) <= limit
        found += [hit.id for hit in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return found
    raise AssertionError("the list has no end")


def _make(
    ctx: Context, given: str, family: str = "", number: str | None = NUMBER, **more: Any
) -> Patient:
    return actions.match_or_create(ctx, PatientDraft(given, family, number, **more))


def test_same_name_and_number_is_one_person_however_written(ctx: Context) -> None:
    first = _make(ctx, "Şükrü", "İçten", "0555 111 01 00")

    assert _make(ctx, "sukru", "ICTEN", "+90 555 111-0100").id == first.id


def test_family_shares_a_number_and_stays_apart(ctx: Context) -> None:
    people = [_make(ctx, name, "Example") for name in ("Ada", "Bo", "Cy")]

    assert len({each.id for each in people}) == 3
    assert {p.id for p in actions.find_by_phone(ctx, NUMBER)} == {p.id for p in people}


def test_namesakes_with_other_birth_dates_stay_apart(ctx: Context) -> None:
    father = _make(ctx, "Ada", "Example", birth_date=date(1960, 1, 1))

    assert _make(ctx, "Ada", "Example", birth_date=date(1990, 1, 1)).id != father.id
    assert _make(ctx, "Ada", "Example", birth_date=date(1960, 1, 1)).id == father.id


def test_missing_details_are_added_and_known_ones_kept(ctx: Context) -> None:
    first = _make(ctx, "Ada", "Example", email="ada@example.com")

    again = _make(ctx, "Ada", "Example", email="new@example.com", birth_date=date(1980, 1, 1))

    assert (again.id, again.email) == (first.id, "ada@example.com")
    assert again.birth_date == date(1980, 1, 1)


def test_card_that_was_renamed_is_not_who_had_its_name(ctx: Context) -> None:
    """Somebody typed Ada for Bo; staff put the card right; then Ada comes."""
    card = _make(ctx, "Ada", "Example")
    actions.update(ctx, card.id, {"given_name": "Bo"}, card.version)

    ada = _make(ctx, "Ada", "Example")

    assert ada.id != card.id
    assert (ada.given_name, actions.get(ctx, card.id).given_name) == ("Ada", "Bo")
    assert _make(ctx, "Ada", "Example").id == ada.id


def test_same_request_makes_one_card(ctx: Context) -> None:
    keyed = replace(ctx, key="one", digest="body")
    made = actions.create(keyed, actions.new_card(keyed, PatientDraft("Ada")))

    assert actions.create(keyed, actions.new_card(keyed, PatientDraft("Ada"))).id == made.id
    with pytest.raises(Conflict):
        actions.create(replace(keyed, digest="another"), made)


def test_old_pointers_are_gone_after_a_change(ctx: Context) -> None:
    card = _make(ctx, "Ada", "Example", birth_date=date(1980, 1, 1))

    changes = {"family_name": "Sample", "phones": ("+905551110155",), "birth_date": None}
    actions.update(ctx, card.id, changes, card.version)

    assert [_found(ctx, q) for q in ("Example", "0555 111 01 00", "0100", "1980-01-01")] == [[]] * 4
    assert [_found(ctx, q) for q in ("sam", "0555 111 01 55", "0155")] == [[card.id]] * 3


def test_stale_or_impossible_change_changes_nothing(ctx: Context) -> None:
    card = _make(ctx, "Ada", "Example")
    tomorrow = clock.now().date() + timedelta(days=2)

    with pytest.raises(VersionChanged):
        actions.update(ctx, card.id, {"given_name": "Bo"}, 7)
    with pytest.raises(Invalid):
        actions.update(ctx, card.id, {"birth_date": tomorrow}, card.version)
    assert actions.get(ctx, card.id) == card


@pytest.mark.parametrize(
    ("query", "given", "family"),
    [
        ("ada exa", "Ada", "Example"), ("exa ada", "Ada", "Example"), ("ICTEN", "Şükrü", "İçten"),
        ("içt şük", "Şükrü", "İçten"), ("ив пет", "Иван", "Петров"), ("Йорд", "Йордан", "Петров"),
        ("小明", "小明", "王"), ("王小", "小明", "王"), ("明", "小明", "王"),
        ("obrien", "Ada", "O'Brien"), ("brien", "Ada", "O'Brien"), ("anna-ma", "Anna-Maria", "Ex"),
    ],
)  # fmt: skip
def test_person_is_found_by_parts_of_the_name(
    ctx: Context, query: str, given: str, family: str
) -> None:
    language = "zh" if family == "王" else "en"
    card = _make(ctx, given, family, language=language)
    _make(ctx, "Somebody", "Else", "+905551110177")

    assert set(_found(ctx, query)) == {card.id}


def test_russian_patient_who_reads_chinese_is_found_by_both_names(ctx: Context) -> None:
    card = _make(ctx, "Иван", "Петров", language="zh")

    assert card.name == "Иван Петров"
    assert _found(ctx, "петров иван") == [card.id]


@pytest.mark.parametrize(
    "query",
    ["+905551110100", "0555 111 01 00", "(555) 111-0100", "1110100", "0100", "90 555 1110100"],
)
def test_person_is_found_by_number_in_any_spelling(ctx: Context, query: str) -> None:
    card = _make(ctx, "Ada")
    _make(ctx, "Bo", number="+905552220177")

    assert _found(ctx, query) == [card.id]


@pytest.mark.parametrize(
    "query",
    [
        "1980-04-05", "5.4.1980", "05/04/1980", "1980.04.05", "1980. 04. 05.", "5 Apr 1980",
        "5 Nisan 1980", "5 апреля 1980 г.", "1980. ápr. 5.", "1980年4月5日",
    ],
)  # fmt: skip
def test_person_is_found_by_birth_date_as_people_write_it(ctx: Context, query: str) -> None:
    card = _make(ctx, "Ada", birth_date=date(1980, 4, 5))
    _make(ctx, "Bo", birth_date=date(1980, 5, 4))

    assert _found(ctx, query) == [card.id]
    assert _found(ctx, "1980-13-40") == []


@pytest.mark.parametrize("query", ["Fam", "Fam Per", "", "0555 111 01 00", "1110100"])
@pytest.mark.parametrize("limit", [1, 3, 100])
def test_every_page_together_shows_everybody_once(ctx: Context, query: str, limit: int) -> None:
    people = {_make(ctx, f"Person{n}", "Family").id for n in range(7)}

    found = _found(ctx, query, limit)

    assert sorted(found) == sorted(people)


@pytest.mark.parametrize("query", ["an", "ann", "anna", "an ex", "王", "1110100", "0100"])
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_person_with_words_and_numbers_alike_is_shown_once(
    ctx: Context, query: str, limit: int
) -> None:
    names = [("Anna Anne", "Exann Annan"), ("小明", "王"), ("王", "王明")]
    people = [
        Patient(f"p{n}", given, clock.now(), family) for n, (given, family) in enumerate(names)
    ]
    for each in people:
        store.create(ctx, replace(each, phones=(NUMBER, "+445551110100", "+365552220100")))
    wanted = {0} if query.startswith("a") else {1, 2} if query == "王" else {0, 1, 2}

    found = _found(ctx, query, limit)

    assert sorted(found) == [f"p{n}" for n in sorted(wanted)]


def test_part_of_any_number_of_a_card_finds_it(ctx: Context) -> None:
    card = replace(_make(ctx, "Ada"), phones=(NUMBER, "+905552227788"), version=2)
    store.replace(ctx, actions.get(ctx, card.id), card)

    assert [_found(ctx, q) for q in ("1110100", "2227788", "7788", "3337788")] == [
        [card.id], [card.id], [card.id], [],
    ]  # fmt: skip


def test_number_that_is_taken_off_shows_the_person_by_the_other_again(ctx: Context) -> None:
    both = replace(_make(ctx, "Ada"), phones=("+365551110100", NUMBER), version=2)
    store.replace(ctx, actions.get(ctx, both.id), both)
    one = replace(both, phones=(NUMBER,), version=3)

    store.replace(ctx, both, one)

    assert _found(ctx, "1110100") == [both.id]


def test_newest_list_goes_on_over_years_without_a_gap(ctx: Context) -> None:
    now = clock.now().replace(microsecond=0)
    cards = [Patient(f"p{n:02d}", f"P{n}", now - timedelta(days=31 * n)) for n in range(40)]
    for card in cards:
        store.create(ctx, card)

    assert _found(ctx, "", 25) == [card.id for card in cards]


@pytest.mark.parametrize("cursor", ["x", "9999-99~x", "2027-01~e30", "~", "é"])
def test_cursor_of_nothing_is_refused(ctx: Context, cursor: str) -> None:
    with pytest.raises(Invalid):
        search(ctx, "", 10, cursor)


def test_consent_is_kept_with_its_source_and_not_taken_back_by_an_empty_box(ctx: Context) -> None:
    card = _make(ctx, "Ada")

    actions.record_consent(ctx, card.id, marketing_sms=False, source="widget")
    assert actions.get(ctx, card.id).consents == {}
    actions.record_consent(ctx, card.id, marketing_sms=True, source="widget")
    actions.record_consent(ctx, card.id, marketing_sms=False, source="widget")

    given = actions.get(ctx, card.id).consents["marketing_sms"]
    assert (given.given, given.source) == (True, "widget")


def test_other_clinic_finds_nobody(ctx: Context, other: Context) -> None:
    _make(ctx, "Ada", "Example", birth_date=date(1980, 1, 1))

    assert [_found(other, q) for q in ("", "ada", NUMBER, "0100", "1980-01-01")] == [[]] * 5


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.text(max_size=30))
def test_any_question_has_an_answer(ctx: Context, query: str) -> None:
    assert search(ctx, query, 5, None).items == []
