"""Whatever Connect tells, and however often: one call, one inquiry, one entry if it was missed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.calls import actions, hearing, ledger, store
from chalicelib.context import Context
from chalicelib.errors import Unavailable
from chalicelib.gateways import connect
from chalicelib.inquiries import actions as inquiries
from chalicelib.inquiries.model import Inquiry
from chalicelib.missed import actions as missed
from tests.store.calls.conftest import CALLER, OURS, Phone


def _inquiries(ctx: Context) -> list[Inquiry]:
    return inquiries.list_page(ctx, "all", "phone", 100, None).items


def _open(ctx: Context) -> list[missed.MissedCall]:
    return missed.list_page(ctx, "open", 25, None).items


def test_abandoned_call_is_one_call_one_inquiry_and_one_entry(phone: Phone) -> None:
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    for _ in range(2):
        phone.tell("QUEUED", "call-1")
        phone.tell("DISCONNECTED", "call-1")

    [call] = store.list_before(phone.ctx, datetime.now(UTC).strftime("%Y-%m"), "~", 9)
    [inquiry] = _inquiries(phone.ctx)
    [entry] = _open(phone.ctx)
    assert (call[1].id, call[1].number, call[1].status) == ("call-1", CALLER, "ended")
    assert (inquiry.outcome, inquiry.status, inquiry.phone) == ("abandoned", "closed", CALLER)
    assert (entry.number, entry.count, entry.text) == (CALLER, 1, "sent")
    assert entry.due_at > entry.last_at
    [(to, body)] = phone.carrier.texts
    assert to == CALLER
    assert "https://frontdesk.test/book/" in body


def test_answered_call_is_closed_and_nobody_is_texted(phone: Phone) -> None:
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    phone.tell("DISCONNECTED", "call-1", **phone.answered())
    phone.tell("CONNECTED_TO_AGENT", "call-1", **phone.answered())

    [inquiry] = _inquiries(phone.ctx)
    assert (inquiry.outcome, _open(phone.ctx), phone.carrier.texts) == ("answered", [], [])


def test_record_that_comes_late_corrects_what_was_thought(phone: Phone) -> None:
    """The event of an answer is lost: the record knows of it."""
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    phone.tell("DISCONNECTED", "call-1")
    assert len(_open(phone.ctx)) == 1
    agent = {"ARN": "arn/agent/user-1", "ConnectedToAgentTimestamp": "2027-03-22T09:00:00Z"}

    for _ in range(2):
        hearing.hear_record(phone.record("call-1", Agent=agent))

    [inquiry] = _inquiries(phone.ctx)
    assert (inquiry.outcome, _open(phone.ctx)) == ("answered", [])


def test_word_of_staff_is_not_overwritten_by_a_record_that_comes_late(phone: Phone) -> None:
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    phone.tell("DISCONNECTED", "call-1")
    [known] = _inquiries(phone.ctx)
    said = {"status": "closed", "outcome": "booked"}
    inquiries.settle(phone.ctx, known.id, said, known.version)
    agent = {"ARN": "arn/agent/user-1", "ConnectedToAgentTimestamp": "2027-03-22T09:00:00Z"}

    for _ in range(2):
        hearing.hear_record(phone.record("call-1", Agent=agent))

    [inquiry] = _inquiries(phone.ctx)
    assert (inquiry.outcome, inquiry.status) == ("booked", "closed")


def test_caller_whom_the_operator_cut_off_is_to_be_called(phone: Phone) -> None:
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    phone.tell("QUEUED", "call-1")
    phone.tell("DISCONNECTED", "call-1", disconnectReason="AGENT_DISCONNECT")

    [inquiry], [entry] = _inquiries(phone.ctx), _open(phone.ctx)
    assert (inquiry.reason, inquiry.outcome, entry.reason) == ("missed", "cut_off", "cut_off")


def test_booking_by_keypad_is_the_one_inquiry(phone: Phone) -> None:
    person = phone.desk.person
    actions.begin(phone.ctx, "call-1", person.phones[0], "INBOUND")
    for _ in range(2):
        actions.note(phone.ctx, "call-1", "booked", patient_id=person.id, appointment_id="v" * 16)
    detail = {
        "subject_id": "v" * 16, "version": 1, "patient_id": person.id, "source": "phone",
        "at": "2027-03-01T22:30:01Z", "actor": "patient",
    }  # fmt: skip
    inquiries.record_fact(phone.ctx, "AppointmentBooked", detail)
    phone.tell("DISCONNECTED", "call-1")

    [inquiry] = _inquiries(phone.ctx)
    assert (inquiry.reason, inquiry.outcome) == ("booking", "booked")
    assert (inquiry.patient_id, inquiry.appointment_id) == (person.id, "v" * 16)
    assert _open(phone.ctx) == []


def test_whole_chain_is_one_call(phone: Phone) -> None:
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    phone.tell("DISCONNECTED", "call-1", **phone.answered("user-1"))
    told = {"initialContactId": "call-1", "initiationMethod": "TRANSFER"}
    phone.tell("CONNECTED_TO_AGENT", "call-2", **told, **phone.answered("user-2"))

    assert actions.get(phone.ctx, "call-2").id == "call-1"
    assert [c.status for c in store.list_live(phone.ctx)] == ["talking"]
    phone.tell("DISCONNECTED", "call-2", **told, **phone.answered("user-2"))
    assert store.list_live(phone.ctx) == []
    assert len(_inquiries(phone.ctx)) == 1


def test_number_of_another_clinic_is_another_clinics_call(phone: Phone, other: Context) -> None:
    """The tenant comes from the number that was dialled, whatever else is said."""
    tags = {"aws:connect:systemEndpoint": "+12025550188", "tenant_id": phone.ctx.tenant_id}
    phone.tell("DISCONNECTED", "call-1", tags=tags)
    assert (ledger.find(phone.ctx, "call-1"), ledger.find(other, "call-1")) == (None, None)

    phone.known["call-2"] = connect.Contact("call-2", "call-2", "INBOUND", OURS, CALLER, None)
    phone.tell("DISCONNECTED", "call-2", tags={})
    assert actions.get(phone.ctx, "call-2").status == "ended"
    assert ledger.find(other, "call-2") is None


def test_whom_we_call_is_asked_of_connect(phone: Phone) -> None:
    phone.known["call-1"] = connect.Contact("call-1", "call-1", "OUTBOUND", OURS, CALLER, None)

    phone.tell("INITIATED", "call-1", initiationMethod="OUTBOUND")

    call = actions.get(phone.ctx, "call-1")
    assert (call.direction, call.number, call.status) == ("outbound", CALLER, "dialling")


def test_failure_after_the_call_was_kept_loses_nothing(phone: Phone, monkeypatch: Any) -> None:
    """The inquiry can't be written once: the event comes again, and finds the call as it was."""
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    event = phone.event("DISCONNECTED", "call-1")
    with monkeypatch.context() as broken:
        broken.setattr(inquiries, "record_call", _refuse)
        with pytest.raises(Unavailable):
            hearing.hear_event(event)
    assert (_inquiries(phone.ctx), phone.carrier.texts) == ([], [])

    hearing.hear_event(event)

    assert (len(_inquiries(phone.ctx)), len(_open(phone.ctx))) == (1, 1)
    assert len(phone.carrier.texts) == 1


