"""What is due is found by the sweeper and done by its workflow, also when it failed before."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.calls import actions, hearing
from chalicelib.gateways import sms, workflows
from chalicelib.missed import actions as missed
from chalicelib.table import keys
from functions.queues import close_missed_call, keep_recording, receive_contact_event
from functions.schedules import sweep_timers
from functions.streams import receive_contact_record
from functions.workflows import keep_promise, text_missed_caller
from tests.store.calls.conftest import CALLER, Phone

_HANDLERS = {
    "TEXT_MISSED_CALLER": text_missed_caller.handler,
    "KEEP_PROMISE": keep_promise.handler,
}
Ran = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Ran:
    """Workflows run where they are started; each is tried twice, as Step Functions does."""
    started: Ran = []

    def start(machine: str, name: str, given: dict[str, Any]) -> bool:
        started.append((machine, given))
        for attempt in (1, 2):
            try:
                _HANDLERS[machine](given, None)
            except sms.TextNotSent:
                if attempt == 2:
                    raise
            else:
                break
        return True

    monkeypatch.setattr(workflows, "start", start)
    return started


def _missed_after_hours(phone: Phone, close: Callable[[], None]) -> missed.MissedCall:
    close()
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    phone.tell("DISCONNECTED", "call-1")
    [entry] = missed.list_page(phone.ctx, "open", 25, None).items
    return entry


def test_text_is_sent_by_the_sweep_after_the_clinic_opened_once(
    phone: Phone, close: Callable[[], None], later: Callable[[float], None], ran: Ran
) -> None:
    entry = _missed_after_hours(phone, close)
    assert entry.text_at
    sweep_timers.handler({}, None)
    assert ran == []

    later((entry.text_at - clock.now()).total_seconds() + 30)
    phone.carrier.faults = [sms.TextNotSent()]
    for _ in range(2):
        sweep_timers.handler({}, None)

    ids = {"tenant_id": phone.ctx.tenant_id, "missed_call_id": entry.id}
    assert ran == [("TEXT_MISSED_CALLER", ids)], "it left the index when it was sent"
    assert [to for to, _ in phone.carrier.texts] == [CALLER]


def test_broken_promise_is_found_by_the_sweep(
    phone: Phone, later: Callable[[float], None], ran: Ran
) -> None:
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    until = actions.promise_callback(phone.ctx, "call-1", CALLER)
    phone.tell("DISCONNECTED", "call-1")

    later((until - clock.now()).total_seconds() + 30)
    for _ in range(2):
        sweep_timers.handler({}, None)

    assert [machine for machine, _ in ran] == ["KEEP_PROMISE"]
    [entry] = missed.list_page(phone.ctx, "open", 25, None).items
    assert entry.reason == "broken"


def _sqs(*bodies: dict[str, Any]) -> dict[str, Any]:
    return {
        "Records": [
            {"messageId": f"m{n}", "body": json.dumps(body), "eventSource": "aws:sqs"}
            for n, body in enumerate(bodies)
        ]
    }


def test_event_that_fails_once_comes_back_alone_and_is_not_lost(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = _sqs(phone.event("DISCONNECTED", "call-1"), phone.event("DISCONNECTED", "call-2"))
    real = hearing.hear_event
    monkeypatch.setattr(hearing, "hear_event", _failing_for("call-1", real))

    told = receive_contact_event.handler(events, None)

    assert told == {"batchItemFailures": [{"itemIdentifier": "m0"}]}
    monkeypatch.setattr(hearing, "hear_event", real)
    assert receive_contact_event.handler(events, None) == {"batchItemFailures": []}
    assert {actions.get(phone.ctx, f"call-{n}").status for n in (1, 2)} == {"ended"}


def _failing_for(call_id: str, real: Callable[[Any], None]) -> Callable[[Any], None]:
    def hear(event: dict[str, Any]) -> None:
        if event["detail"]["contactId"] == call_id:
            raise OSError
        real(event)

    return hear


def test_unreadable_record_does_not_keep_the_stream(phone: Phone) -> None:
    data = [b"\xff not json", json.dumps(phone.record("call-1")).encode()]
    records = [{"kinesis": {"data": base64.b64encode(each).decode()}} for each in data]

    receive_contact_record.handler({"Records": records}, None)

    call = actions.get(phone.ctx, "call-1")
    assert (call.status, call.number) == ("ended", CALLER)


def test_booking_by_any_way_closes_the_entry(phone: Phone) -> None:
    person = phone.desk.person
    actions.begin(phone.ctx, "call-1", person.phones[0], "INBOUND")
    phone.tell("DISCONNECTED", "call-1")
    ids = {"tenant_id": phone.ctx.tenant_id, "patient_id": person.id}
    detail = {**ids, "at": keys.instant(clock.now() + timedelta(seconds=5))}

    for _ in range(2):
        told = close_missed_call.handler(_sqs({"detail": detail}), None)

    assert told == {"batchItemFailures": []}
    assert missed.list_page(phone.ctx, "open", 25, None).items == []


def test_recording_of_nobody_is_let_go(phone: Phone) -> None:
    named = {"bucket": {"name": "b"}, "object": {"key": "x/nobody_20270322T09:00_UTC.wav"}}

    assert keep_recording.handler(_sqs({"detail": named}), None) == {"batchItemFailures": []}
