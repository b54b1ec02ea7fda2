"""Hold, code, booking: once, by whoever proved the number, and only what is offered online."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.availability.actions import Ask
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Service
from chalicelib.context import Context
from chalicelib.errors import AppError, Conflict, NotFound, SlotTaken, Unavailable
from chalicelib.gateways import sms
from chalicelib.patients.model import PatientDraft
from chalicelib.widget import actions
from chalicelib.widget.actions import Guest
from tests.store.desk import Desk, make_desk

_GUEST = Guest(PatientDraft("Ada", "Guest", "0555 111 01 22"), marketing=False, language="en")


@pytest.fixture
def desk(ctx: Context) -> Desk:
    return make_desk(ctx)


@pytest.fixture
def codes(monkeypatch: Any) -> list[str]:
    """The codes that were texted."""
    found: list[str] = []
    monkeypatch.setattr(sms, "send", lambda to, body, *_: found.append(body[:6]) or "id")
    return found


def _as(desk: Desk, key: str | None = None) -> Context:
    return replace(desk.ctx, actor="public", role="widget", key=key, digest=key, client="c")


def _hold(desk: Desk, start: int, who: str | None) -> str:
    return actions.place(_as(desk), Ask(desk.check.id, desk.main.id, who), start, None).token


def _code(desk: Desk, token: str, codes: list[str]) -> str:
    actions.send_code(_as(desk), token, "0555 111 01 22", "en")
    return codes[-1]


def test_proved_number_books_the_held_time_once(desk: Desk, codes: list[str]) -> None:
    token = _hold(desk, desk.at(), desk.ann.id)
    code = _code(desk, token, codes)

    visit = actions.book(_as(desk, "k"), token, code, _GUEST)

    assert (visit.practitioner_id, visit.source) == (desk.ann.id, "widget")
    assert actions.book(_as(desk, "k"), token, code, _GUEST) == visit
    assert len(desk.kept("Appointment")) == 1


def test_code_books_no_second_practitioner(desk: Desk, codes: list[str]) -> None:
    token = _hold(desk, desk.at(), None)
    code = _code(desk, token, codes)
    actions.book(_as(desk, "one"), token, code, _GUEST)

    with pytest.raises(AppError):
        actions.book(_as(desk, "two"), token, code, _GUEST)

    assert len(desk.kept("Appointment")) == 1


def test_hold_that_ran_out_is_booked_while_the_time_is_free(
    desk: Desk, codes: list[str], later: Any
) -> None:
    token = _hold(desk, desk.at(), desk.ann.id)
    code = _code(desk, token, codes)
    later(400)

    assert actions.book(_as(desk, "k"), token, code, _GUEST).status == "booked"


def test_time_that_went_to_another_offers_three_others(
    desk: Desk, codes: list[str], later: Any
) -> None:
    token = _hold(desk, desk.at(), desk.ann.id)
    code = _code(desk, token, codes)
    later(400)
    desk.book(desk.at())

    with pytest.raises(SlotTaken) as refused:
        actions.book(_as(desk, "k"), token, code, _GUEST)

    assert len(refused.value.fields["alternatives"]) == 3
    assert len(desk.kept("Appointment")) == 1


def test_released_hold_is_free_and_an_unknown_token_frees_nothing(desk: Desk) -> None:
    token = _hold(desk, desk.at(), desk.ann.id)
    actions.give_up(_as(desk), "a" * 26)
    with pytest.raises(SlotTaken):
        _hold(desk, desk.at(), desk.ann.id)

    actions.give_up(_as(desk), token)

    assert _hold(desk, desk.at(), desk.ann.id)


def test_service_for_staff_alone_is_not_there(desk: Desk) -> None:
    clinic.update(desk.ctx, Service, desk.check.id, {"online": False}, 1)

    with pytest.raises(NotFound):
        _hold(desk, desk.at(), desk.ann.id)
    assert desk.book(desk.at()).status == "booked"


def test_code_that_could_not_be_sent_may_be_asked_again(desk: Desk, monkeypatch: Any) -> None:
    def throttled(*_: Any) -> str:
        raise sms.TextNotSent("ThrottlingException")

    monkeypatch.setattr(sms, "send", throttled)

    with pytest.raises(Unavailable):
        actions.send_code(_as(desk), _hold(desk, desk.at(), desk.ann.id), "0555 111 01 22", "en")


def test_hold_of_another_clinic_is_not_there(desk: Desk, other: Context, codes: list[str]) -> None:
    token = _hold(desk, desk.at(), desk.ann.id)

    with pytest.raises(Conflict):
        actions.send_code(replace(other, client="c"), token, "+905551110122", "en")
    assert codes == []
