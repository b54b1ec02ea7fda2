"""Cancelling, restoring and confirming: each once, none in the past."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.appointments import actions, moves, store
from chalicelib.appointments.moves import Move
from chalicelib.availability import sheets
from chalicelib.errors import AppError, Conflict, Forbidden, SlotTaken
from chalicelib.table import connection
from tests.store.appointments.changing import DAY, kept_sheets, refused
from tests.store.desk import Desk


def test_cancelled_time_is_free_at_once(desk: Desk) -> None:
    visit = desk.book(desk.at())

    cancelled = actions.cancel(desk.ctx, visit.id, "ill", version=1)

    assert (cancelled.status, cancelled.cancel_reason, cancelled.version) == ("cancelled", "ill", 2)
    assert desk.kept("Timer") == {}
    assert desk.facts().count("AppointmentCancelled") == 1
    assert desk.book(desk.at()).status == "booked"


def test_same_cancellation_is_made_once(desk: Desk) -> None:
    visit = desk.book(desk.at())
    keyed = replace(desk.ctx, key="cancel")
    cancelled = actions.cancel(keyed, visit.id, "ill", version=1)
    before = desk.kept()

    assert actions.cancel(keyed, visit.id, "ill", version=1).version == cancelled.version
    assert actions.cancel(desk.ctx, visit.id, "ill", version=1).version == cancelled.version
    assert desk.kept() == before


def test_cancelling_what_is_cancelled_is_refused(desk: Desk) -> None:
    visit = desk.book(desk.at())
    actions.cancel(desk.ctx, visit.id, "ill")

    refused(desk, Conflict, actions.cancel, desk.ctx, visit.id, "again")


def test_change_that_meets_a_cancellation_reads_again(desk: Desk, monkeypatch: Any) -> None:
    """Between reading the visit and its sheets, somebody cancels it: its cells are not booked."""
    visit = desk.book(desk.at())
    real, once = sheets.released, iter([1])

    def meanwhile(*given: Any) -> Any:
        for _ in once:
            actions.cancel(desk.ctx, visit.id, "")
        return real(*given)

    monkeypatch.setattr(sheets, "released", meanwhile)

    with pytest.raises(Conflict):
        moves.move(desk.ctx, visit.id, Move(desk.at(hour=15)))
    assert actions.get(desk.ctx, visit.id).status == "cancelled"
    assert all(not sheet.busy for sheet in kept_sheets(desk, visit))


def test_restored_visit_has_its_time_and_room_again(desk: Desk) -> None:
    visit = desk.book(desk.at(), service_id=desk.scan.id)
    actions.cancel(desk.ctx, visit.id, "mistake")

    back = moves.restore(desk.ctx, visit.id, 2)

    assert (back.status, back.cancel_reason, back.room_id) == ("booked", "", desk.room.id)
    assert (back.version, back.schedule_version, back.start) == (3, 3, visit.start)
    assert len(desk.kept("Timer")) == 1
    assert moves.restore(desk.ctx, visit.id, 2) == back, "the same request again"


def test_restoring_a_time_that_is_taken_is_refused(desk: Desk) -> None:
    visit = desk.book(desk.at())
    actions.cancel(desk.ctx, visit.id, "")
    desk.book(desk.at())

    told = refused(desk, SlotTaken, moves.restore, desk.ctx, visit.id, 2)

    assert len(told.fields["alternatives"]) == 3


def test_restoring_survives_another_booking_of_the_week(desk: Desk, monkeypatch: Any) -> None:
    visit = desk.book(desk.at())
    actions.cancel(desk.ctx, visit.id, "")
    real, others = moves._restored, iter([desk.at(hour=15)])

    def meanwhile(*given: Any) -> Any:
        for start in others:
            desk.book(start)
        return real(*given)

    monkeypatch.setattr(moves, "_restored", meanwhile)

    assert moves.restore(desk.ctx, visit.id, 2).status == "booked"


def test_confirming_twice_changes_nothing(desk: Desk) -> None:
    visit = desk.book(desk.at())
    confirmed = actions.confirm(desk.ctx, visit.id, 1)
    before = desk.kept()

    assert actions.confirm(desk.ctx, visit.id, 1) == confirmed
    assert actions.confirm(desk.ctx, visit.id) == confirmed
    assert desk.kept() == before


def test_move_takes_back_the_confirmation(desk: Desk) -> None:
    visit = desk.book(desk.at())
    actions.confirm(desk.ctx, visit.id)

    assert moves.move(desk.ctx, visit.id, Move(desk.at(hour=15))).confirmed_at is None


@pytest.mark.parametrize("source", ["link", "console"])
def test_visit_that_is_over_stays_as_it_was(desk: Desk, later: Any, source: str) -> None:
    visit, ahead = desk.book(desk.at()), desk.at(6)
    later(4 * DAY)
    wish = {"source": source, "as_patient": source == "link"}

    refused(desk, AppError, actions.confirm, desk.ctx, visit.id)
    refused(desk, AppError, actions.cancel, desk.ctx, visit.id, "", **wish)
    refused(desk, AppError, moves.move, desk.ctx, visit.id, Move(ahead, **wish))


def test_cancelled_visit_is_not_restored_into_the_past(desk: Desk, later: Any) -> None:
    visit = desk.book(desk.at())
    actions.cancel(desk.ctx, visit.id, "")
    later(4 * DAY)

    refused(desk, Conflict, moves.restore, desk.ctx, visit.id, 2)


def test_very_old_visit_is_refused_without_its_sheets(desk: Desk, later: Any) -> None:
    """Sheets are gone by TTL long after; a late wish finds none, and says so."""
    visit = desk.book(desk.at())
    for item in desk.kept("Sheet"):
        connection.of(desk.ctx).unit().delete(item).commit()
    later(200 * DAY)

    refused(desk, Conflict, actions.cancel, desk.ctx, visit.id, "")
    refused(desk, Conflict, moves.move, desk.ctx, visit.id, Move(desk.at(202)))


def test_noshow_is_said_of_what_has_begun(desk: Desk, later: Any) -> None:
    visit = desk.book(desk.at())
    refused(desk, Conflict, actions.set_status, desk.ctx, visit.id, "noshow", 1)
    later(4 * DAY)

    assert actions.set_status(desk.ctx, visit.id, "noshow", 1).status == "noshow"
    assert actions.set_status(desk.ctx, visit.id, "noshow", 1).version == 2, "once"


def test_patient_is_bound_by_notice_and_number_of_moves(desk: Desk) -> None:
    visit = desk.book(desk.at())
    for n in range(desk.check.max_moves):
        moves.move(desk.ctx, visit.id, Move(desk.at(hour=11 + n), as_patient=True))

    again = Move(desk.at(hour=18), as_patient=True)
    told = refused(desk, Forbidden, moves.move, desk.ctx, visit.id, again)

    assert told.code == "moves_exhausted"
    assert moves.move(desk.ctx, visit.id, Move(desk.at(hour=18))).moved_count == 3, "staff may"


def test_every_move_is_a_version_of_its_own(desk: Desk) -> None:
    visit = desk.book(desk.at())
    versions = [visit.schedule_version]

    for change in (
        lambda: actions.confirm(desk.ctx, visit.id),
        lambda: moves.move(desk.ctx, visit.id, Move(desk.at(hour=15))),
        lambda: actions.cancel(desk.ctx, visit.id, ""),
        lambda: moves.restore(desk.ctx, visit.id, None),
        lambda: actions.set_status(desk.ctx, visit.id, "arrived", None),
    ):
        versions.append(change().schedule_version)

    assert versions == [1, 1, 2, 3, 4, 4]
    assert store.get(desk.ctx, visit.id).version == 6
