"""A telephone in tests: steps of a call asked as Connect asks them, each of them twice."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.dialogue.catalogue import REFUSED, STEPS
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient, PatientDraft
from functions.connect import answer_call
from tests.store.desk import Desk

DIALLED, CALLER, STRANGER = "+12025550110", "+905551110100", "+905551110199"
Answer = dict[str, str]
_SAMPLE = Path(__file__).with_name("event.json")


@dataclass
class Call:
    """One call to a clinic. `again` asks each step a second time, as a late answer makes Connect
    do, and holds it to the same answer."""

    desk: Desk
    caller: str | None = CALLER
    dialled: str = DIALLED
    again: bool = True
    contact_id: str = field(default_factory=lambda: clock.new_id(24))

    def ask(self, step: str, **said: str) -> Answer:
        answer = self.ask_once(step, **said)
        if self.again:
            assert self.ask_once(step, **said) == answer
        return answer

    def ask_once(self, step: str, **said: str) -> Answer:
        answer: Answer = answer_call.handler(self.event(step, **said), None)
        kind = STEPS[step]
        assert set(said) <= set(kind.takes)
        assert answer["status"] in (*kind.statuses, REFUSED)
        assert set(answer) == {"status", "say", *kind.gives}
        assert answer["say"] or step == "note"
        assert all(isinstance(each, str) for each in answer.values())
        return answer

    def event(self, step: str, **said: str) -> dict[str, Any]:
        event: dict[str, Any] = json.loads(_sample())
        contact = event["Details"]["ContactData"]
        contact |= {"ContactId": self.contact_id, "InitialContactId": self.contact_id}
        contact["SystemEndpoint"]["Address"] = self.dialled
        address = {"Address": self.caller, "Type": "TELEPHONE_NUMBER"}
        contact["CustomerEndpoint"] = address if self.caller is not None else None
        contact["Queue"] = None
        event["Details"]["Parameters"] = {"step": step, **said}
        return event

    def to_times(self, digits: str = "", who: str = "0") -> Answer:
        """Through the menus to the first offered times."""
        self.ask("greet", language="")
        self.ask("for_whom")
        self.ask("choose_person", digits=digits)
        listed = self.ask("services", page="")
        self.ask("choose_service", key="1", page=listed["next_page"])
        listed = self.ask("practitioners", page="")
        self.ask("choose_practitioner", key=who, page=listed["next_page"])
        return self.ask("times", page="")

    def book(self, digits: str = "", key: str = "1", who: str = "0") -> Answer:
        return self.ask("book", key=key, page=self.to_times(digits, who=who)["next_page"])


def person(ctx: Context, name: str, phone: str = CALLER, born: date | None = None) -> Patient:
    return patients.match_or_create(ctx, PatientDraft(name, "Example", phone, birth_date=born))


@cache
def _sample() -> str:
    return _SAMPLE.read_text(encoding="utf-8")
