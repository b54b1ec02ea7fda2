"""Which facts are a contact, and what settling does to one."""

from datetime import UTC, datetime

import pytest

from chalicelib.inquiries.model import CLOSED, OPEN, Contact, Inquiry, contact_of, reply_of, settled

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
    closed = settled(_inquiry(), CLOSED, None, None)

    assert (closed.status, closed.outcome, closed.version) == (CLOSED, "none", 2)
    assert closed.counted_as == ("2027-03-22", "sms", "none")


def test_reopening_takes_the_outcome_back() -> None:
    again = settled(_inquiry(status=CLOSED, outcome="answered"), OPEN, None, "somebody")

    assert (again.status, again.outcome, again.owner_id) == (OPEN, None, "somebody")
    assert again.counted_as == ("2027-03-22", "sms", "open")


def test_settling_as_it_is_changes_nothing() -> None:
    closed = _inquiry(status=CLOSED, outcome="answered")

    assert settled(closed, CLOSED, None, None) is closed
