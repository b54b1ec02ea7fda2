"""Our own call about a visit, answered by keypad: with the real reminder behind it."""

from typing import Any

import pytest

from chalicelib.appointments import actions as appointments
from chalicelib.appointments.model import Appointment
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Service
from chalicelib.refusals import actions as refusals
from chalicelib.table import keys
from chalicelib.tenants import store as tenants
from tests.store.desk import Desk
from tests.store.dialogue.calling import STRANGER, Call
from tests.store.notices.conftest import Post, desk, post, remind
from tests.store.notices.line import OURS, Phone, phone

__all__ = ["desk", "phone", "post"]


@pytest.fixture
def visit(desk: Desk, post: Post, later: Any, phone: Phone) -> Appointment:
    made = desk.book(desk.at(3))
    remind(desk, later, made)
    phone.place()
    tenants.point(keys.platform_number(OURS), desk.ctx.tenant_id)
    return made


@pytest.fixture
def ringing(desk: Desk, visit: Appointment) -> Call:
    call = Call(desk, dialled=OURS)
    call.ask("greet", language="en")
    return call


def _id(phone: Phone, visit: Appointment) -> str:
    return phone.message(visit).id


def test_reminder_tells_the_visit_and_its_keys(
    ringing: Call, phone: Phone, visit: Appointment
) -> None:
    told = ringing.ask("reminder", message_id=_id(phone, visit))

    assert told["status"] == "live"
    assert "at 10 a.m.: Check with Ann." in told["say"]
    assert all(f"press {key}" in told["say"] for key in "1239")


def test_pressing_one_confirms(desk: Desk, ringing: Call, phone: Phone, visit: Appointment) -> None:
    message_id = _id(phone, visit)
    ringing.ask("reminder", message_id=message_id)

    answer = ringing.ask("answer_reminder", message_id=message_id, key="1")

    assert answer["status"] == "confirmed"
    assert appointments.get(desk.ctx, visit.id).confirmed_at is not None
    assert desk.facts().count("AppointmentConfirmed") == 1


def test_pressing_two_moves_this_visit_without_another_proof(
    desk: Desk, ringing: Call, phone: Phone, visit: Appointment
) -> None:
    other = desk.book(desk.at(5))
    message_id = _id(phone, visit)
    ringing.ask("reminder", message_id=message_id)

    answer = ringing.ask("answer_reminder", message_id=message_id, key="2")
    offered = ringing.ask("move_times", visit=answer["visit"], page="")
    moved = ringing.ask("move_visit", visit=visit.id, key="1", page=offered["next_page"])

    assert (answer["status"], answer["visit"]) == ("move", visit.id)
    assert moved["status"] == "moved"
    assert ringing.ask("cancel_visit", visit=other.id)["status"] == "unproven"


def test_pressing_three_cancels_once(
    desk: Desk, ringing: Call, phone: Phone, visit: Appointment
) -> None:
    message_id = _id(phone, visit)
    ringing.ask("reminder", message_id=message_id)

    asked = ringing.ask("ask_reminder_cancel", message_id=message_id)
    assert asked["status"] == "ask"
    assert "at 10 a.m., press 3 again" in asked["say"]
    assert appointments.get(desk.ctx, visit.id).is_live
    assert ringing.ask("answer_reminder", message_id=message_id, key="3")["status"] == "cancelled"

    assert appointments.get(desk.ctx, visit.id).status == "cancelled"
    assert desk.facts().count("AppointmentCancelled") == 1


def test_pressing_nine_ends_the_calls(
    desk: Desk, ringing: Call, phone: Phone, visit: Appointment
) -> None:
    message_id = _id(phone, visit)

    assert ringing.ask("answer_reminder", message_id=message_id, key="9")["status"] == "stopped"

    assert refusals.refuses_calls(desk.ctx, ringing.caller or "")
    assert appointments.get(desk.ctx, visit.id).is_live


def test_other_key_repeats_the_reminder(ringing: Call, phone: Phone, visit: Appointment) -> None:
    told = ringing.ask("reminder", message_id=_id(phone, visit))

    wrong = ringing.ask("answer_reminder", message_id=_id(phone, visit), key="5")

    assert wrong["status"] == "wrong"
    assert told["say"] in wrong["say"]


def test_dead_visit_is_not_told(
    desk: Desk, ringing: Call, phone: Phone, visit: Appointment
) -> None:
    message_id = _id(phone, visit)
    appointments.cancel(desk.ctx, visit.id, "")

    assert ringing.ask("reminder", message_id=message_id)["status"] == "dead"
    assert ringing.ask("ask_reminder_cancel", message_id=message_id)["status"] == "dead"
    assert ringing.ask("answer_reminder", message_id=message_id, key="1")["status"] == "dead"


def test_too_late_is_refused_in_words(
    desk: Desk, ringing: Call, phone: Phone, visit: Appointment
) -> None:
    clinic.update(desk.ctx, Service, desk.check.id, {"cancel_notice_minutes": 90 * 1440}, 1)

    told = ringing.ask("reminder", message_id=_id(phone, visit))
    asked = ringing.ask("ask_reminder_cancel", message_id=_id(phone, visit))
    answer = ringing.ask("answer_reminder", message_id=_id(phone, visit), key="3")

    assert "press 3" not in told["say"]
    assert "too late to move or cancel it" in told["say"]
    assert (asked["status"], answer["status"]) == ("refused", "refused")
    assert appointments.get(desk.ctx, visit.id).is_live


@pytest.mark.parametrize("caller", [STRANGER, None, "anonymous"])
def test_another_number_hears_nothing_of_a_reminder(
    desk: Desk, phone: Phone, visit: Appointment, caller: str | None
) -> None:
    call = Call(desk, caller=caller, dialled=OURS)

    assert call.ask("reminder", message_id=_id(phone, visit))["status"] == "dead"
    assert call.ask("answer_reminder", message_id=_id(phone, visit), key="3")["status"] == "dead"
    assert call.ask("move_times", visit=visit.id, page="")["status"] == "unproven"
    assert appointments.get(desk.ctx, visit.id).is_live
