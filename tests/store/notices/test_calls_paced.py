"""Calls come by their queue, each at its pace, and what became of them by Connect's stream."""

import base64
import json
import time
from typing import Any

import pytest

from chalicelib.errors import Unavailable
from chalicelib.table import keys
from chalicelib.tenants import store as tenants
from functions.queues import place_call
from functions.streams import receive_contact_record
from tests.store.desk import Desk
from tests.store.notices.conftest import Post, remind
from tests.store.notices.line import OURS, Phone, phone

__all__ = ["phone"]


def _brought(bodies: list[dict[str, Any]]) -> Any:
    records = [
        {
            "messageId": f"m{n}", "receiptHandle": "x", "attributes": {}, "md5OfBody": "",
            "messageAttributes": {}, "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:::q",
            "awsRegion": "eu-central-1", "body": json.dumps(body),
        }
        for n, body in enumerate(bodies)
    ]  # fmt: skip
    return place_call.handler({"Records": records}, None)


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []
    monkeypatch.setattr(time, "sleep", found.append)
    return found


def test_queue_brings_a_call_that_is_placed_at_its_pace(
    desk: Desk, post: Post, later: Any, phone: Phone, naps: list[float]
) -> None:
    remind(desk, later, desk.book(desk.at(3)))

    answer = _brought(phone.queued)

    assert answer == {"batchItemFailures": []}
    assert len(phone.rung) == 1
    assert 0 < naps[-1] <= place_call.PACE_SECONDS


def test_call_that_may_succeed_later_comes_back(
    desk: Desk, post: Post, later: Any, phone: Phone, naps: list[float]
) -> None:
    remind(desk, later, desk.book(desk.at(3)))
    phone.faults = [Unavailable("The telephone doesn't answer. Please try again.")]

    assert _brought(phone.queued) == {"batchItemFailures": [{"itemIdentifier": "m0"}]}
    assert _brought(phone.queued) == {"batchItemFailures": []}
    assert len(phone.rung) == 1


@pytest.mark.parametrize(("ours", "status"), [(OURS, "pending"), ("+12025550191", "calling")])
def test_record_of_the_stream_settles_the_call_of_its_numbers_clinic(
    desk: Desk, post: Post, later: Any, phone: Phone, ours: str, status: str
) -> None:
    tenants.point(keys.platform_number(OURS), desk.ctx.tenant_id)
    visit = desk.book(desk.at(3))
    remind(desk, later, visit)
    phone.place()
    message = phone.message(visit)
    record = {
        "ContactId": f"contact-{message.id}-1", "Channel": "VOICE", "InitiationMethod": "API",
        "Attributes": {"message_id": message.id}, "DisconnectReason": "OTHER",
        "SystemEndpoint": {"Address": ours}, "CustomerEndpoint": {"Address": message.to},
        "InitiationTimestamp": "2031-03-05T10:00:05Z",
        "DisconnectTimestamp": "2031-03-05T10:01:05Z",
        "LastUpdateTimestamp": "2031-03-05T10:01:06Z",
    }  # fmt: skip
    data = base64.b64encode(json.dumps(record).encode()).decode()

    for _ in range(2):
        receive_contact_record.handler({"Records": [{"kinesis": {"data": data}}]}, None)

    assert phone.message(visit).status == status
