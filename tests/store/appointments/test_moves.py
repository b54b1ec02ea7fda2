"""Moving a visit: once, wholly, within its rules, and never in its own way."""

from dataclasses import replace

import pytest

from chalicelib.appointments import actions, moves
from chalicelib.appointments.moves import Move
from chalicelib.errors import Conflict, SlotTaken, VersionChanged
from tests.store.appointments.changing import MINUTE, kept_sheets, refused
from tests.store.desk import Desk


def test_moved_visit_frees_its_old_time(desk: Desk) -> None:
    visit = desk.book(desk.at())

    moved = moves.move(desk.ctx, visit.id, Move(desk.at(hour=15), version=1))

    assert (moved.version, moved.schedule_version, moved.moved_count) == (2, 2, 0)
    assert actions.get(desk.ctx, visit.id) == moved
    assert desk.book(desk.at()).status == "booked"
    assert [t["sk"] for t in desk.kept("Timer").values() if visit.id in t["pk"]] == ["TIMER#000002"]


@pytest.mark.parametrize("minutes", [-15, 15])
def test_own_cells_are_not_in_the_way_of_a_move(desk: Desk, minutes: int) -> None:
    start = desk.at() + minutes * MINUTE
    visit = desk.book(desk.at())

    assert int(moves.move(desk.ctx, visit.id, Move(start)).start.timestamp()) == start
    actions.cancel(desk.ctx, visit.id, "")
    assert all(not sheet.busy for sheet in kept_sheets(desk, visit))


def test_move_to_a_taken_time_changes_nothing(desk: Desk) -> None:
    visit = desk.book(desk.at())
    desk.book(desk.at(hour=15))

    told = refused(desk, SlotTaken, moves.move, desk.ctx, visit.id, Move(desk.at(hour=15)))

    assert len(told.fields["alternatives"]) == 3


def test_move_to_another_branch_frees_the_first(desk: Desk) -> None:
    visit = desk.book(desk.at())

    moved = moves.move(desk.ctx, visit.id, Move(desk.at(), practitioner_id=desk.eve.id))

    assert (moved.branch_id, moved.practitioner_name) == (desk.far.id, "Eve")
    assert actions.list_day(desk.ctx, desk.main.id, visit.day) == []
    assert actions.list_day(desk.ctx, desk.far.id, visit.day) == [moved]
    assert desk.book(desk.at()).practitioner_id == desk.ann.id


def test_moved_visit_keeps_its_room_and_frees_it_when_cancelled(desk: Desk) -> None:
    visit = desk.book(desk.at(), service_id=desk.scan.id)

    moved = moves.move(desk.ctx, visit.id, Move(desk.at() + 15 * MINUTE))
    actions.cancel(desk.ctx, visit.id, "")

    assert moved.room_id == desk.room.id
    assert all(not sheet.busy for sheet in kept_sheets(desk, moved))


def test_move_into_another_week_and_back(desk: Desk) -> None:
    visit = desk.book(desk.at(2))

    moves.move(desk.ctx, visit.id, Move(desk.at(12)))
    back = moves.move(desk.ctx, visit.id, Move(desk.at(2)))

    assert back.schedule_version == 3
    assert sum(sheet.busy.bit_count() for sheet in kept_sheets(desk, back)) == 6


def test_same_move_is_made_once(desk: Desk) -> None:
    visit = desk.book(desk.at())
    keyed = replace(desk.ctx, key="move")
    moved = moves.move(keyed, visit.id, Move(desk.at(hour=15), version=1))
    before = desk.kept()

    assert moves.move(keyed, visit.id, Move(desk.at(hour=15), version=1)) == moved
    assert moves.move(desk.ctx, visit.id, Move(desk.at(hour=15), version=1)) == moved
    assert desk.kept() == before


def test_key_of_another_move_is_refused(desk: Desk) -> None:
    visit = desk.book(desk.at())
    keyed = replace(desk.ctx, key="move")
    moves.move(keyed, visit.id, Move(desk.at(hour=15)))

    refused(desk, Conflict, moves.move, keyed, visit.id, Move(desk.at(hour=16)))


def test_stale_change_is_refused(desk: Desk) -> None:
    visit = desk.book(desk.at())
    moves.move(desk.ctx, visit.id, Move(desk.at(hour=15)))

    for what, wish in (
        (moves.move, {"wanted": Move(desk.at(hour=16), version=1)}),
        (actions.cancel, {"reason": "", "version": 1}),
        (actions.confirm, {"version": 1}),
        (actions.set_status, {"status": "arrived", "version": 1}),
    ):
        refused(desk, VersionChanged, what, desk.ctx, visit.id, **wish)
