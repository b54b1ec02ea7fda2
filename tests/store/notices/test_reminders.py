"""A reminder tells what is true when it is due: once, everybody, by a channel that works."""

from typing import Any

import pytest

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments import moves
from chalicelib.appointments.moves import Move
from chalicelib.gateways import sms
from chalicelib.messages import actions as messages
from chalicelib.notices import actions as notices
from chalicelib.notices import wording
from chalicelib.patients import actions as patients
from chalicelib.reminders import store as timers
from chalicelib.table import connection
from tests.store.desk import Desk
from tests.store.notices.conftest import Post, change_profile, offset, remind


def _message(desk: Desk, visit: Any, name: str = "24h-sms", channel: str = "sms") -> Any:
    return messages.find(desk.ctx, wording.message_id(desk.ctx, visit, name, channel))


def test_visits_of_a_day_are_told_in_one_message(desk: Desk, post: Post, later: Any) -> None:
    first, second = desk.book(desk.at(3)), desk.book(desk.at(3, 14))

    remind(desk, later, first)
    remind(desk, later, second)

    [(to, body)] = post.texts
    assert to == desk.person.phone
    assert "10:00" in body and "14:00" in body
    assert _message(desk, second).because == f"told together with {_message(desk, first).id}"


def test_reminder_is_sent_once_however_often_it_is_started(
    desk: Desk, post: Post, later: Any
) -> None:
    visit = desk.book(desk.at(3))
    remind(desk, later, visit)

    for _ in range(3):
        notices.remind(desk.ctx, visit.id, 1)

    assert len(post.texts) == 1
    assert [due.name for due in timers.find(desk.ctx, visit.id, 1).dues] == ["2h-sms"]


@pytest.mark.parametrize("change", ["cancel", "move"])
def test_dead_version_is_not_reminded(desk: Desk, post: Post, later: Any, change: str) -> None:
    visit = desk.book(desk.at(3))
    timer = timers.find(desk.ctx, visit.id, 1)
    if change == "cancel":
        appointments.cancel(desk.ctx, visit.id, "")
    else:
        moves.move(desk.ctx, visit.id, Move(desk.at(6)))
    unit = connection.of(desk.ctx).unit()
    timers.add(desk.ctx, unit, timer, visit.end)  # as if tidying up had failed
    unit.commit()

    remind(desk, later, visit)

    assert post.texts == []


def test_text_that_could_not_be_sent_is_sent_later(desk: Desk, post: Post, later: Any) -> None:
    visit = desk.book(desk.at(3))
    post.faults = [sms.TextNotSent("ThrottlingException")]

    with pytest.raises(sms.TextNotSent):
        remind(desk, later, visit)
    assert _message(desk, visit).status == "pending"
    notices.remind(desk.ctx, visit.id, 1)

    assert len(post.texts) == 1
    assert _message(desk, visit).status == "sent"


def test_text_tried_again_tells_what_is_true_by_then(desk: Desk, post: Post, later: Any) -> None:
    first, second = desk.book(desk.at(3)), desk.book(desk.at(3, 14))
    post.faults = [sms.TextNotSent("ThrottlingException")]
    with pytest.raises(sms.TextNotSent):
        remind(desk, later, first)

    appointments.cancel(desk.ctx, second.id, "")
    notices.remind(desk.ctx, first.id, 1)

    [(_, body)] = post.texts
    assert "10:00" in body and "14:00" not in body


def test_visit_whose_common_text_was_never_sent_is_told_alone(
    desk: Desk, post: Post, later: Any
) -> None:
    first, second = desk.book(desk.at(3)), desk.book(desk.at(3, 14))
    post.faults = [sms.TextNotSent("ThrottlingException")]
    with pytest.raises(sms.TextNotSent):
        remind(desk, later, first)

    appointments.cancel(desk.ctx, first.id, "")
    notices.remind(desk.ctx, first.id, 1)
    remind(desk, later, second)

    [(_, body)] = post.texts
    assert "14:00" in body and "10:00" not in body


def test_crash_while_calling_sends_nothing_again(desk: Desk, post: Post, later: Any) -> None:
    visit = desk.book(desk.at(3))
    post.faults = [KeyboardInterrupt("killed")]  # type: ignore[list-item]
    with pytest.raises(KeyboardInterrupt):
        remind(desk, later, visit)

    notices.remind(desk.ctx, visit.id, 1)

    assert post.texts == []
    assert _message(desk, visit).status == "calling"