def _refuse(*_: Any) -> None:
    raise Unavailable("not now")


def test_operators_state_is_kept_by_its_latest_event(phone: Phone) -> None:
    from chalicelib.tenants import actions as tenants

    tenants.point_agent(phone.ctx, "user-1")

    def event(at: str, name: str) -> dict[str, Any]:
        status = {"Name": name, "StartTimestamp": at}
        return {"AgentARN": "arn/agent/user-1", "EventTimestamp": at, "EventType": "STATE_CHANGE",
                "CurrentAgentSnapshot": {"AgentStatus": status}}  # fmt: skip

    for at, name in (("09:02", "Lunch"), ("09:01", "Available"), ("09:02", "Lunch")):
        hearing.hear_record(event(f"2027-03-22T{at}:00.000Z", name))

    [state] = store.list_states(phone.ctx)
    assert (state.user_id, state.name) == ("user-1", "Lunch")


def test_visit_that_an_operator_books_in_a_call_is_no_second_inquiry(phone: Phone) -> None:
    visit = phone.desk.book(phone.desk.at(), source="phone")
    detail = {
        "subject_id": visit.id, "version": 1, "patient_id": visit.patient_id, "source": "phone",
        "at": "2027-03-01T22:30:01Z", "actor": "staff",
    }  # fmt: skip

    inquiries.record_fact(phone.ctx, "AppointmentBooked", detail)

    assert inquiries.list_page(phone.ctx, "all", None, 9, None).items == []
