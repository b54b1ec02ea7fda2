"""Any practitioner, the first free time, and other times for one that was refused."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.availability.model import (
    Resource,
    Search,
    Terms,
    WeeklyHours,
    alternatives,
    choose_practitioner,
    claim,
    find_any,
    find_starts,
    first_start,
    hold,
)
from tests.unit.availability.oracle import FIVE
from tests.unit.availability.schedules import clinics, utc

HOURS = (WeeklyHours(((("09:00", "12:00"),),) * 7),)
SEARCH = Search(Terms(60, step=60), "UTC", date(2027, 3, 24), 2, now=utc(2027, 3, 23))
TEN = utc(2027, 3, 24, 10)
HOUR = 3600


def doctor(name, *starts):
    sheets = {}
    for start in starts:
        sheets |= claim(sheets, SEARCH.cells(start), now=0)
    return Resource(name, HOURS, sheets=sheets)


def offers(found):
    return [(offer.start, offer.practitioner.id) for offer in found]


def test_choose_practitioner_takes_who_has_the_least_that_day():
    full, empty = doctor("full", TEN - HOUR), doctor("empty", TEN + 24 * HOUR)

    assert choose_practitioner(SEARCH, TEN, [full, empty]).id == "empty"


def test_choose_practitioner_of_equals_takes_the_first():
    pair = [doctor("b", TEN - HOUR), doctor("a", TEN + HOUR)]

    assert choose_practitioner(SEARCH, TEN, pair).id == "b"
    assert choose_practitioner(SEARCH, TEN, pair[::-1]).id == "a"


def test_choose_practitioner_counts_what_others_are_booking():
    held = hold({}, SEARCH.cells(TEN - HOUR), "theirs", SEARCH.now, SEARCH.now + 60)
    pair = [Resource("asked", HOURS, sheets=held), doctor("free")]

    assert choose_practitioner(SEARCH, TEN, pair).id == "free"
    assert choose_practitioner(replace(SEARCH, now=SEARCH.now + 60), TEN, pair).id == "asked"


def test_choose_practitioner_counts_the_local_day():
    kiritimati = replace(
        SEARCH, zone="Pacific/Kiritimati"
    )  # the day there began at ten on the 23rd
    nine_there = utc(2027, 3, 23, 19)
    yesterday = doctor("yesterday", utc(2027, 3, 23, 9))
    today = doctor("today", utc(2027, 3, 23, 20))

    assert choose_practitioner(kiritimati, nine_there, [today, yesterday]).id == "yesterday"


def test_choose_practitioner_where_nobody_is_free_takes_none():
    assert choose_practitioner(SEARCH, TEN, [doctor("busy", TEN)]) is None
    assert choose_practitioner(SEARCH, TEN + 60, [doctor("free")]) is None
    assert choose_practitioner(SEARCH, TEN, []) is None
    roomless = replace(SEARCH, terms=replace(SEARCH.terms, needs=("chair",)))
    assert choose_practitioner(roomless, TEN, [doctor("free")]) is None


def test_alternatives_are_the_next_free_times_each_once():
    pair = [doctor("a", TEN), doctor("b", TEN, TEN + HOUR)]

    found = alternatives(SEARCH, TEN, pair)

    tomorrow = TEN + 23 * HOUR
    assert offers(found) == [(TEN + HOUR, "a"), (tomorrow, "a"), (tomorrow + HOUR, "a")]


def test_alternatives_offer_the_same_time_with_a_colleague_first():
    assert offers(alternatives(SEARCH, TEN, [doctor("a", TEN), doctor("b")], n=1)) == [(TEN, "b")]


def test_alternatives_at_the_end_turn_to_the_nearest_before():
    last = TEN + 25 * HOUR

    found = alternatives(SEARCH, last, [doctor("a", last)])

    assert [offer.start for offer in found] == [last - HOUR, last - 2 * HOUR, TEN + HOUR]


def test_alternatives_in_a_full_window_are_none():
    one_day = replace(SEARCH, days=1)
    full = doctor("a", TEN - HOUR, TEN, TEN + HOUR)

    assert alternatives(one_day, TEN, [full]) == []
    assert first_start(one_day, [full]) is None


def test_first_start_is_the_earliest_of_anybody():
    found = first_start(SEARCH, [doctor("late", TEN - HOUR), doctor("early", TEN)])

    assert (found.start, found.practitioner.id) == (TEN - HOUR, "early")


@given(clinics(), st.integers(-1, 4), st.integers(1, 5))
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_alternatives_on_random_clinics_are_free_and_the_nearest(clinic, day, n):
    search, people, rooms = clinic
    practitioners = [person.resource() for person in people]
    resources = [room.resource() for room in rooms]
    start = search.window.start * FIVE + day * 43200

    found = alternatives(search, start, practitioners, resources, n)

    free = find_starts(search, practitioners, resources)
    anyone = sorted({time for times in free.values() for time in times})
    after = [time for time in anyone if time >= start]
    before = [time for time in reversed(anyone) if time < start]
    assert find_any(search, practitioners, resources) == anyone
    assert [offer.start for offer in found] == (after + before)[:n]
    assert all(offer.start in free[offer.practitioner.id] for offer in found)
