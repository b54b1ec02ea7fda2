"""A clinic's line without an exchange: what is queued, what rings, and what becomes of it."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib.appointments.model import Appointment
from chalicelib.gateways import connect, queue
from chalicelib.lines import store as lines
from chalicelib.lines.model import Instance, Line
from chalicelib.messages import actions as messages
from chalicelib.messages.model import Message
from chalicelib.notices import actions as notices
from chalicelib.notices import calls, placing, wording
from chalicelib.patients import actions as patients
from tests.store.desk import Desk
from tests.store.notices.conftest import offset

OURS = "+12025550190"
_INSTANCE = "arn:aws:connect:eu-central-1:123456789012:instance/11111111-2222"


@dataclass
class Phone:
    """`queued` waits to be placed; `rung` is (number, attributes) by token, each once."""

    desk: Desk
    later: Any
    queued: list[dict[str, Any]] = field(default_factory=list)
    rung: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    faults: list[Exception] = field(default_factory=list)

    def queue(self, name: str, body: dict[str, Any]) -> None:
        assert name == "OUTBOUND_CALLS"
        self.queued.append(body)

    def ring(
        self, instance: Instance, flow: str, ours: str, to: str, token: str, said: dict[str, str]
    ) -> str:
        if self.faults:
            raise self.faults.pop(0)
        assert (ours, flow) == (OURS, "reminder-flow")
        self.rung[token] = (to, said)
        return f"contact-{token}"

    def place(self) -> None:
        """Work the queue off."""
        while self.queued:
            body = self.queued.pop(0)
            placing.place(self.desk.ctx, body["message_id"], body["attempt"])

    def message(self, visit: Appointment, name: str = "24h-sms", step: str = "sms") -> Message:
        found = messages.find(self.desk.ctx, wording.message_id(self.desk.ctx, visit, name, step))
        assert found
        return found

    def end(self, visit: Appointment, result: str) -> None:
        """The contact record of the latest call comes, twice."""
        message = self.message(visit)
        assert message.call and message.call.contact_id
        for _ in range(2):
            calls.settle(self.desk.ctx, message.id, message.call.contact_id, result)

    def wait(self, minutes: float, visit: Appointment) -> None:
        """Time passes, and the sweeper finds the message's row."""
        self.later(offset() + minutes * 60)
        message = self.message(visit)
        until = message.call and message.call.wait_until
        if until is None or until <= notices.clock.now():
            notices.settle(self.desk.ctx, message.id)


@pytest.fixture
def phone(desk: Desk, later: Any, monkeypatch: pytest.MonkeyPatch) -> Phone:
    """A line, and a patient who prefers calls."""
    made = Phone(desk, later)
    monkeypatch.setenv("REMINDER_FLOW_ARN", f"{_INSTANCE}/contact-flow/reminder-flow")
    monkeypatch.setattr(queue, "send", made.queue)
    monkeypatch.setattr(connect, "start_outbound_call", made.ring)
    lines.put(desk.ctx, Line(OURS, Instance(_INSTANCE), "queue", "queue-arn", "routing"))
    patients.update(desk.ctx, desk.person.id, {"preferred_contact": "phone"}, 1)
    return made
