"""What carriers report settles a text once and forwards only; a day has a number of texts."""

import json
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.context import Context
from chalicelib.messages import actions as messages
from chalicelib.messages import outcomes, store
from chalicelib.messages.model import Message, Outgoing
from chalicelib.notices import actions as notices
from chalicelib.notices import wording
from chalicelib.patients import actions as patients
from functions.queues import receive_delivery
from tests.store.desk import Desk
from tests.store.notices.conftest import Post, desk, post, remind

__all__ = ["desk", "post"]


def _text(ctx: Context, status: str = "sent") -> Message:
    now = datetime.fromtimestamp(clock.epoch(), UTC)
    made = Message(clock.new_id(26), "reminder", "sms", "outbound", "…", "+905551110100", status,
                   "it was due", now, provider_id="aws-1")  # fmt: skip
    store.create(ctx, made)
    return made


@pytest.mark.parametrize(
    ("before", "event", "after"),
    [
        ("calling", "TEXT_QUEUED", "sent"),
        ("calling", "TEXT_DELIVERED", "delivered"),
        ("sent", "TEXT_DELIVERED", "delivered"),
        ("sent", "TEXT_SENT", "sent"),
        ("uncertain", "TEXT_SUCCESSFUL", "sent"),
        ("uncertain", "TEXT_CARRIER_UNREACHABLE", "failed"),
        ("sent", "TEXT_BLOCKED", "failed"),
        ("sent", "TEXT_TTL_EXPIRED", "failed"),
        ("delivered", "TEXT_UNKNOWN", "delivered"),
        ("delivered", "TEXT_SENT", "delivered"),
        ("failed", "TEXT_DELIVERED", "failed"),
    ],
)
def test_report_moves_a_text_forwards_only(
    ctx: Context, before: str, event: str, after: str
) -> None:
    text = _text(ctx, before)

    told = outcomes.settle_delivery(ctx, text.id, event)

    kept = messages.find(ctx, text.id)
    assert kept == told
    assert kept and kept.status == after
    assert kept.because.endswith(f"; {event}") == (after == "failed" != before)
    assert kept.version == text.version + (before != after)


def test_reports_out_of_order_and_twice_come_to_the_same(ctx: Context) -> None:
    events = ("TEXT_QUEUED", "TEXT_SENT", "TEXT_DELIVERED", "TEXT_DELIVERED")

    ends = set()
    for order in sorted(set(permutations(events))):
        text = _text(ctx, "calling")
        for event in order:
            outcomes.settle_delivery(ctx, text.id, event)
        kept = messages.find(ctx, text.id)
        ends.add(kept and kept.status)

    assert ends == {"delivered"}


def test_report_on_an_unknown_text_is_nothing(ctx: Context) -> None:
    assert outcomes.settle_delivery(ctx, "a" * 26, "TEXT_DELIVERED") is None


def test_day_has_a_number_of_texts(
    ctx: Context, desk: Desk, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "TEXTS_A_DAY", 3)

    sent = [
        messages.send(ctx, Outgoing(f"{n:026d}", "written", "sms", "+905551110100", "Hi", "why"))
        for n in range(5)
    ]

    assert [each.status for each in sent] == ["sent"] * 3 + ["failed"] * 2
    assert sent[-1].because == "why; TooMany"
    assert len(post.texts) == 3


def test_cap_of_one_clinic_is_no_others(
    ctx: Context, other: Context, desk: Desk, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "TEXTS_A_DAY", 1)
    wanted = Outgoing("a" * 26, "written", "email", "ada@example.com", "Hi", "why")

    messages.send(ctx, Outgoing("b" * 26, "written", "sms", "+905551110100", "Hi", "why"))

    assert messages.send(ctx, wanted).status == "sent"  # mails are not counted
    messages.limits.spend(other, "texts", 1, 86400)


def _report(desk: Desk, message_id: str, event: str) -> Any:
    """As SQS brings it: the carrier's event in an SNS notification."""
    said = {
        "eventType": event, "messageStatus": event.removeprefix("TEXT_"),
        "context": {"tenant_id": desk.ctx.tenant_id, "message_id": message_id},
    }  # fmt: skip
    record = {
        "messageId": clock.new_id(), "receiptHandle": "x", "attributes": {}, "md5OfBody": "",
        "messageAttributes": {}, "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:::q",
        "awsRegion": "eu-central-1", "body": json.dumps({"Message": json.dumps(said)}),
    }  # fmt: skip
    return receive_delivery.handler({"Records": [record]}, None)


def test_reminders_text_that_fails_is_followed_by_a_mail_once(
    desk: Desk, post: Post, later: Any
) -> None:
    patients.update(desk.ctx, desk.person.id, {"email": "ada@example.com"}, 1)
    visit = desk.book(desk.at(3))
    remind(desk, later, visit)
    text_id = wording.message_id(desk.ctx, visit, "24h-sms", "sms")

    for event in ("TEXT_QUEUED", "TEXT_CARRIER_UNREACHABLE", "TEXT_CARRIER_UNREACHABLE"):
        assert _report(desk, text_id, event) == {"batchItemFailures": []}

    [(to, body)] = post.mails
    assert to == "ada@example.com" and "10:00" in body
    mail = messages.find(desk.ctx, wording.message_id(desk.ctx, visit, "24h-sms", "email"))
    assert mail and mail.because == "the text failed"


def test_text_about_a_cancelled_visit_that_fails_is_followed_by_nothing(
    desk: Desk, post: Post, later: Any
) -> None:
    patients.update(desk.ctx, desk.person.id, {"email": "ada@example.com"}, 1)
    visit = desk.book(desk.at(3))
    remind(desk, later, visit)
    appointments.cancel(desk.ctx, visit.id, "")

    _report(desk, wording.message_id(desk.ctx, visit, "24h-sms", "sms"), "TEXT_BLOCKED")

    assert post.mails == []


def test_confirmation_that_fails_is_mailed_already(desk: Desk, post: Post) -> None:
    patients.update(desk.ctx, desk.person.id, {"email": "ada@example.com"}, 1)
    visit = desk.book(desk.at(3))
    notices.confirm(desk.ctx, "AppointmentBooked", visit.id, 1)

    _report(desk, wording.message_id(desk.ctx, visit, "booked", "sms"), "TEXT_BLOCKED")

    assert len(post.mails) == 1
