"""Small flows written by hand and played against answers that are given beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

from infra.local.telephony.flow.answers import Answer, Done
from infra.local.telephony.flow.contact import Contact, Queue
from infra.local.telephony.flow.document import Flow, read
from infra.local.telephony.flow.effects import Effect
from infra.local.telephony.flow.library import Flows
from infra.local.telephony.flow.notes import Note, Problem
from infra.local.telephony.flow.run import FlowRun
from infra.local.telephony.flow.values import Ended

INSTANCE = "arn:aws:connect:eu-central-1:123456789012:instance/9308c2a1"
QUEUE = Queue(f"{INSTANCE}/queue/q1", "Reception", "+12025550100")
NME = "NoMatchingError"
NMC = "NoMatchingCondition"


def contact(**changed: Any) -> Contact:
    given: dict[str, Any] = {
        "contact_id": "c1",
        "instance_arn": INSTANCE,
        "customer_address": "+12025550123",
        "system_address": "+12025550100",
    }
    return Contact(**{**given, **changed})


def action(
    identifier: str,
    kind: str,
    parameters: dict[str, Any] | None = None,
    then: str | None = None,
    on: dict[str, str] | None = None,
    **errors: str,
) -> dict[str, Any]:
    """`on` leads from operands (or `Operator operand`) to actions, `errors` from error types."""
    ways: dict[str, Any] = {} if then is None else {"NextAction": then}
    ways["Errors"] = [{"ErrorType": kind, "NextAction": to} for kind, to in errors.items()]
    ways["Conditions"] = [
        {"NextAction": to, "Condition": _condition(asked)} for asked, to in (on or {}).items()
    ]
    return {
        "Identifier": identifier,
        "Type": kind,
        "Parameters": parameters or {},
        "Transitions": ways,
    }


def _condition(asked: str) -> dict[str, Any]:
    operator, _, operand = asked.rpartition(" ")
    return {"Operator": operator or "Equals", "Operands": [operand]}


def flow(*actions: dict[str, Any], **more: Any) -> Flow:
    """Begins at the first action; `Bye` is always there."""
    bye = action("Bye", "DisconnectParticipant")
    return read({"StartAction": actions[0]["Identifier"], "Actions": [*actions, bye], **more})


class Play:
    """Plays `main` to its end or until the answers are used up; Done answers what is left."""

    def __init__(
        self,
        *actions: dict[str, Any],
        answers: Iterable[Answer] = (),
        kind: str = "CONTACT_FLOW",
        flows: dict[str, Flow] | None = None,
        seed: int = 1,
        most: int = 50,
        **changed: Any,
    ) -> None:
        self.notes: list[Note] = []
        self.effects: list[Effect] = []
        self.contact = contact(**changed)
        library = Flows({"main": flow(*actions), **(flows or {})})
        self.run = FlowRun(
            library, self.contact, "main", kind=kind, random=Random(seed), tell=self.notes.append
        )
        self._play(list(answers), most)

    def _play(self, answers: list[Answer], most: int) -> None:
        turn = self.run.begin()
        while isinstance(turn, Effect) and len(self.effects) < most:
            self.effects.append(turn)
            turn = self.run.answer(answers.pop(0) if answers else Done())

    @property
    def ended(self) -> Ended:
        assert self.run.ended is not None
        return self.run.ended

    @property
    def path(self) -> list[str]:
        """`action: branch` for every step."""
        return [f"{step.at.action}: {step.branch}" for step in self.run.steps]

    @property
    def problems(self) -> list[str]:
        return [note.text for note in self.notes if isinstance(note, Problem)]
