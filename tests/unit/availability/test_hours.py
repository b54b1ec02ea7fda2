"""Wall time into cells: both days on which a clock changes, odd offsets, and which hours count."""

from datetime import date

import pytest

from chalicelib.availability.cells import CELL, first_cell, seconds, week_of
from chalicelib.availability.hours import (
    Days,
    Instants,
    WeeklyHours,
    day_cells,
    off_cells,
    open_cells,
    step_cells,
)
from tests.unit.availability.schedules import utc, wall

MARCH = date(2027, 3, 28)  # 02:00 is followed by 03:00 in Berlin
OCTOBER = date(2027, 10, 31)  # 03:00 is followed by 02:00 in Berlin


def daily(*intervals, **valid):
    return WeeklyHours((intervals,) * 7, **valid)


def worked(hours, zone, day):
    """The day's working time as stretches (start, end) of epoch seconds."""
    cells = day_cells(zone, day, day)
    weeks = range(week_of(cells.start), week_of(cells.stop) + 1)
    opened = seconds(open_cells(tuple(hours), zone, weeks), first_cell(weeks.start))
    today = [s for s in opened if cells.start <= s // CELL < cells.stop]
    starts = [s for s in today if s - CELL not in today]
    return list(zip(starts, [s + CELL for s in today if s + CELL not in today], strict=True))


@pytest.mark.parametrize("zone", ["Europe/Istanbul", "Asia/Kathmandu", "America/New_York", "UTC"])
def test_open_cells_on_an_ordinary_day_are_the_wall_times(zone):
    day = date(2027, 6, 2)

    found = worked([daily(("09:00", "13:00"), ("14:00", "18:00"))], zone, day)

    assert found == [
        (wall(zone, 2027, 6, 2, 9), wall(zone, 2027, 6, 2, 13)),
        (wall(zone, 2027, 6, 2, 14), wall(zone, 2027, 6, 2, 18)),
    ]


def test_open_cells_keep_their_wall_time_when_summer_begins():
    (found,) = worked([daily(("01:00", "09:00"))], "Europe/Berlin", MARCH)

    assert found == (utc(2027, 3, 28, 0), utc(2027, 3, 28, 7))  # seven hours


def test_open_cells_that_the_clock_skips_are_worked_by_nobody():
    assert worked([daily(("02:00", "03:00"))], "Europe/Berlin", MARCH) == []
    (found,) = worked([daily(("02:30", "03:30"))], "Europe/Berlin", MARCH)
    assert found == (utc(2027, 3, 28, 1), utc(2027, 3, 28, 1, 30))


def test_open_cells_that_the_clock_shows_twice_are_worked_twice():
    (through,) = worked([daily(("01:00", "04:00"))], "Europe/Berlin", OCTOBER)
    found = worked([daily(("02:00", "02:30"))], "Europe/Berlin", OCTOBER)

    assert through == (utc(2027, 10, 30, 23), utc(2027, 10, 31, 3))  # four hours
    assert found == [
        (utc(2027, 10, 31, 0), utc(2027, 10, 31, 0, 30)),
        (utc(2027, 10, 31, 1), utc(2027, 10, 31, 1, 30)),
    ]


def test_open_cells_where_the_clock_moves_by_half_an_hour():
    summer_ends, summer_begins = date(2027, 4, 4), date(2027, 10, 3)
    hours = [daily(("01:00", "09:00"))]

    (longer,) = worked(hours, "Australia/Lord_Howe", summer_ends)
    (shorter,) = worked(hours, "Australia/Lord_Howe", summer_begins)

    assert longer[1] - longer[0] == 8.5 * 3600
    assert shorter[1] - shorter[0] == 7.5 * 3600


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", MARCH, 23),
        ("Europe/Berlin", OCTOBER, 25),
        ("Australia/Lord_Howe", date(2027, 4, 4), 24.5),
        ("Africa/Cairo", date(2027, 4, 30), 23),  # begins at one
        ("Africa/Cairo", date(2027, 10, 28), 25),  # its last hour is shown twice
        ("America/Havana", date(2027, 11, 7), 25),  # its first hour is shown twice
        ("Europe/Istanbul", MARCH, 24),
    ],
)
def test_day_cells_are_as_long_as_the_day(zone, day, hours):
    assert len(day_cells(zone, day, day)) == hours * 12


