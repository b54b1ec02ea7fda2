"""Cells, weeks, and sets of cells as integers, each against the plain way of saying it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.availability.cells import (
    CELL,
    WEEK,
    cells_between,
    count,
    first_cell,
    run,
    seconds,
    span,
    spread,
    week_name,
    week_of,
    weeks_of,
)
from tests.unit.availability.schedules import utc

SETS = st.integers(0, (1 << 200) - 1)


@given(st.integers(-(10**9), 4 * 10**9))
def test_week_of_a_cell_is_its_iso_week(second):
    week = week_of(second // CELL)
    year, number, weekday = datetime.fromtimestamp(second, UTC).isocalendar()

    monday = datetime.fromtimestamp(first_cell(week) * CELL, UTC)
    assert (monday.weekday(), monday.hour, monday.minute) == (0, 0, 0)
    assert week_name(week) == f"{year}-W{number:02}"
    assert first_cell(week) <= second // CELL < first_cell(week + 1)
    assert first_cell(week + 1) - first_cell(week) == WEEK
    assert (second // CELL - first_cell(week)) // 288 + 1 == weekday


def test_week_name_at_the_turn_of_a_year_follows_the_calendar():
    assert week_name(week_of(utc(2027, 1, 3) // CELL)) == "2026-W53"
    assert week_name(week_of(utc(2027, 1, 4) // CELL)) == "2027-W01"


def test_weeks_of_a_stretch_end_with_its_last_cell():
    monday = first_cell(week_of(utc(2027, 3, 22) // CELL))

    assert len(weeks_of(range(monday, monday + WEEK))) == 1
    assert len(weeks_of(range(monday - 1, monday + 1))) == 2
    assert len(weeks_of(range(monday, monday + WEEK + 1))) == 2


@pytest.mark.parametrize(("minutes", "cells"), [(0, 0), (1, 1), (5, 1), (6, 2), (30, 6), (31, 7)])
def test_count_takes_a_begun_cell_as_a_whole_one(minutes, cells):
    assert count(minutes) == cells


def test_cells_between_instants_are_those_touched():
    assert cells_between(600, 1200) == range(2, 4)
    assert cells_between(601, 1201) == range(2, 5)
    assert len(cells_between(600, 600)) == len(cells_between(601, 601)) == 0
    assert len(cells_between(899, 601)) == 0


@given(st.integers(-50, 250), st.integers(-50, 250))
def test_span_is_cut_at_bit_zero_and_never_negative(first, end):
    assert span(first, end) == sum(1 << bit for bit in range(max(first, 0), end))


@given(SETS, st.integers(1, 30))
def test_run_finds_the_beginnings_of_enough_cells_in_a_row(cells, length):
    whole = [i for i in range(200) if all(cells >> i + j & 1 for j in range(length))]

    assert seconds(run(cells, length), 0) == [CELL * i for i in whole]


@given(SETS, st.integers(1, 30))
def test_spread_finds_the_beginnings_of_rows_that_meet_the_set(cells, length):
    met = [i for i in range(200) if any(cells >> i + j & 1 for j in range(length))]

    assert seconds(spread(cells, length), 0) == [CELL * i for i in met]


@given(SETS, st.integers(-(10**6), 10**7))
def test_seconds_are_the_cells_from_the_origin(cells, origin):
    expected = [CELL * (origin + bit) for bit in range(200) if cells >> bit & 1]

    assert seconds(cells, origin) == expected
