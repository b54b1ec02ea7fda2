"""Brings what the exchange tells to the product's functions: late, in no order, sometimes twice."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from chalicelib.gateways import connect
from functions.queues import receive_contact_event
from functions.streams import receive_contact_record
from infra.local.telephony.core.floor import EVENT, RECORD
from tests.flows.line import Telephone

Json = dict[str, Any]
_DELAYS = (0.0, 0.0, 0.0, 2.0, 40.0)


@dataclass
class Reports:
    telephone: Telephone
    chance: Random
    seen: int = 0
    waiting: list[tuple[float, str, Json]] = field(default_factory=list)

    def bring(self, everything: bool = False) -> None:
        """What is due by now, or all that is left."""
        now, told = self.telephone.exchange.floor.time.now(), self.telephone.told.told
        for kind, document in told[self.seen :]:
            for _ in range(1 + (self.chance.random() < 0.15)):
                self.waiting.append((now + self.chance.choice(_DELAYS), kind, document))
        self.seen = len(told)
        due = [each for each in self.waiting if everything or each[0] <= now]
        self.waiting = [each for each in self.waiting if each not in due]
        self.chance.shuffle(due)
        for _, kind, document in due:
            _HEARD.get(kind, _nobody)(document)

    def describe(self, _: Any, contact_id: str) -> connect.Contact | None:
        """What DescribeContact tells of a contact."""
        found = self.telephone.exchange.floor.contacts.get(contact_id)
        if found is None:
            return None
        ours, theirs = found.system or "", found.customer or ""
        return connect.Contact(found.id, found.initial_id, found.method, ours, theirs, None)


def _event(document: Json) -> None:
    record = {
        "messageId": "1", "receiptHandle": "1", "body": json.dumps(document), "attributes": {},
        "messageAttributes": {}, "md5OfBody": "", "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-central-1:000000000000:events", "awsRegion": "x",
    }  # fmt: skip
    answer = receive_contact_event.handler({"Records": [record]}, None)
    assert answer == {"batchItemFailures": []}


def _record(document: Json) -> None:
    data = base64.b64encode(json.dumps(document).encode()).decode()
    receive_contact_record.handler({"Records": [{"kinesis": {"data": data}}]}, None)


def _nobody(document: Json) -> None:
    """Agents' events and recordings are for others."""


_HEARD: dict[str, Callable[[Json], None]] = {EVENT: _event, RECORD: _record}
