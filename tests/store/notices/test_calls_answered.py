"""Who answers a reminder's call hears what is true, and a key does what it says, once."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.appointments import actions as appointments
from chalicelib.appointments import moves
from chalicelib.appointments.model import Appointment
from chalicelib.appointments.moves import Move
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Service
from chalicelib.gateways import connect
from chalicelib.messages import actions as messages
from chalicelib.notices import calls
from chalicelib.refusals import actions as refusals
from tests.store.desk import Desk
from tests.store.notices.conftest import Post, change_profile, remind
from tests.store.notices.line import Phone, phone

__all__ = ["phone"]


@pytest.fixture
def visit(desk: Desk, post: Post, later: Any, phone: Phone) -> Appointment:
    """One whose patient's phone rings."""
    made = desk.book(desk.at(3))
    remind(desk, later, made)
    phone.place()
    return made


def _tell(desk: Desk, phone: Phone, visit: Appointment) -> Any:
    return calls.tell(desk.ctx, phone.message(visit).id, desk.person.phone or "")


def _press(desk: Desk, phone: Phone, visit: Appointment, key: str) -> str:
    return calls.answer(desk.ctx, phone.message(visit).id, desk.person.phone or "", key)


def test_call_tells_of_the_visit_in_the_patients_language(
    desk: Desk, phone: Phone, visit: Appointment
) -> None:
    told = _tell(desk, phone, visit)

    assert told
    assert (told.language, told.patient.id) == ("en", desk.person.id)
    assert [v.id for v in told.visits] == [visit.id]
    assert _tell(desk, phone, visit) == told


def test_another_number_hears_and_changes_nothing(
    desk: Desk, phone: Phone, visit: Appointment
) -> None:
    message = phone.message(visit)

    for number in ("+905551110199", ""):
        assert calls.tell(desk.ctx, message.id, number) is None
        assert calls.answer(desk.ctx, message.id, number, "1") == "dead"

    assert phone.message(visit) == message
    assert appointments.get(desk.ctx, visit.id) == visit


def test_a_texts_id_tells_nothing(desk: Desk, phone: Phone, visit: Appointment) -> None:
    message = phone.message(visit)
    text = replace(message, id="a" * 26, channel="sms", call=None)
    messages.keep_received(desk.ctx, text)

    assert calls.tell(desk.ctx, text.id, desk.person.phone or "") is None
    assert calls.tell(desk.ctx, "b" * 26, desk.person.phone or "") is None


@pytest.mark.parametrize(
    ("key", "outcome", "status", "is_confirmed"),
    [
        ("1", "confirmed", "booked", True),
        ("2", "move", "booked", False),
        ("3", "cancelled", "cancelled", False),
        ("9", "stopped", "booked", False),
    ],
)
def test_key_does_what_it_says_however_often_it_comes(
    desk: Desk, post: Post, phone: Phone, visit: Appointment, key: str, outcome: str,
    status: str, is_confirmed: bool,
) -> None:  # fmt: skip
    _tell(desk, phone, visit)

    assert [_press(desk, phone, visit, key) for _ in range(3)] == [outcome] * 3
    phone.end(visit, "answered")
    phone.wait(60, visit)
    phone.place()

    changed = appointments.get(desk.ctx, visit.id)
    assert (changed.status, changed.confirmed_at is not None) == (status, is_confirmed)
    assert refusals.refuses_calls(desk.ctx, desk.person.phone or "") == (key == "9")
    message = phone.message(visit)
    assert message.status == "delivered"
    assert message.because.endswith(f"; the patient answered: {outcome}")
    assert (len(phone.rung), post.texts) == (1, [])


def test_other_key_changes_nothing(desk: Desk, phone: Phone, visit: Appointment) -> None:
    _tell(desk, phone, visit)
    message = phone.message(visit)

    assert [_press(desk, phone, visit, key) for key in ("4", "0", "#", "", "Timeout")] == (
        ["wrong"] * 5
    )
    assert phone.message(visit) == message


