"""Which rules remove a time: all of them, no others, and none exactly when the time is free."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.availability.model import (
    Days,
    Instants,
    Resource,
    Rule,
    Search,
    Terms,
    WeeklyHours,
    cells_between,
    choose_rooms,
    claim,
    explain,
    find_starts,
    hold,
)
from tests.unit.availability.oracle import FIVE, broken, obstacles
from tests.unit.availability.schedules import clinics, utc

DAY = date(2027, 3, 24)
NINE = utc(2027, 3, 24, 9)
HOURS = (WeeklyHours(((("08:00", "12:00"),),) * 7),)
SEARCH = Search(Terms(30, 10, 10, needs=("chair",)), "UTC", DAY, 1, now=utc(2027, 3, 24, 6))
DOCTOR = Resource("doctor", HOURS)
CHAIR = Resource("chair", kind="chair")


@given(clinics(), st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_explain_on_random_clinics_equals_the_oracle(clinic, data):
    search, people, rooms = clinic
    window = (search.window.start * FIVE - 3600, search.window.stop * FIVE + 3600)
    resources = [room.resource() for room in rooms]
    seconds = st.one_of(st.integers(*window), st.integers(*window).map(lambda s: s - s % 900))
    for start in data.draw(st.lists(seconds, min_size=20, max_size=20)):
        for person in people:
            reasons = explain(search, start, person.resource(), resources)
            assert reasons == broken(search, start, person, rooms)


@given(clinics())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_explain_finds_nothing_exactly_where_the_search_finds_a_start(clinic):
    search, people, rooms = clinic
    resources = [room.resource() for room in rooms]
    person = people[0].resource()

    found = find_starts(search, [person], resources)[person.id]

    asked = range(search.window.start * FIVE, search.window.stop * FIVE, FIVE)
    assert found == [start for start in asked if not explain(search, start, person, resources)]


def test_explain_of_a_free_time_is_empty():
    assert explain(SEARCH, NINE, DOCTOR, [CHAIR]) == []


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        (NINE + 300, Rule.STEP),
        (NINE + 1, Rule.STEP),
        (utc(2027, 3, 24, 11, 45), Rule.HOURS),
        (utc(2027, 3, 24, 7, 45), Rule.HOURS),
        (utc(2028, 3, 25, 9), Rule.HORIZON),
    ],
)
def test_explain_of_a_time_in_the_wrong_place_names_the_rule(start, rule):
    assert explain(SEARCH, start, DOCTOR, [CHAIR]) == [rule]


def test_explain_of_a_time_too_soon_names_the_notice():
    late = replace(SEARCH, now=NINE + 1)

    assert explain(late, NINE, DOCTOR, [CHAIR]) == [Rule.NOTICE]
    assert explain(replace(late, now=NINE), NINE, DOCTOR, [CHAIR]) == []


def test_explain_of_leave_and_closures_names_them_apart():
    away = replace(DOCTOR, leave=(Instants(NINE + 1799, NINE + 1800),))
    holiday = replace(SEARCH, closures=(Days(DAY, DAY),))

    assert explain(SEARCH, NINE, away, [CHAIR]) == [Rule.LEAVE]
    assert explain(holiday, NINE, DOCTOR, [CHAIR]) == [Rule.CLOSURE]
    assert explain(holiday, NINE, away, [CHAIR]) == [Rule.CLOSURE, Rule.LEAVE]


def test_explain_of_a_neighbour_tells_visit_from_buffer():
    beside = cells_between(NINE + 1800, NINE + 3600)
    over = cells_between(NINE + 1500, NINE + 3600)

    def doctor(sheets):
        return replace(DOCTOR, sheets=sheets)

    def held(cells):
        return hold({}, cells, "theirs", SEARCH.now, SEARCH.now + 60)

    buffered, busy = doctor(claim({}, beside, 0)), doctor(claim({}, over, 0))
    assert explain(SEARCH, NINE, buffered, [CHAIR]) == [Rule.BUFFER]
    assert explain(SEARCH, NINE, busy, [CHAIR]) == [Rule.BUSY, Rule.BUFFER]
    assert explain(SEARCH, NINE, doctor(held(over)), [CHAIR]) == [Rule.HOLD, Rule.BUFFER]
    assert explain(replace(SEARCH, token="theirs"), NINE, doctor(held(over)), [CHAIR]) == []


def test_explain_without_a_free_room_names_the_room():
    taken = replace(CHAIR, sheets=claim({}, SEARCH.visit(NINE), 0))
    shut = replace(CHAIR, leave=(Days(DAY, DAY),))

    assert explain(SEARCH, NINE, DOCTOR, []) == [Rule.ROOM]
    assert explain(SEARCH, NINE, DOCTOR, [taken, shut]) == [Rule.ROOM]
    assert explain(SEARCH, NINE, DOCTOR, [taken, CHAIR]) == []


def test_explain_tells_every_rule_in_one_order():
    away = Resource("doctor", (), (Days(DAY, DAY),), claim({}, SEARCH.cells(NINE), 0))
    search = replace(SEARCH, closures=(Days(DAY, DAY),), now=NINE + 61)

    assert explain(search, NINE + 60, away, []) == [
        rule for rule in Rule if rule not in (Rule.HORIZON, Rule.HOLD)
    ]


def test_choose_rooms_takes_the_first_free_one_of_each_kind():
    search = replace(SEARCH, terms=replace(SEARCH.terms, needs=("chair", "laser")))
    taken = replace(CHAIR, id="taken", sheets=claim({}, search.cells(NINE), 0))
    rooms = [Resource("laser", kind="laser"), taken, CHAIR, replace(CHAIR, id="other")]

    assert [room.id for room in choose_rooms(search, NINE, rooms)] == ["laser", "chair"]
    assert choose_rooms(search, NINE, rooms[:2]) is None
    assert choose_rooms(replace(search, terms=Terms(30)), NINE, rooms) == []


@given(clinics())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_choose_rooms_takes_only_rooms_that_are_free(clinic):
    search, _, rooms = clinic
    by_id = {room.id: room for room in rooms}
    for start in range(search.window.start * FIVE, search.window.stop * FIVE, 7200):
        chosen = choose_rooms(search, start, [room.resource() for room in rooms])
        for room in chosen or ():
            assert not obstacles(search, start, by_id[room.id])
        if chosen is not None:
            assert {room.kind for room in chosen} == set(search.terms.needs)
