"""Which facts are a contact, and what settling does to one."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.inquiries.model import (
    CLOSED,
    OPEN,
    Contact,
    Inquiry,
    Spoken,
    contact_of,
    corrected,
    reply_of,
    settled,
)

_AT = datetime(2027, 3, 22, 6, tzinfo=UTC)


def _inquiry(**changes: object) -> Inquiry:
    said = {"status": OPEN, "outcome": None, **changes}
    return Inquiry("q1", "sms", "question", created_at=_AT, day="2027-03-22", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "source", "version", "contact"),
    [
        ("AppointmentBooked", "widget", 1, Contact("widget", "booking", "booked")),
        ("AppointmentBooked", "console", 1, Contact("console", "booking", "booked")),
        ("AppointmentMoved", "link", 2, Contact("link", "move", "moved")),
        ("AppointmentCancelled", "link", 2, Contact("link", "cancel", "cancelled")),
        ("AppointmentConfirmed", "patient", 1, Contact("link", "confirm", "confirmed")),
    ],
)
def test_fact_from_a_patient_is_a_contact(
    name: str, source: str, version: int, contact: Contact
) -> None:
    assert contact_of(name, source, version) == contact


@pytest.mark.parametrize(
    ("name", "source", "version"),
    [
        ("AppointmentBooked", "owner", 3),  # restored
        ("AppointmentMoved", "console", 2),
        ("AppointmentCancelled", "console", 2),
        ("AppointmentCancelled", "sms", 2),  # the text itself is the contact
        ("AppointmentConfirmed", "system", 1),
        ("AppointmentConfirmed", "operator", 1),
        ("AppointmentBooked", "import", 1),
        ("AppointmentStatusChanged", "patient", 1),
    ],
)
def test_fact_of_the_clinic_itself_is_no_contact(name: str, source: str, version: int) -> None:
    assert contact_of(name, source, version) is None


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [("confirmed", "confirm"), ("cancelled", "cancel"), ("stopped", "stop"), ("else", "question")],
)
def test_reply_has_the_reason_of_its_outcome(outcome: str, reason: str) -> None:
    assert reply_of(outcome) == Contact("sms", reason, outcome)


def test_closing_without_an_outcome_says_that_nothing_came_of_it() -> None:
    closed = settled(_inquiry(), CLOSED, None, None, _AT)

    assert (closed.status, closed.outcome, closed.version) == (CLOSED, "none", 2)
    assert closed.counted_as == ("2027-03-22", "sms", "none")


def test_reopening_takes_the_outcome_back() -> None:
    again = settled(_inquiry(status=CLOSED, outcome="answered"), OPEN, None, "somebody", _AT)

    assert (again.status, again.outcome, again.owner_id) == (OPEN, None, "somebody")
    assert again.counted_as == ("2027-03-22", "sms", "open")


def test_settling_as_it_is_changes_nothing() -> None:
    closed = _inquiry(status=CLOSED, outcome="answered")

    assert settled(closed, CLOSED, None, None, _AT) is closed


def _spoken(outcome: str, **said: object) -> Spoken:
    return Spoken(_AT, "missed", outcome, "+12025550123", **said)  # type: ignore[arg-type]


def test_word_of_staff_stays_whatever_is_told_of_the_call_later() -> None:
    known = _inquiry(status=CLOSED, outcome="abandoned")
    said = settled(known, CLOSED, "booked", "ann", _AT)

    told = corrected(said, _spoken("after_hours", text="late"))

    assert (told.outcome, told.owner_id, told.text) == ("booked", "ann", "late")
    assert corrected(told, _spoken("after_hours", text="late")) is told


def test_what_the_operator_of_the_call_notes_later_counts() -> None:
    said = settled(_inquiry(status=CLOSED, outcome="answered"), CLOSED, "none", None, _AT)
    before, after = (_AT + timedelta(minutes=n) for n in (-1, 1))

    earlier = corrected(said, _spoken("moved", noted_at=before, owner_id="bob"))
    later = corrected(said, _spoken("moved", noted_at=after, owner_id="bob"))

    assert [(each.outcome, each.owner_id) for each in (earlier, later)] == [
        ("none", None), ("moved", "bob"),
    ]  # fmt: skip


def test_what_staff_took_up_again_is_not_touched() -> None:
    opened = settled(_inquiry(status=CLOSED, outcome="abandoned"), OPEN, None, None, _AT)

    assert corrected(opened, _spoken("answered")) is opened
