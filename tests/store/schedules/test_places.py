"""Another branch for who has visits to come would leave them on sheets that nobody reads."""

from typing import Any

import pytest

from chalicelib.appointments import actions as appointments
from chalicelib.availability import departure, holds
from chalicelib.availability import store as sheets
from chalicelib.availability.actions import Ask
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Practitioner, Room
from chalicelib.errors import AppError, Conflict, VersionChanged
from chalicelib.schedules import places
from tests.store.appointments.changing import refused
from tests.store.desk import Desk


def _move(desk: Desk, kind: Any, thing: Any, seen: int = 1, **changes: Any) -> Any:
    return places.update(desk.ctx, kind, thing.id, {"branch_id": desk.far.id, **changes}, seen)


def test_practitioner_with_a_visit_to_come_stays(desk: Desk) -> None:
    desk.book(desk.at(2))

    told = refused(desk, Conflict, _move, desk, Practitioner, desk.ann)

    assert "branch_id" in told.fields


def test_room_with_a_visit_to_come_stays(desk: Desk) -> None:
    desk.book(desk.at(2), service_id=desk.scan.id)

    told = refused(desk, Conflict, _move, desk, Room, desk.room)

    assert "branch_id" in told.fields


def test_practitioner_whose_time_is_held_stays(desk: Desk) -> None:
    holds.place(desk.ctx, Ask(desk.check.id, None, desk.ann.id, token="t"), desk.at(2))

    refused(desk, Conflict, _move, desk, Practitioner, desk.ann)


def test_practitioner_without_visits_moves_and_is_booked_there(desk: Desk, later: Any) -> None:
    visit = desk.book(desk.at(2))
    appointments.cancel(desk.ctx, visit.id, "")

    moved = _move(desk, Practitioner, desk.ann, name="Ann M.")

    assert (moved.branch_id, moved.name) == (desk.far.id, "Ann M.")
    assert desk.book(desk.at(2)).branch_id == desk.far.id
    with pytest.raises(AppError):
        desk.book(desk.at(3), branch_id=desk.main.id)


def test_same_move_twice_gives_the_same_and_another_is_told(desk: Desk) -> None:
    first = _move(desk, Practitioner, desk.ann)
    before = desk.kept()

    assert _move(desk, Practitioner, desk.ann) == first
    assert desk.kept() == before
    refused(desk, VersionChanged, _move, desk, Practitioner, desk.ann, branch_id=desk.main.id)


def test_who_comes_back_is_booked_again_when_the_fence_is_over(desk: Desk, later: Any) -> None:
    _move(desk, Practitioner, desk.ann)
    _move(desk, Practitioner, desk.ann, seen=2, branch_id=desk.main.id)
    start = desk.at(2)
    refused(desk, Conflict, desk.book, start)

    later(121)

    assert desk.book(start).branch_id == desk.main.id


def test_booking_that_read_the_branch_before_is_refused_or_moves_along(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, start = sheets.add_writes, desk.at(2)

    def meanwhile(*given: Any) -> None:
        monkeypatch.setattr(sheets, "add_writes", real)
        _move(desk, Practitioner, desk.ann)
        real(*given)

    monkeypatch.setattr(sheets, "add_writes", meanwhile)

    visit = desk.book(start)

    assert visit.branch_id == desk.far.id
    weeks = sheets.load_branch(desk.ctx, desk.main.id, range(visit.first_cell // 2016, 10**6))
    assert not any(s.busy for each in weeks.values() for s in each.values())


def test_booking_that_is_made_while_the_move_is_decided_wins(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, start = departure.leave, desk.at(2)

    def meanwhile(*given: Any) -> Any:
        unit = real(*given)
        monkeypatch.setattr(departure, "leave", real)
        desk.book(start)
        return unit

    monkeypatch.setattr(departure, "leave", meanwhile)

    with pytest.raises(Conflict) as told:
        _move(desk, Practitioner, desk.ann)

    assert "branch_id" in told.value.fields
    assert clinic.get(desk.ctx, Practitioner, desk.ann.id).branch_id == desk.main.id
