"""A time is taken once, by whoever was first, and a refused booking leaves no trace."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.appointments import actions
from chalicelib.availability import holds
from chalicelib.availability.actions import Ask
from chalicelib.availability.model import Rule
from chalicelib.context import Context
from chalicelib.errors import Conflict, Forbidden, Invalid, NotFound, SlotTaken
from chalicelib.tenants import actions as tenants
from tests.store.desk import Desk

MINUTE = 60


def _free(desk: Desk, start: int, **wanted: Any) -> bool:
    try:
        desk.book(start, **wanted)
    except SlotTaken:
        return False
    return True


def test_booking_is_there_with_its_fact_and_timer(desk: Desk) -> None:
    visit = desk.book(desk.at())

    assert actions.get(desk.ctx, visit.id) == visit
    assert desk.facts().count("AppointmentBooked") == 1
    assert len(desk.kept("Timer")) == 1
    assert actions.list_day(desk.ctx, desk.main.id, visit.day) == [visit]


@pytest.mark.parametrize("minutes", [-15, 0, 15])
def test_overlapping_booking_is_refused_and_changes_nothing(desk: Desk, minutes: int) -> None:
    desk.book(desk.at())
    before = desk.kept()

    with pytest.raises(SlotTaken) as refused:
        desk.book(desk.at() + minutes * MINUTE)

    assert desk.kept() == before
    assert refused.value.fields["start"] == "busy"
    assert len(refused.value.fields["alternatives"]) == 3


@pytest.mark.parametrize("minutes", [-30, 30])
def test_neighbouring_times_are_both_free(desk: Desk, minutes: int) -> None:
    desk.book(desk.at())

    assert _free(desk, desk.at() + minutes * MINUTE)


def test_buffers_keep_two_visits_apart(desk: Desk) -> None:
    desk.book(desk.at(), service_id=desk.scan.id)

    assert not _free(desk, desk.at() + 30 * MINUTE, service_id=desk.check.id)
    assert _free(desk, desk.at() + 45 * MINUTE, service_id=desk.check.id)


def test_only_room_is_taken_for_everybody(desk: Desk) -> None:
    first = desk.book(desk.at(), service_id=desk.scan.id)

    with pytest.raises(SlotTaken) as refused:
        desk.book(desk.at(), service_id=desk.scan.id, practitioner_id=desk.bob.id)

    assert first.room_id == desk.room.id
    assert refused.value.fields["start"] == "room"
    assert _free(desk, desk.at() + 60 * MINUTE, service_id=desk.scan.id)


def test_anybody_takes_who_is_free_until_nobody_is(desk: Desk) -> None:
    anybody = {"practitioner_id": None, "branch_id": desk.main.id}

    both = {desk.book(desk.at(), **anybody).practitioner_id for _ in range(2)}

    assert both == {desk.ann.id, desk.bob.id}
    assert not _free(desk, desk.at(), **anybody)


def test_visit_over_the_week_boundary_takes_both_weeks(desk: Desk) -> None:
    days = next(n for n in range(3, 12) if (desk.at(n) // 86400 + 3) % 7 == 0)  # a Monday, UTC
    midnight = desk.at(days) // 86400 * 86400

    visit = desk.book(midnight - 15 * MINUTE)

    assert len(desk.kept("Sheet")) == 2
    assert not _free(desk, midnight)
    actions.cancel(desk.ctx, visit.id, "")
    assert _free(desk, midnight)


def test_same_request_books_once(desk: Desk) -> None:
    first = desk.book(desk.at(), key="one")
    before = desk.kept()

    assert desk.book(desk.at(), key="one") == first
    assert desk.kept() == before


def test_same_request_twice_at_once_books_once(desk: Desk, monkeypatch: Any) -> None:
    """The second has looked for the first in vain, and finds its time taken."""
    first = desk.book(desk.at(), key="one")
    answers = iter([None])
    real = actions.find_same_request
    monkeypatch.setattr(actions, "find_same_request", lambda c: next(answers, real(c)))

    assert desk.book(desk.at(), key="one") == first


def test_key_of_another_booking_is_refused(desk: Desk) -> None:
    desk.book(desk.at(), key="one")
    before = desk.kept()

    with pytest.raises(Conflict, match="another booking"):
        desk.book(desk.at(hour=15), key="one")

    assert desk.kept() == before


def test_lost_race_is_decided_again(desk: Desk, monkeypatch: Any) -> None:
    """Somebody books another time of the same week between our reading and our saving."""
    real = actions._new_visit
    others = iter([desk.at(hour=15)])

    def meanwhile(*given: Any) -> Any:
        for start in others:
            desk.book(start)
        return real(*given)

    monkeypatch.setattr(actions, "_new_visit", meanwhile)

    assert desk.book(desk.at()).status == "booked"
    assert len(desk.kept("Appointment")) == 2


def test_own_hold_is_no_obstacle_and_another_is(desk: Desk) -> None:
    ask = Ask(desk.check.id, None, desk.ann.id, token="mine")
    holds.place(desk.ctx, ask, desk.at())

    with pytest.raises(SlotTaken) as refused:
        desk.book(desk.at())

    assert refused.value.fields["start"] == "hold"
    assert desk.book(desk.at(), token="mine").status == "booked"


def test_expired_hold_is_no_obstacle(desk: Desk, later: Any) -> None:
    start = desk.at()
    holds.place(desk.ctx, Ask(desk.check.id, None, desk.ann.id, token="theirs"), start)

    later(holds.HOLD_SECONDS + 1)

    assert _free(desk, start)


def test_booking_within_notice_is_for_staff_who_say_so(desk: Desk) -> None:
    soon = clock.epoch() // 900 * 900 + 1800  # within the hour of notice, and not gone meanwhile

    with pytest.raises(SlotTaken) as refused:
        desk.book(soon)

    assert refused.value.fields["start"] == "notice"
    assert desk.book(soon, overruled=frozenset({Rule.NOTICE})).start.timestamp() == soon


def test_taken_time_is_not_overruled(desk: Desk) -> None:
    desk.book(desk.at())

    with pytest.raises(SlotTaken):
        desk.book(desk.at(), overruled=frozenset({Rule.BUSY, Rule.NOTICE}))


def test_unknown_patient_service_or_practitioner_is_refused(desk: Desk) -> None:
    before = desk.kept()

    for wrong in ({"patient_id": "nobody11"}, {"service_id": "nothing1"}):
        with pytest.raises(NotFound):
            desk.book(desk.at(), **wrong)
    with pytest.raises((NotFound, Invalid)):
        desk.book(desk.at(), practitioner_id="nobody11")
    assert desk.kept() == before


def test_clinic_without_subscription_books_nothing(desk: Desk) -> None:
    tenants.update_subscription(desk.ctx, "canceled", "clinic", "cus_1", None)
    before = desk.kept()

    with pytest.raises(Forbidden) as refused:
        desk.book(desk.at())

    assert refused.value.code == "tenant_inactive"
    assert desk.kept() == before


def test_other_clinic_sees_no_visit(desk: Desk, other: Context) -> None:
    visit = desk.book(desk.at())

    with pytest.raises(NotFound):
        actions.get(other, visit.id)
    assert actions.find_many(other, [visit.id]) == {}
    assert replace(visit) == actions.get(desk.ctx, visit.id)