def test_open_cells_round_the_clock_fill_every_day_that_there_is():
    whole = range(week_of(utc(2027, 1, 1) // CELL), week_of(utc(2028, 1, 1) // CELL) + 1)
    for zone in ("Europe/Berlin", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Kiritimati"):
        opened = open_cells((daily(("00:00", "24:00")),), zone, whole)

        assert opened == (1 << len(whole) * 2016) - 1


def test_step_cells_skip_and_repeat_with_the_clock():
    weeks = range(week_of(utc(2027, 3, 22) // CELL), week_of(utc(2027, 11, 7) // CELL))
    hours = seconds(step_cells(12, "Europe/Berlin", weeks), first_cell(weeks.start))

    for day, number in ((MARCH, 23), (OCTOBER, 25)):
        cells = day_cells("Europe/Berlin", day, day)
        assert len([s for s in hours if s // CELL in cells]) == number


def test_step_cells_that_do_not_divide_the_day_begin_anew_at_midnight():
    weeks = range(week_of(utc(2027, 3, 22) // CELL), week_of(utc(2027, 3, 22) // CELL) + 1)
    found = seconds(step_cells(80, "UTC", weeks), first_cell(weeks.start))

    assert [s % 86400 // 3600 for s in found[:8]] == [0, 6, 13, 20] * 2


def test_open_cells_follow_the_hours_whose_validity_began_last():
    usual = daily(("09:00", "17:00"))
    summer = daily(("08:00", "12:00"), valid_from=date(2027, 7, 1), valid_to=date(2027, 8, 31))
    party = daily(valid_from=date(2027, 8, 3), valid_to=date(2027, 8, 3))
    each = [usual, party, summer]

    def hours_on(*day):
        return [(a % 86400 // 3600, b % 86400 // 3600) for a, b in worked(each, "UTC", date(*day))]

    assert hours_on(2027, 6, 30) == [(9, 17)]
    assert hours_on(2027, 7, 1) == hours_on(2027, 8, 31) == [(8, 12)]
    assert hours_on(2027, 8, 3) == []
    assert hours_on(2027, 9, 1) == [(9, 17)]


def test_open_cells_before_and_after_their_dates_are_none():
    only = [daily(("09:00", "17:00"), valid_from=MARCH, valid_to=MARCH)]

    assert worked(only, "UTC", date(2027, 3, 27)) == []
    assert len(worked(only, "UTC", MARCH)) == 1
    assert worked(only, "UTC", date(2027, 3, 29)) == []


def test_open_cells_between_whole_cells_make_the_shift_shorter():
    (found,) = worked([daily(("09:01", "09:59"))], "UTC", MARCH)

    assert found == (utc(2027, 3, 28, 9, 5), utc(2027, 3, 28, 9, 55))


def test_open_cells_of_an_overlap_count_once():
    (found,) = worked([daily(("09:00", "12:00"), ("11:00", "14:00"))], "UTC", MARCH)

    assert found == (utc(2027, 3, 28, 9), utc(2027, 3, 28, 14))


@pytest.mark.parametrize(
    "interval",
    [
        ("18:00", "09:00"),
        ("09:00", "09:00"),
        ("9:00", "10:00"),
        ("09:00", "24:05"),
        ("09:60", "10:00"),
        ("24:00", "24:00"),
        ("", "10:00"),
        ("٠٩:٠٠", "10:00"),
        ("09:00\n", "10:00"),
    ],
)
def test_weekly_hours_in_another_form_are_refused(interval):
    with pytest.raises(ValueError, match=r"HH:MM|begin"):
        daily(interval)


def test_weekly_hours_of_six_days_are_refused():
    with pytest.raises(ValueError, match="seven"):
        WeeklyHours(((),) * 6)


def test_off_cells_round_instants_outward_and_stay_within_the_weeks():
    week = week_of(utc(2027, 3, 22) // CELL)
    weeks = range(week, week + 1)
    monday = first_cell(week)

    touched = off_cells([Instants(utc(2027, 3, 22, 0, 4), utc(2027, 3, 22, 0, 6))], "UTC", weeks)
    outside = off_cells([Instants(utc(2027, 3, 1), utc(2027, 3, 8))], "UTC", weeks)
    across = off_cells([Instants(utc(2027, 3, 1), utc(2027, 4, 8))], "UTC", weeks)
    backwards = off_cells([Instants(utc(2027, 3, 24), utc(2027, 3, 23))], "UTC", weeks)

    assert seconds(touched, monday) == [utc(2027, 3, 22), utc(2027, 3, 22, 0, 5)]
    assert outside == backwards == 0
    assert across == (1 << 2016) - 1


def test_off_cells_of_whole_days_begin_and_end_at_local_midnight():
    weeks = range(week_of(utc(2027, 3, 22) // CELL), week_of(utc(2027, 3, 22) // CELL) + 2)

    found = seconds(
        off_cells([Days(MARCH, MARCH)], "Europe/Berlin", weeks), first_cell(weeks.start)
    )

    assert found[0] == utc(2027, 3, 27, 23)
    assert found[-1] == utc(2027, 3, 28, 22) - CELL
    assert len(found) == 23 * 12
