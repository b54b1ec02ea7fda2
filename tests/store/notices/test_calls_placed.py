"""A reminder by voice is placed once an attempt, never for a dead visit, and then tried again."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.appointments import actions as appointments
from chalicelib.errors import Unavailable
from chalicelib.gateways import sms
from chalicelib.gateways.connect import ConnectRefused
from chalicelib.lines import store as lines
from chalicelib.notices import actions as notices
from chalicelib.notices import calls, placing
from chalicelib.patients import actions as patients
from chalicelib.refusals import actions as refusals
from chalicelib.reminders import store as timers
from tests.store.desk import Desk
from tests.store.notices.conftest import Post, change_profile, remind
from tests.store.notices.line import Phone, phone

__all__ = ["phone"]


def _call(desk: Desk, later: Any, phone: Phone) -> Any:
    visit = desk.book(desk.at(3))
    remind(desk, later, visit)
    phone.place()
    return visit


def test_patient_who_prefers_calls_is_called_and_not_texted(
    desk: Desk, post: Post, later: Any, phone: Phone
) -> None:
    visit = _call(desk, later, phone)

    message = phone.message(visit)
    assert phone.rung == {
        f"{message.id}-1": (desk.person.phone, {"message_id": message.id, "language": "en"})
    }
    assert (message.channel, message.status) == ("voice", "calling")
    assert post.texts == []


@pytest.mark.parametrize(
    ("number", "preferred", "is_called"),
    [
        ("+902123456789", "", True),
        ("+902123456789", "sms", False),
        ("+905551110100", "", False),
        ("+12025550123", "", False),
    ],
)
def test_landline_is_called_unless_texts_are_preferred(
    desk: Desk, post: Post, later: Any, phone: Phone, number: str, preferred: str, is_called: bool
) -> None:
    changes = {"phones": (number,), "preferred_contact": preferred}
    patients.update(desk.ctx, desk.person.id, changes, 2)

    _call(desk, later, phone)

    assert (len(phone.rung), len(post.texts)) == ((1, 0) if is_called else (0, 1))


def test_reminder_that_was_begun_as_a_call_is_not_texted_besides(
    desk: Desk, post: Post, later: Any, phone: Phone
) -> None:
    visit = desk.book(desk.at(3))
    timer = timers.find(desk.ctx, visit.id, 1)
    remind(desk, later, visit)
    patients.update(desk.ctx, desk.person.id, {"preferred_contact": "sms"}, 2)
    unit = timers.connection.of(desk.ctx).unit()
    timers.add(desk.ctx, unit, timer, visit.end)  # as if the workflow had died
    unit.commit()

    notices.remind(desk.ctx, visit.id, 1)
    phone.place()

    assert (len(phone.rung), post.texts) == (1, [])


def test_attempt_is_one_contact_however_often_it_is_brought(
    desk: Desk, post: Post, later: Any, phone: Phone
) -> None:
    visit = _call(desk, later, phone)

    for _ in range(3):
        placing.place(desk.ctx, phone.message(visit).id, 1)

    assert len(phone.rung) == 1


def test_cancelled_visit_is_not_called_about(
    desk: Desk, post: Post, later: Any, phone: Phone
) -> None:
    visit = desk.book(desk.at(3))
    remind(desk, later, visit)
    appointments.cancel(desk.ctx, visit.id, "")

    phone.place()

    assert (phone.rung, post.texts) == ({}, [])
    assert phone.message(visit).status == "skipped"


def test_who_does_not_answer_is_called_three_times_and_then_texted(
    desk: Desk, post: Post, later: Any, phone: Phone
) -> None:
    visit = _call(desk, later, phone)
    for minutes, result in ((14, "busy"), (44, "no_answer")):
        phone.end(visit, result)
        phone.wait(minutes, visit)
        phone.place()
        before = len(phone.rung)
        phone.wait(1.1, visit)
        phone.place()
        assert len(phone.rung) == before + 1
    assert post.texts == []

    phone.end(visit, "failed")

    message = phone.message(visit)
    assert len(phone.rung) == 3
    assert message.status == "failed"
    assert "call 1: busy; call 2: nobody answered; call 3: the call did not" in message.because
    [(to, body)] = post.texts
    assert to == desk.person.phone and "10:00" in body
    assert phone.message(visit, step="text").because == "the call failed"


def test_visit_that_was_confirmed_between_is_not_called_about_again(
    desk: Desk, post: Post, later: Any, phone: Phone
) -> None:
    visit = _call(desk, later, phone)
    phone.end(visit, "no_answer")
    appointments.confirm(desk.ctx, visit.id)

    phone.wait(16, visit)
    phone.place()

    assert (len(phone.rung), post.texts) == (1, [])
    assert phone.message(visit).status == "skipped"


def test_call_that_nobody_reports_on_is_followed_by_a_text(
    desk: Desk, post: Post, later: Any, phone: Phone
) -> None:
    visit = _call(desk, later, phone)

    phone.wait(16, visit)
    phone.end(visit, "no_answer")

    assert phone.message(visit).status == "uncertain"
    assert (len(phone.rung), len(post.texts)) == (1, 1)


def test_line_that_is_busy_rings_later_with_the_same_token(
    desk: Desk, post: Post, later: Any, phone: Phone
) -> None:
    phone.faults = [ConnectRefused("LimitExceededException"), Unavailable("The telephone …")]
    visit = desk.book(desk.at(3))
    remind(desk, later, visit)
    [body] = phone.queued
    for _ in range(2):
        with pytest.raises(Unavailable):
            placing.place(desk.ctx, body["message_id"], body["attempt"])

    phone.place()

    assert list(phone.rung) == [f"{phone.message(visit).id}-1"]


def test_number_that_cannot_be_called_is_texted(
    desk: Desk, post: Post, later: Any, phone: Phone
) -> None:
    phone.faults = [ConnectRefused("DestinationNotAllowedException")]

    visit = _call(desk, later, phone)

    assert (phone.rung, len(post.texts)) == ({}, 1)
    assert phone.message(visit).because.endswith("call 1: DestinationNotAllowedException")


@pytest.mark.parametrize("reason", ["refused", "no line", "night"])
def test_who_may_not_be_called_is_texted_at_once(
    desk: Desk, post: Post, later: Any, phone: Phone, reason: str
) -> None:
    visit = desk.book(desk.at(3, 21 if reason == "night" else 10, 30))
    if reason == "refused":
        refusals.refuse_calls(desk.ctx, desk.person.phone or "")
    elif reason == "no line":
        unit = timers.connection.of(desk.ctx).unit()
        unit.delete(lines.call_keys.line(desk.ctx.tenant_id)).commit()
    else:  # a number of a country whose day is the clinic's night
        changes = {"phones": ("+12025550123",), "preferred_contact": "phone"}
        patients.update(desk.ctx, desk.person.id, changes, 2)
        change_profile(desk.ctx, quiet_from="16:00", quiet_to="21:15")

    remind(desk, later, visit)
    phone.place()

    assert (phone.rung, len(post.texts)) == ({}, 1)
    assert "not called: " in phone.message(visit).because


def test_call_waits_for_the_morning(desk: Desk, post: Post, later: Any, phone: Phone) -> None:
    visit = desk.book(desk.at(3, 21))
    remind(desk, later, visit)

    [waiting, _] = timers.find(desk.ctx, visit.id, 1).dues

    assert (phone.queued, post.texts) == ([], [])
    assert waiting.at == datetime.fromtimestamp(desk.at(1, 9), UTC)
    remind(desk, later, visit)
    phone.place()
    assert len(phone.rung) == 1


def test_call_of_several_visits_goes_on_without_the_cancelled_one(
    desk: Desk, post: Post, later: Any, phone: Phone
) -> None:
    first, second = desk.book(desk.at(3)), desk.book(desk.at(3, 14))
    remind(desk, later, first)
    appointments.cancel(desk.ctx, first.id, "")

    remind(desk, later, second)
    phone.place()

    assert len(phone.rung) == 1
    told = calls.tell(desk.ctx, phone.message(first).id, desk.person.phone or "")
    assert told and [v.id for v in told.visits] == [second.id]


def test_visit_of_a_text_that_failed_is_texted_though_calls_are_preferred_by_now(
    desk: Desk, post: Post, later: Any, phone: Phone
) -> None:
    patients.update(desk.ctx, desk.person.id, {"preferred_contact": "sms"}, 2)
    first, second = desk.book(desk.at(3)), desk.book(desk.at(3, 14))
    post.faults = [sms.TextNotSent("ThrottlingException")]
    with pytest.raises(sms.TextNotSent):
        remind(desk, later, first)

    patients.update(desk.ctx, desk.person.id, {"preferred_contact": "phone"}, 3)
    appointments.cancel(desk.ctx, first.id, "")
    remind(desk, later, second)
    phone.place()

    [(_, body)] = post.texts
    assert "14:00" in body and "10:00" not in body
    assert (phone.rung, phone.message(second).channel) == ({}, "sms")
