"""What a text does: for the visits that were asked about, once, and never for a guess."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments import moves
from chalicelib.appointments.moves import Move
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Service
from chalicelib.inquiries import actions as inquiries
from chalicelib.messages import actions as messages
from chalicelib.notices import actions as notices
from chalicelib.patients import actions as patients
from chalicelib.patients.model import PatientDraft
from chalicelib.replies import actions as replies
from chalicelib.replies.actions import Text
from tests.store.desk import Desk
from tests.store.notices.conftest import Post, offset, remind

NUMBER = "+905551110100"


def _say(desk: Desk, body: str, number: str = NUMBER, text_id: str | None = None) -> str:
    text = Text(text_id or clock.new_id(), number, body)
    replies.receive(desk.ctx, text)
    return text.id


def _open(desk: Desk) -> list[Any]:
    return inquiries.list_page(desk.ctx, "open", None, 50, None).items


def _closed(desk: Desk) -> list[str]:
    found = inquiries.list_page(desk.ctx, "closed", "sms", 50, None).items
    return sorted(each.outcome or "" for each in found)


def _status(desk: Desk, visit: Any) -> tuple[str, bool]:
    now = appointments.get(desk.ctx, visit.id)
    return now.status, now.confirmed_at is not None


@pytest.fixture
def asked(desk: Desk, post: Post, later: Any) -> Any:
    """Two visits of a day that one reminder told of."""
    first, second = desk.book(desk.at(3)), desk.book(desk.at(3, 14))
    remind(desk, later, first)
    post.texts.clear()
    return first, second


def test_yes_confirms_all_that_were_told_of(desk: Desk, post: Post, asked: Any) -> None:
    _say(desk, "Yes!")

    assert [_status(desk, v) for v in asked] == [("booked", True)] * 2
    assert len(post.texts) == 1
    assert _closed(desk) == ["confirmed"]


def test_no_cancels_all_that_were_told_of(desk: Desk, post: Post, asked: Any) -> None:
    _say(desk, "no")

    assert [_status(desk, v)[0] for v in asked] == ["cancelled"] * 2
    assert _closed(desk) == ["cancelled"]


def test_no_leaves_a_visit_that_it_was_not_asked_about(desk: Desk, post: Post) -> None:
    other, visit = desk.book(desk.at(3)), desk.book(desk.at(3, 14))
    notices.confirm(desk.ctx, "AppointmentBooked", visit.id, 1)

    _say(desk, "NO")

    assert _status(desk, visit)[0] == "cancelled"
    assert _status(desk, other)[0] == "booked"


def test_no_within_notice_changes_nothing_and_says_so(desk: Desk, post: Post, asked: Any) -> None:
    known = clinic.get_setup(desk.ctx).services[desk.check.id]
    clinic.update(desk.ctx, Service, known.id, {"cancel_notice_minutes": 43200}, known.version)

    _say(desk, "NO")

    assert [_status(desk, v)[0] for v in asked] == ["booked"] * 2
    assert len(_open(desk)) == 1
    assert "too late" in post.texts[0][1]


def test_text_brought_again_does_nothing_more(desk: Desk, post: Post, asked: Any) -> None:
    text_id = _say(desk, "YES")
    moved = moves.move(desk.ctx, asked[0].id, Move(desk.at(1, 23)))
    before = desk.kept()

    _say(desk, "YES", text_id=text_id)

    assert desk.kept() == before
    assert _status(desk, moved) == ("booked", False)


def test_yes_to_a_time_that_was_moved_is_for_a_person(desk: Desk, post: Post) -> None:
    visit = desk.book(desk.at(3))
    notices.confirm(desk.ctx, "AppointmentBooked", visit.id, 1)
    moves.move(desk.ctx, visit.id, Move(desk.at(6)))

    _say(desk, "YES")

    assert _status(desk, visit) == ("booked", False)
    assert [each.text for each in _open(desk)] == ["YES"]


def test_stop_counts_at_once_and_is_answered_once(desk: Desk, post: Post) -> None:
    text_id = _say(desk, "Stop.")
    assert patients.is_opted_out(desk.ctx, NUMBER)

    _say(desk, "STOP", text_id=text_id)
    _say(desk, "STOP")

    assert len(post.texts) == 1
    assert _closed(desk) == ["stopped", "stopped"]


def test_stop_counts_when_its_answer_can_not_be_sent(desk: Desk, post: Post) -> None:
    from chalicelib.gateways import sms

    post.faults = [sms.TextNotSent("ThrottlingException")]
    text = Text(clock.new_id(), NUMBER, "STOP")
    with pytest.raises(sms.TextNotSent):
        replies.receive(desk.ctx, text)
    assert patients.is_opted_out(desk.ctx, NUMBER)

    replies.receive(desk.ctx, text)

    assert len(post.texts) == 1, "the answer comes when the carrier tries again"


def test_old_stop_brought_again_after_start_does_nothing(desk: Desk, post: Post) -> None:
    text_id = _say(desk, "STOP")
    _say(desk, "START")

    _say(desk, "STOP", text_id=text_id)

    assert not patients.is_opted_out(desk.ctx, NUMBER)
    assert len(post.texts) == 2


def test_lone_cancel_stops_and_is_looked_at(desk: Desk, post: Post, asked: Any) -> None:
    _say(desk, "Cancel")

    assert patients.is_opted_out(desk.ctx, NUMBER)
    assert [_status(desk, v)[0] for v in asked] == ["booked"] * 2
    assert len(_open(desk)) == 1


def test_free_text_opens_one_entry_of_its_patient(desk: Desk, post: Post) -> None:
    text_id = _say(desk, "please stop by earlier?")
    _say(desk, "please stop by earlier?", text_id=text_id)

    [found] = _open(desk)
    assert (found.patient_id, found.phone) == (desk.person.id, NUMBER)
    assert post.texts == []
    assert not patients.is_opted_out(desk.ctx, NUMBER)


def test_unknown_number_opens_an_entry_of_nobody(desk: Desk, post: Post) -> None:
    _say(desk, "YES", number="+905551110199")

    [found] = _open(desk)
    assert (found.patient_id, found.phone) == (None, "+905551110199")


def test_text_of_a_shared_number_is_nobodys_unless_asked(desk: Desk, post: Post) -> None:
    child = patients.match_or_create(desk.ctx, PatientDraft("Bo", "Example", NUMBER))
    visit = desk.book(desk.at(3), patient_id=child.id)
    _say(desk, "hello")
    assert [each.patient_id for each in _open(desk)] == [None]

    notices.confirm(desk.ctx, "AppointmentBooked", visit.id, 1)
    _say(desk, "evet")

    assert _status(desk, visit) == ("booked", True)


def test_yes_after_the_visit_is_for_a_person(desk: Desk, post: Post, later: Any) -> None:
    visit = desk.book(desk.at(2))
    notices.confirm(desk.ctx, "AppointmentBooked", visit.id, 1)
    later(offset() + 3.4 * 86400)

    _say(desk, "YES")

    assert _status(desk, visit) == ("booked", False)
    assert len(_open(desk)) == 1


def test_other_clinic_hears_nothing(desk: Desk, post: Post, asked: Any, other: Any) -> None:
    replies.receive(replace(other), Text("t", NUMBER, "NO"))

    assert [_status(desk, v)[0] for v in asked] == ["booked"] * 2
    assert messages.list_thread(desk.ctx, NUMBER)[0].direction == "outbound"


def test_text_with_half_of_an_emoji_is_kept(desk: Desk, post: Post) -> None:
    """Carriers divide long texts where they please."""
    _say(desk, "I can't come \ud83d")

    assert [each.body for each in messages.list_thread(desk.ctx, NUMBER)] == ["I can't come \ufffd"]
    assert len(_open(desk)) == 1
