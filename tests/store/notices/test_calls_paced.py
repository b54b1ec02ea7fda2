"""The queue of calls: one that can't be placed comes back alone, and each takes its second."""

import json
import time
from typing import Any

import pytest

from chalicelib.errors import Unavailable
from functions.queues import place_call
from tests.store.desk import Desk
from tests.store.notices.conftest import Post, remind
from tests.store.notices.line import Phone, phone

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
