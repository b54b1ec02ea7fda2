"""Free starts against the naive telling of the rules, and the rules' edges by name."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from chalicelib.availability.model import (
    Days,
    Instants,
    Resource,
    Search,
    Terms,
    WeeklyHours,
    claim,
    find_any,
    find_starts,
    hold,
)
from tests.unit.availability.oracle import free_starts
from tests.unit.availability.schedules import clinics, utc, wall

UTC_DAY = date(2027, 3, 24)  # a Wednesday
NINE_TO_ONE = (WeeklyHours(((("09:00", "13:00"),),) * 7),)
NEVER = (WeeklyHours(((),) * 7),)


def equals_the_oracle(clinic):
    search, people, rooms = clinic
    found = find_starts(search, [p.resource() for p in people], [r.resource() for r in rooms])
    assert found == {p.id: free_starts(search, p, rooms) for p in people}


@given(clinics())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_find_starts_on_random_clinics_equals_the_oracle(clinic):
    equals_the_oracle(clinic)


@pytest.mark.long
@given(clinics())
@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
def test_find_starts_on_thousands_of_clinics_equals_the_oracle(clinic):
    equals_the_oracle(clinic)


def on_day(terms=None, day=UTC_DAY, **asked):
    now = asked.pop("now", utc(2027, 3, 20))
    return Search(terms or Terms(30), "UTC", day, 1, now, **asked)


def clocks(starts):
    return [f"{start // 3600 % 24:02}:{start // 60 % 60:02}" for start in starts]


def starts_of(search, resource, *rooms):
    return clocks(find_starts(search, [resource], rooms)[resource.id])


def test_find_starts_of_a_visit_ends_with_the_working_hours():
    found = starts_of(on_day(Terms(60, step=30)), Resource("d", NINE_TO_ONE))

    assert found == ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "12:00"]


def test_find_starts_over_a_lunch_break_leaves_it_out():
    hours = (WeeklyHours(((("09:00", "10:00"), ("10:30", "11:30")),) * 7),)

    found = starts_of(on_day(Terms(45)), Resource("d", hours))

    assert found == ["09:00", "09:15", "10:30", "10:45"]


def test_find_starts_of_a_night_shift_runs_over_midnight():
    hours = (WeeklyHours(((("00:00", "01:00"), ("23:00", "24:00")),) * 7),)

    found = starts_of(on_day(Terms(60, step=30)), Resource("d", hours))

    assert found == ["00:00", "23:00", "23:30"]


def test_find_starts_with_buffers_reach_beyond_hours_but_into_no_visit():
    search = on_day(Terms(120, buffer_before=20, buffer_after=20, step=60))
    doctor = Resource("d", NINE_TO_ONE)
    early = claim({}, range(utc(2027, 3, 24, 8, 35) // 300, utc(2027, 3, 24, 8, 45) // 300), 0)
    late = claim({}, range(utc(2027, 3, 24, 13, 15) // 300, utc(2027, 3, 24, 13, 25) // 300), 0)

    assert starts_of(search, doctor) == ["09:00", "10:00", "11:00"]
    assert starts_of(search, replace(doctor, sheets=early)) == ["10:00", "11:00"]
    assert starts_of(search, replace(doctor, sheets=late)) == ["09:00", "10:00"]


def test_find_starts_rounds_odd_minutes_up():
    odd = on_day(Terms(58, buffer_before=1, buffer_after=9, step=28))
    round_ = on_day(Terms(60, buffer_before=5, buffer_after=10, step=30))

    doctor = Resource("d", NINE_TO_ONE)
    assert starts_of(odd, doctor) == starts_of(round_, doctor)


def test_find_starts_on_sunday_night_meets_a_visit_of_the_next_week():
    sunday = date(2027, 3, 28)
    search = on_day(Terms(30, buffer_after=30, step=30), day=sunday)
    monday = claim({}, search.visit(utc(2027, 3, 29, 0, 15)), now=0)

    found = starts_of(search, Resource("d", sheets=monday))

    assert len(search.weeks) == 2
    assert found[-2:] == ["22:30", "23:00"]  # 23:30 would need Monday until 00:30


def test_find_starts_on_monday_morning_meets_a_visit_of_the_week_before():
    search = on_day(Terms(30, buffer_before=30, step=30), day=date(2027, 3, 29))
    sunday = claim({}, search.visit(utc(2027, 3, 28, 23, 15)), now=0)

    found = starts_of(search, Resource("d", sheets=sunday))

    assert len(search.weeks) == 2
    assert found[:2] == ["00:30", "01:00"]  # 00:00 would need Sunday from 23:30


def test_find_starts_with_notice_begins_with_the_first_whole_step():
    now = utc(2027, 3, 24, 9, 1)

    assert starts_of(on_day(Terms(30), now=now), Resource("d", NINE_TO_ONE))[0] == "09:15"
    assert (
        starts_of(on_day(Terms(30, notice=14), now=now), Resource("d", NINE_TO_ONE))[0] == "09:15"
    )
    assert (
        starts_of(on_day(Terms(30, notice=15), now=now), Resource("d", NINE_TO_ONE))[0] == "09:30"
    )


def test_find_starts_ends_with_the_last_local_day_of_the_horizon():
    search = Search(Terms(30, horizon=2), "Asia/Kathmandu", UTC_DAY, 5, utc(2027, 3, 24, 18, 14))

    found = find_starts(search, [Resource("d")])["d"]

    assert found[-1] == wall("Asia/Kathmandu", 2027, 3, 26, 23, 45)  # 23:59 on the 24th there
    later = replace(search, now=search.now + 60)
    assert find_starts(later, [Resource("d")])["d"][-1] == wall(
        "Asia/Kathmandu", 2027, 3, 27, 23, 45
    )


def test_find_starts_of_a_hold_shuts_out_others_until_it_expires():
    nine = utc(2027, 3, 24, 9)
    search = on_day(Terms(240))
    sheets = hold({}, search.cells(nine), "mine", now=0, expires_at=search.now + 300)
    doctor = Resource("d", NINE_TO_ONE, sheets=sheets)

    assert starts_of(search, doctor) == []
    assert starts_of(replace(search, token="mine"), doctor) == ["09:00"]
    assert starts_of(replace(search, now=search.now + 299), doctor) == []
    assert starts_of(replace(search, now=search.now + 300), doctor) == ["09:00"]


def test_find_starts_on_a_holiday_finds_nothing():
    search = on_day(closures=(Days(UTC_DAY, UTC_DAY),))

    assert starts_of(search, Resource("d", NINE_TO_ONE)) == []


def test_find_starts_on_half_a_day_of_leave_finds_the_other_half():
    away = Instants(utc(2027, 3, 24, 10, 1), utc(2027, 3, 24, 23))
    doctor = Resource("d", NINE_TO_ONE, leave=(away,))

    assert starts_of(on_day(), doctor) == ["09:00", "09:15", "09:30"]


def test_find_starts_that_need_a_room_take_any_one_that_is_free_throughout():
    search = on_day(Terms(120, step=60, needs=("chair",)))
    doctor = Resource("d", NINE_TO_ONE)
    until_eleven = claim({}, search.cells(utc(2027, 3, 24, 9)), now=0)
    from_eleven = claim({}, search.cells(utc(2027, 3, 24, 11)), now=0)
    first = Resource("1", sheets=until_eleven, kind="chair")
    second = Resource("2", sheets=from_eleven, kind="chair")

    # At ten the visit would have to change rooms.
    assert starts_of(search, doctor, first, second) == ["09:00", "11:00"]
    assert starts_of(search, doctor, first, Resource("3", kind="laser")) == ["11:00"]
    assert starts_of(search, doctor) == []


def test_find_starts_with_two_needs_wants_one_of_each():
    search = on_day(Terms(240, needs=("chair", "laser")))
    chair, laser = Resource("1", kind="chair"), Resource("2", kind="laser")

    assert starts_of(search, Resource("d", NINE_TO_ONE), chair, laser) == ["09:00"]
    assert starts_of(search, Resource("d", NINE_TO_ONE), chair) == []


def test_find_starts_without_any_hours_finds_nothing():
    assert starts_of(on_day(), Resource("d", NEVER)) == []
    assert starts_of(on_day(), Resource("d", ())) == []


def test_find_any_unites_what_the_practitioners_have():
    search = on_day(Terms(240))
    early = Resource("early", (WeeklyHours(((("06:00", "10:00"),),) * 7),))

    assert clocks(find_any(search, [early, Resource("d", NINE_TO_ONE)])) == ["06:00", "09:00"]
    assert find_any(search, []) == []


@pytest.mark.parametrize(
    ("terms", "wrong"),
    [
        ({"duration": 0}, "length"),
        ({"duration": -5}, "length"),
        ({"duration": 30, "step": 0}, "step"),
        ({"duration": 30, "buffer_after": -5}, "buffer"),
    ],
)
def test_terms_that_make_no_visit_are_refused(terms, wrong):
    with pytest.raises(ValueError, match=wrong):
        Terms(**terms)


def test_search_without_a_day_is_refused():
    with pytest.raises(ValueError, match="day"):
        Search(Terms(30), "UTC", UTC_DAY, 0, 0)