def test_uncertain_text_is_followed_by_a_mail_once(desk: Desk, post: Post, later: Any) -> None:
    patients.update(desk.ctx, desk.person.id, {"email": "ada@example.com"}, 1)
    first, second = desk.book(desk.at(3)), desk.book(desk.at(3, 14))
    post.faults = [sms.TextUncertain("timeout")]
    remind(desk, later, first)
    stuck = _message(desk, first).id

    notices.settle(desk.ctx, stuck)
    notices.settle(desk.ctx, stuck)

    assert _message(desk, first).status == "uncertain"
    [(to, body)] = post.mails
    assert to == "ada@example.com"
    assert "10:00" in body and "14:00" in body
    assert _message(desk, second, channel="email").status == "skipped"


def test_uncertain_text_about_a_moved_visit_is_followed_by_nothing(
    desk: Desk, post: Post, later: Any
) -> None:
    patients.update(desk.ctx, desk.person.id, {"email": "ada@example.com"}, 1)
    visit = desk.book(desk.at(3))
    post.faults = [sms.TextUncertain("timeout")]
    remind(desk, later, visit)

    moves.move(desk.ctx, visit.id, Move(desk.at(8)))
    notices.settle(desk.ctx, _message(desk, visit).id)

    assert post.mails == []


def test_pending_reminder_whose_timer_stands_is_left_to_it(
    desk: Desk, post: Post, later: Any
) -> None:
    visit = desk.book(desk.at(3))
    post.faults = [sms.TextNotSent("ThrottlingException")]
    with pytest.raises(sms.TextNotSent):
        remind(desk, later, visit)

    notices.settle(desk.ctx, _message(desk, visit).id)
    assert _message(desk, visit).status == "pending"
    notices.remind(desk.ctx, visit.id, 1)

    assert len(post.texts) == 1


def test_pending_message_that_nobody_sends_any_more_has_failed(
    desk: Desk, post: Post, later: Any
) -> None:
    visit = desk.book(desk.at(3))
    post.faults = [sms.TextNotSent("ThrottlingException")]
    with pytest.raises(sms.TextNotSent):
        remind(desk, later, visit)
    appointments.cancel(desk.ctx, visit.id, "")

    notices.settle(desk.ctx, _message(desk, visit).id)

    assert _message(desk, visit).status == "failed"
    assert _message(desk, visit).because.endswith("it could not be sent")


def test_refused_text_is_followed_by_a_mail(desk: Desk, post: Post, later: Any) -> None:
    patients.update(desk.ctx, desk.person.id, {"email": "ada@example.com"}, 1)
    visit = desk.book(desk.at(3))
    post.faults = [sms.TextRefused("DESTINATION_PHONE_NUMBER_NOT_VERIFIED")]

    remind(desk, later, visit)

    assert _message(desk, visit).status == "failed"
    assert len(post.mails) == 1


def test_number_that_said_stop_gets_a_mail_or_nothing(desk: Desk, post: Post, later: Any) -> None:
    visit = desk.book(desk.at(3))
    patients.opt_out(desk.ctx, desk.person.phone or "")

    remind(desk, later, visit)
    assert _message(desk, visit).because.endswith("the number said STOP")
    patients.update(desk.ctx, desk.person.id, {"email": "ada@example.com"}, 1)
    remind(desk, later, visit)

    assert post.texts == []
    assert len(post.mails) == 1


def test_reminder_that_meets_quiet_hours_waits_for_their_end(
    desk: Desk, post: Post, later: Any
) -> None:
    visit = desk.book(desk.at(3, 15))
    change_profile(desk.ctx, quiet_from="14:00", quiet_to="16:00")

    remind(desk, later, visit)

    assert post.texts == []
    [waiting, _] = timers.find(desk.ctx, visit.id, 1).dues
    assert waiting.name == "24h-sms"
    assert waiting.at > clock.now()
    remind(desk, later, visit)
    assert len(post.texts) == 1


@pytest.mark.parametrize(
    ("event", "kind"), [("AppointmentBooked", "booked"), ("AppointmentCancelled", "cancelled")]
)
def test_confirmation_is_sent_once_and_for_the_true_version(
    desk: Desk, post: Post, event: str, kind: str
) -> None:
    visit = desk.book(desk.at(3))
    if kind == "cancelled":
        visit = appointments.cancel(desk.ctx, visit.id, "")

    for version in (visit.schedule_version, visit.schedule_version, 7, visit.schedule_version - 1):
        notices.confirm(desk.ctx, event, visit.id, version)

    assert len(post.texts) == 1
    assert _message(desk, visit, kind).kind == kind


def test_nobody_is_told_of_what_lies_behind(desk: Desk, post: Post, later: Any) -> None:
    visit = desk.book(desk.at(3))
    later(offset() + 5 * 86400)

    notices.confirm(desk.ctx, "AppointmentBooked", visit.id, 1)

    assert post.texts == []