def test_second_thought_in_the_same_call_counts(
    desk: Desk, phone: Phone, visit: Appointment
) -> None:
    assert _press(desk, phone, visit, "1") == "confirmed"
    assert _press(desk, phone, visit, "3") == "cancelled"

    assert appointments.get(desk.ctx, visit.id).status == "cancelled"


@pytest.mark.parametrize("change", ["cancel", "move"])
def test_call_about_a_dead_version_tells_nothing(
    desk: Desk, phone: Phone, visit: Appointment, change: str
) -> None:
    if change == "cancel":
        appointments.cancel(desk.ctx, visit.id, "")
    else:
        moves.move(desk.ctx, visit.id, Move(desk.at(6)))

    assert _tell(desk, phone, visit) is None
    assert _press(desk, phone, visit, "1") == "dead"
    assert appointments.get(desk.ctx, visit.id).confirmed_at is None


def test_late_cancellation_is_refused(
    desk: Desk, later: Any, phone: Phone, visit: Appointment
) -> None:
    clinic.update(desk.ctx, Service, desk.check.id, {"cancel_notice_minutes": 2 * 1440}, 1)

    assert _press(desk, phone, visit, "3") == "refused"
    assert appointments.get(desk.ctx, visit.id).status == "booked"


@pytest.mark.parametrize("result", ["answered", "voicemail"])
def test_who_was_told_and_pressed_nothing_is_not_called_again(
    desk: Desk, post: Post, phone: Phone, visit: Appointment, result: str
) -> None:
    _tell(desk, phone, visit)

    phone.end(visit, result)
    phone.wait(60, visit)
    phone.place()

    assert phone.message(visit).status == "sent"
    assert (len(phone.rung), post.texts) == (1, [])


def test_who_hung_up_before_hearing_is_called_again(
    desk: Desk, post: Post, phone: Phone, visit: Appointment
) -> None:
    phone.end(visit, "answered")
    phone.wait(16, visit)
    phone.place()

    assert len(phone.rung) == 2


def test_record_of_an_earlier_call_settles_nothing(
    desk: Desk, post: Post, phone: Phone, visit: Appointment
) -> None:
    first = phone.message(visit).call
    phone.end(visit, "busy")
    phone.wait(16, visit)
    phone.place()
    message = phone.message(visit)

    assert first and first.contact_id
    calls.settle(desk.ctx, message.id, first.contact_id, "busy")
    calls.settle(desk.ctx, message.id, "somebody else's", "busy")

    assert phone.message(visit) == message
    assert message.status == "calling"


def test_record_that_comes_before_the_contacts_id_is_kept_settles(
    desk: Desk, post: Post, later: Any, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk.book(desk.at(3))
    remind(desk, later, made)
    ring = phone.ring

    def ring_and_end(*said: Any) -> str:
        contact_id = ring(*said)
        calls.settle(desk.ctx, phone.message(made).id, contact_id, "busy")
        return contact_id

    monkeypatch.setattr(connect, "start_outbound_call", ring_and_end)
    phone.place()

    message = phone.message(made)
    assert (message.status, message.call and message.call.attempt) == ("pending", 1)
    assert message.call and message.call.earlier == (f"contact-{message.id}-1",)


def test_last_call_that_ends_in_quiet_hours_is_followed_by_a_text_after_them(
    desk: Desk, post: Post, later: Any, phone: Phone, visit: Appointment
) -> None:
    for _ in range(2):
        phone.end(visit, "busy")
        phone.wait(46, visit)
        phone.place()
    change_profile(desk.ctx, quiet_from="11:00", quiet_to="13:00")

    phone.end(visit, "busy")

    assert (phone.message(visit).status, post.texts) == ("pending", [])
    phone.wait(120, visit)
    phone.place()
    assert (len(phone.rung), len(post.texts)) == (3, 1)
    assert phone.message(visit).status == "failed"
