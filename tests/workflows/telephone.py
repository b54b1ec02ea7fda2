"""The patient's telephone in a reminder history: what rings, who answers, what is reported."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from chalicelib.errors import AppError, Unavailable
from chalicelib.gateways import sms
from chalicelib.lines import store as lines
from chalicelib.lines.model import Instance, Line
from chalicelib.messages import actions as messages
from chalicelib.notices import actions as notices
from chalicelib.notices import calls, placing, telling

if TYPE_CHECKING:
    from tests.workflows.world import World

_OURS = "+12025550190"
_INSTANCE = "arn:aws:connect:eu-central-1:123456789012:instance/11111111-2222"
FLOW = f"{_INSTANCE}/contact-flow/reminder"
# What becomes of a call: a key, silence, or that nobody was reached or nobody says so; "gone" is a
# visit that is cancelled while it rings.
OUTCOMES = ["1", "2", "3", "9", "silent", "busy", "busy", "no_answer", "hung_up", "lost", "gone"]
_REPORTED = {"busy": "busy", "no_answer": "no_answer", "lost": ""}
_MOST = 3


@dataclass
class Telephone:
    """`outcomes` of the next calls; `wrong` is what must never happen."""

    world: "World"
    outcomes: list[str] = field(default_factory=list)
    is_on: bool = False
    queued: list[dict[str, Any]] = field(default_factory=list)
    brought: list[dict[str, Any]] = field(default_factory=list)
    contacts: dict[str, str] = field(default_factory=dict)
    ringing: list[tuple[str, str]] = field(default_factory=list)
    records: list[tuple[str, str, str]] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)
    rung: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def lay(self) -> None:
        """The clinic's line."""
        line = Line(_OURS, Instance(_INSTANCE), "queue", "queue-arn", "routing")
        lines.put(self.world.ctx, line)
        self.is_on = True

    def queue(self, _name: str, body: dict[str, Any]) -> None:
        self.queued.append(body)

    def work(self) -> None:
        """Calls are brought to be placed, old ones again, until nobody is left to be called."""
        while self.queued:
            body = self.queued.pop(0)
            self.brought.append(body)
            for each in [body] * self.world.repeats + self.brought[-3:]:
                _again(placing.place, self.world.ctx, each["message_id"], each["attempt"])
            while self.ringing:
                self._talk(*self.ringing.pop(0))
            for record in self.records[-3:] * self.world.repeats:
                _again(calls.settle, self.world.ctx, *record)

    def look_after(self, message_id: str) -> bool:
        """A message's row fell due: only calls are looked after here."""
        message = messages.find(self.world.ctx, message_id)
        if message is None or message.channel != "voice":
            return False
        for _ in range(self.world.repeats):
            _again(notices.settle, self.world.ctx, message_id)
        return True

    def ring(
        self, _instance: Any, _flow: str, _ours: str, _to: str, token: str, said: dict[str, str]
    ) -> str:
        """Amazon Connect: the same token is the same contact; it fails before or after."""
        fault = self.world.faults.pop() if self.world.faults else "sent"
        if fault == "not_sent":
            raise Unavailable("The telephone doesn't answer. Please try again.")
        if token not in self.contacts:
            self.contacts[token] = f"contact-{len(self.contacts)}-{token}"
            self._look_at(said["message_id"])
            self.ringing.append((said["message_id"], self.contacts[token]))
        if fault == "uncertain":
            raise Unavailable("The telephone doesn't answer. Please try again.")
        return self.contacts[token]

    def _look_at(self, message_id: str) -> None:
        message = messages.find(self.world.ctx, message_id)
        assert message
        self.rung[message_id] += 1
        hour = self.world.now().astimezone(ZoneInfo("Europe/London")).hour
        if not telling.list_told_by(self.world.ctx, message):
            self.wrong.append("called about dead visits")
        if message_id in self.heard:
            self.wrong.append("called again after it was heard")
        if self.rung[message_id] > _MOST:
            self.wrong.append("called too often")
        if not 9 <= hour < 20:
            self.wrong.append(f"called at {hour}")

    def _talk(self, message_id: str, contact_id: str) -> None:
        """One call, to its end."""
        outcome = self.outcomes.pop() if self.outcomes else "silent"
        report = _REPORTED.get(outcome, "answered")
        if outcome == "gone":
            self._cancel_one(message_id)
        if outcome not in (*_REPORTED, "hung_up"):
            self._listen(message_id, outcome)
        if report:
            self.records.append((message_id, contact_id, report))

    def _listen(self, message_id: str, key: str) -> None:
        world = self.world
        told = [calls.tell(world.ctx, message_id, world.number) for _ in range(world.repeats)]
        if told[0] is not None:
            self.heard.add(message_id)
            world.count_heard(message_id, told[0].visits)
        if key == "silent" or (told[0] is None and key != "gone"):
            return
        pressed = "1" if key == "gone" else key
        given = [
            calls.answer(world.ctx, message_id, world.number, pressed) for _ in range(world.repeats)
        ]
        if len(set(given)) != 1:
            self.wrong.append(f"one key, several answers: {given}")

    def _cancel_one(self, message_id: str) -> None:
        message = messages.find(self.world.ctx, message_id)
        told = telling.list_told_by(self.world.ctx, message) if message else []
        try:
            self.world.cancel_visit(told[0].id)
        except (AppError, IndexError):
            return


def _again(what: Callable[..., None], *given: Any) -> None:
    """As queues, streams and workflows do: what fails is brought again."""
    for _ in range(6):
        try:
            what(*given)
        except (Unavailable, sms.TextNotSent):
            continue
        return
