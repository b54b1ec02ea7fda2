"""Claims, releases and holds: never two in one cell, and nothing left behind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.availability.cells import WEEK, first_cell, week_of
from chalicelib.availability.model import (
    Hold,
    Refusal,
    Rule,
    Sheet,
    claim,
    free_hold,
    hold,
    move,
    release,
)
from tests.unit.availability.oracle import booked_cells as booked

WEDNESDAY = first_cell(2985) + 2 * 288
SUNDAY_NIGHT = range(first_cell(2986) - 3, first_cell(2986) + 4)
NOW = 1_800_000_000


def test_claim_of_free_cells_books_them_and_nothing_else():
    cells = range(WEDNESDAY, WEDNESDAY + 6)

    changed = claim({}, cells, NOW)

    assert booked(changed) == set(cells)
    assert changed.keys() == {2985}


def test_claim_over_the_end_of_a_week_changes_both_sheets():
    changed = claim({}, SUNDAY_NIGHT, NOW)

    assert booked(changed) == set(SUNDAY_NIGHT)
    assert changed.keys() == {2985, 2986}


@pytest.mark.parametrize("shift", [-5, -1, 0, 1, 5])
def test_claim_that_overlaps_is_refused_with_the_first_cell_that_does(shift):
    first = range(WEDNESDAY, WEDNESDAY + 6)
    sheets = claim({}, first, NOW)

    refused = claim(sheets, range(WEDNESDAY + shift, WEDNESDAY + shift + 6), NOW)

    assert refused == Refusal(Rule.BUSY, max(WEDNESDAY, WEDNESDAY + shift))
    assert booked(sheets) == set(first)


@pytest.mark.parametrize("shift", [-6, 6])
def test_claim_beside_another_is_granted(shift):
    sheets = claim({}, range(WEDNESDAY, WEDNESDAY + 6), NOW)

    changed = claim(sheets, range(WEDNESDAY + shift, WEDNESDAY + shift + 6), NOW)

    assert len(booked(changed)) == 12


def test_claim_refused_by_the_second_week_takes_nothing_of_the_first():
    sheets = claim({}, range(SUNDAY_NIGHT.stop - 1, SUNDAY_NIGHT.stop), NOW)

    refused = claim(sheets, SUNDAY_NIGHT, NOW)

    assert refused == Refusal(Rule.BUSY, SUNDAY_NIGHT.stop - 1)
    assert len(booked(sheets)) == 1


def test_claim_of_cells_that_another_holds_is_refused_until_the_hold_expires():
    cells = range(WEDNESDAY, WEDNESDAY + 6)
    sheets = hold({}, cells, "mine", NOW, NOW + 300)

    assert claim(sheets, cells, NOW + 299, "theirs") == Refusal(Rule.HOLD, WEDNESDAY)
    assert claim(sheets, cells, NOW + 299) == Refusal(Rule.HOLD, WEDNESDAY)
    late = claim(sheets, cells, NOW + 300, "theirs")
    assert booked(late) == set(cells)
    assert late[2985].holds == ()


def test_claim_with_its_own_hold_consumes_it_everywhere():
    sheets = hold({}, SUNDAY_NIGHT, "mine", NOW, NOW + 300)
    elsewhere = range(WEDNESDAY, WEDNESDAY + 6)

    changed = claim(sheets, elsewhere, NOW, "mine")

    assert booked(changed) == set(elsewhere)
    assert [sheet.holds for sheet in changed.values()] == [(), ()]


def test_claim_keeps_the_live_holds_of_others_and_the_version():
    other = range(WEDNESDAY + 20, WEDNESDAY + 26)
    sheets = hold({2985: Sheet(2985, version=7)}, other, "theirs", NOW, NOW + 300)

    changed = claim(sheets, range(WEDNESDAY, WEDNESDAY + 6), NOW, "mine")

    assert changed[2985].holds == (Hold("theirs", other.start, 6, NOW + 300),)
    assert changed[2985].version == 7


@pytest.mark.parametrize("cells", [range(5, 5), range(5, 3), range(0, 10, 2)])
def test_claim_of_no_stretch_is_an_error(cells):
    with pytest.raises(ValueError, match="stretch"):
        claim({}, cells, NOW)


def test_release_restores_the_sheets():
    before = claim({}, range(SUNDAY_NIGHT.start - 6, SUNDAY_NIGHT.start), NOW)
    after = {**before, **claim(before, SUNDAY_NIGHT, NOW)}

    released = {**after, **release(after, SUNDAY_NIGHT)}

    assert released == {**before, 2986: Sheet(2986)}


def test_release_of_cells_that_are_not_all_booked_is_an_error():
    sheets = claim({}, range(WEDNESDAY, WEDNESDAY + 6), NOW)

    with pytest.raises(ValueError, match="booked"):
        release(sheets, range(WEDNESDAY + 1, WEDNESDAY + 7))
    with pytest.raises(ValueError, match="booked"):
        release({}, range(WEDNESDAY, WEDNESDAY + 6))


def test_move_may_overlap_the_place_that_it_leaves():
    old = range(WEDNESDAY, WEDNESDAY + 6)
    sheets = claim({}, old, NOW)

    changed = move(sheets, old, range(WEDNESDAY + 3, WEDNESDAY + 9), NOW)

    assert booked(changed) == set(range(WEDNESDAY + 3, WEDNESDAY + 9))


def test_move_to_another_week_changes_both_sheets():
    old = range(WEDNESDAY, WEDNESDAY + 6)
    sheets = claim({}, old, NOW)

    changed = move(sheets, old, range(WEDNESDAY + WEEK, WEDNESDAY + WEEK + 6), NOW)

    assert changed.keys() == {2985, 2986}
    assert changed[2985].busy == 0


def test_move_onto_another_visit_is_refused():
    old = range(WEDNESDAY, WEDNESDAY + 6)
    sheets = claim(claim({}, old, NOW), range(WEDNESDAY + 6, WEDNESDAY + 12), NOW)

    refused = move(sheets, old, range(WEDNESDAY + 3, WEDNESDAY + 9), NOW)

    assert refused == Refusal(Rule.BUSY, WEDNESDAY + 6)
    assert len(booked(sheets)) == 12


def test_hold_of_another_time_gives_up_the_first():
    sheets = hold({}, SUNDAY_NIGHT, "mine", NOW, NOW + 300)

    changed = hold(sheets, range(WEDNESDAY, WEDNESDAY + 6), "mine", NOW, NOW + 400)

    assert changed[2985].holds == (Hold("mine", WEDNESDAY, 6, NOW + 400),)
    assert changed[2986].holds == ()


def test_hold_of_the_same_cells_prolongs():
    cells = range(WEDNESDAY, WEDNESDAY + 6)
    sheets = hold({}, cells, "mine", NOW, NOW + 300)

    changed = hold(sheets, cells, "mine", NOW + 200, NOW + 500)

    assert changed[2985].holds == (Hold("mine", WEDNESDAY, 6, NOW + 500),)


def test_hold_of_booked_or_held_cells_is_refused():
    cells = range(WEDNESDAY, WEDNESDAY + 6)

    assert hold(claim({}, cells, NOW), cells, "mine", NOW, NOW + 9) == Refusal(Rule.BUSY, WEDNESDAY)
    theirs = hold({}, cells, "theirs", NOW, NOW + 9)
    assert hold(theirs, cells, "mine", NOW, NOW + 9) == Refusal(Rule.HOLD, WEDNESDAY)


@pytest.mark.parametrize("token", ["", "x" * 256, "ё" * 128])
def test_hold_with_no_fit_token_is_an_error(token):
    with pytest.raises(ValueError, match="token"):
        hold({}, SUNDAY_NIGHT, token, NOW, NOW + 300)


def test_free_hold_leaves_those_of_others():
    sheets = hold({}, SUNDAY_NIGHT, "mine", NOW, NOW + 300)
    sheets |= hold(sheets, range(WEDNESDAY, WEDNESDAY + 6), "theirs", NOW, NOW + 300)

    changed = free_hold(sheets, "mine")

    assert [each.token for each in changed[2985].holds] == ["theirs"]
    assert changed[2986].holds == ()
    assert free_hold(sheets, "nobody") == {}


holds_of = st.builds(
    Hold,
    token=st.text(min_size=1, max_size=60),
    first=st.integers(first_cell(2985), first_cell(2986) - 1),
    length=st.integers(1, WEEK),
    expires_at=st.integers(0, 2**32 - 1),
)


@given(st.integers(0, (1 << WEEK) - 1), st.lists(holds_of, max_size=5), st.integers(0, 10**6))
def test_sheet_survives_its_bytes(busy, holds, version):
    sheet = Sheet(2985, busy, tuple(holds), version)

    assert Sheet.from_bytes(2985, sheet.to_bytes(), version) == sheet


def test_sheet_without_holds_is_252_bytes_with_monday_first():
    data = Sheet(2985, busy=0b101).to_bytes()

    assert data == bytes([0b101]) + bytes(251)


def test_claims_of_many_for_overlapping_times_leave_one_winner():
    sheets, won = {}, 0
    for client in range(24):
        start = WEDNESDAY + client % 6
        answer = claim(sheets, range(start, start + 6), NOW)
        if not isinstance(answer, Refusal):
            won, sheets = won + 1, sheets | answer

    assert won == 1
    assert len(booked(sheets)) == 6
    assert week_of(min(booked(sheets))) == 2985
