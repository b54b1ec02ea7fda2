"""A time that can't be had comes with three others wherever there are any."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib import clock
from chalicelib.appointments import attempts, moves
from chalicelib.appointments import store as visits
from chalicelib.appointments.moves import Move
from chalicelib.availability import actions as availability
from chalicelib.availability import holds
from chalicelib.availability.actions import Ask
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Leave
from chalicelib.errors import SlotTaken
from chalicelib.table.work import ConditionFailed, Unit
from tests.store.desk import ZONE, Desk


def _others(refused: pytest.ExceptionInfo[SlotTaken]) -> list[str]:
    return [each["start"] for each in refused.value.fields["alternatives"]]


@pytest.fixture
def always_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else is quicker at every try."""

    def fail(_: Unit) -> None:
        raise ConditionFailed([0])

    monkeypatch.setattr(Unit, "commit", fail)
    for module in (attempts, holds):
        monkeypatch.setattr(module, "_TRIES", 2)


def test_booking_that_is_late_every_time_offers_three(desk: Desk, always_late: None) -> None:
    with pytest.raises(SlotTaken) as refused:
        desk.book(desk.at())

    assert len(_others(refused)) == 3


def test_hold_that_is_late_every_time_offers_three(desk: Desk, always_late: None) -> None:
    with pytest.raises(SlotTaken) as refused:
        holds.place(desk.ctx, Ask(desk.check.id, None, desk.ann.id, token="t"), desk.at())

    assert len(_others(refused)) == 3


def test_move_that_is_late_every_time_offers_three(
    desk: Desk, request: pytest.FixtureRequest
) -> None:
    visit = desk.book(desk.at())
    request.getfixturevalue("always_late")

    with pytest.raises(SlotTaken) as refused:
        moves.move(desk.ctx, visit.id, Move(desk.at(3)))

    assert len(_others(refused)) == 3
    assert visits.get(desk.ctx, visit.id) == visit


@pytest.mark.parametrize(("until_day", "offered"), [(40, 3), (88, 3), (100, 0)])
def test_times_are_offered_however_far_ahead_they_are(
    desk: Desk, until_day: int, offered: int
) -> None:
    now = clock.now().replace(tzinfo=None, microsecond=0)
    away = Leave("leave1", desk.ann.id, now - timedelta(days=1), now + timedelta(days=until_day))
    clinic.add_leave(replace(desk.ctx, key="k"), away)

    with pytest.raises(SlotTaken) as refused:
        desk.book(desk.at(2))

    found = _others(refused)
    assert len(found) == offered
    assert found == sorted(set(found))


def test_hold_beyond_the_leave_is_offered(desk: Desk) -> None:
    now = clock.now().replace(tzinfo=None, microsecond=0)
    away = Leave("leave1", desk.ann.id, now - timedelta(days=1), now + timedelta(days=30))
    clinic.add_leave(replace(desk.ctx, key="k"), away)
    ask: Any = Ask(desk.check.id, None, desk.ann.id, token="t")

    with pytest.raises(SlotTaken) as refused:
        holds.place(desk.ctx, ask, desk.at(2))

    assert len(_others(refused)) == 3


def test_first_time_names_whoever_will_take_it(desk: Desk) -> None:
    desk.book(desk.at(hour=15))  # so that Bob has less to do that day
    day = datetime.fromtimestamp(desk.at(), ZoneInfo(ZONE)).date()
    ask = Ask(desk.check.id, desk.main.id, None, day, 1)

    told = availability.list_times(desk.ctx, ask).first
    assert told is not None
    held = holds.place(desk.ctx, replace(ask, token="held"), int(told.start.timestamp()))

    assert told.practitioner_id == held.slot.practitioner_id == desk.bob.id
