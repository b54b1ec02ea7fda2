"""Follows a case's observations: what is awaited, what is done when it comes, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from infra.local.telephony.flow.conditions import OPERATORS, holds
from infra.local.telephony.flow.keypad import KEYS
from infra.local.telephony.flow.references import is_reference, spoken
from infra.local.telephony.flow.values import Prompt
from infra.local.telephony.testcase.case import Act, Case, Observation
from infra.local.telephony.testcase.matching import (
    heard_text,
    matches_action,
    matches_message,
    unknown_criterion,
)
from infra.local.telephony.testcase.overrides import Override, read_override, unknown_result

_EVENTS = ("TestInitiated", "MessageReceived", "FlowActionStarted", "TestCompleted")
_OPERATORS = {
    "Contains": "TextContains",
    "StartsWith": "TextStartsWith",
    "EndsWith": "TextEndsWith",
    "GreaterThan": "NumberGreaterThan",
    "GreaterThanOrEqualTo": "NumberGreaterOrEqualTo",
    "LessThan": "NumberLessThan",
    "LessThanOrEqualTo": "NumberLessOrEqualTo",
}


class Hands(Protocol):
    """What a script can do in the call."""

    def press(self, keys: str) -> None: ...
    def speak(self, words: str) -> None: ...
    def hang_up(self) -> None: ...
    def override(self, override: Override) -> None: ...
    def look_up(self, reference: str) -> str: ...


@dataclass
class Script:
    """`failure` says why the case failed already, `over` that EndTest was reached.

    With `lenient` it only acts: nothing that it finds ends the call.
    """

    case: Case
    hands: Hands
    lenient: bool = False
    over: bool = False
    failure: str = ""
    logged: dict[str, str] = field(default_factory=dict)
    happened: list[str] = field(default_factory=list)
    expected: list[dict[str, Any]] = field(init=False)
    _awaited: list[Observation] = field(default_factory=list)
    _matched: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.expected = self.case.expected()

    def begin(self) -> None:
        self._awaited = self.case.heads()
        strange = next(filter(None, map(_strange, self.case.observations)), "")
        if strange and not self.lenient:
            self.failure = strange
            return
        self._happen("TestInitiated", lambda properties: True)

    def hear(self, prompt: Prompt) -> None:
        self.happened.append(f"“{heard_text(prompt)}”")
        self._happen(
            "MessageReceived", lambda properties: matches_message(self._filled(properties), prompt)
        )

    def start(self, action_type: str, parameters: Mapping[str, Any]) -> None:
        if self.expected and matches_action(self.expected[0], action_type, parameters):
            self.expected.pop(0)
        self._happen(
            "FlowActionStarted",
            lambda properties: matches_action(properties, action_type, parameters),
        )

    def complete(self) -> None:
        """The test is over, by EndTest or because the call is."""
        self.over = False
        self._awaited += [
            one
            for one in self.case.observations
            if one.event == "TestCompleted" and one not in self._awaited
        ]
        self._happen("TestCompleted", lambda properties: True)
        self.over = True

    def missing(self) -> list[Observation]:
        """What should have been observed and wasn't, those that are awaited first."""
        short = [one for one in self.case.observations if self._matched[one.id] < one.least]
        return sorted(short, key=lambda one: one not in self._awaited)

    def _filled(self, properties: Mapping[str, Any]) -> dict[str, Any]:
        """What is expected may be said by references, which are worth what they are now."""
        return {
            name: self.hands.look_up(value) if isinstance(value, str) and "$" in value else value
            for name, value in properties.items()
        }

    def _happen(self, event: str, matches: Callable[[Mapping[str, Any]], bool]) -> None:
        if self.over or self.failure:
            return
        for one in self._awaited:
            if one.event == event and matches(one.properties):
                self._observe(one)
                return

    def _observe(self, one: Observation) -> None:
        self._matched[one.id] += 1
        self.happened.clear()
        if one.most is not None and self._matched[one.id] >= one.most:
            self._awaited.remove(one)
        by_id = {other.id: other for other in self.case.observations}
        for name in one.next:
            if name not in by_id:
                self.failure = f"{one.id!r} leads to {name!r}, and there is no such observation."
            elif by_id[name] not in self._awaited:
                self._awaited.append(by_id[name])
        for chain in one.chains():
            for act in chain:
                if not self.failure:
                    self._do(one, act)

    def _do(self, one: Observation, act: Act) -> None:
        doing = {
            "Assert": self._assert,
            "OverrideSystemBehavior": self._override,
            "SendInstruction": self._send,
            "TestControl": self._control,
        }.get(act.type)
        wrong = doing(act) if doing else f"there is no action {act.type!r}"
        if wrong and not self.lenient:
            self.failure = f"In {one.id!r}, {act.id!r}: {wrong}."

    def _assert(self, act: Act) -> str:
        namespace = str(act.parameters.get("Namespace", ""))
        operator = str(act.parameters.get("Operator", "Equals"))
        operand = spoken(act.parameters.get("Operand"))
        if not is_reference(namespace):
            return f"{namespace!r} is no reference, such as $.Queue.Name"
        found = self.hands.look_up(namespace)
        operator = _OPERATORS.get(operator, operator)
        if operator not in OPERATORS | {"Exists", "NotEquals"}:
            return f"there is no operator {operator!r}"
        held = _holds(operator, found, operand)
        if operator == "Exists" and not held:
            return f"{namespace} doesn't exist"
        return "" if held else f"{namespace} is {found!r}, not {operator} {operand!r}"

    def _override(self, act: Act) -> str:
        override = read_override(act.parameters)
        if override is None:
            return "the Strategy is neither SubstituteResource nor MockResponse"
        if wrong := unknown_result(override):
            return wrong
        self.hands.override(override)
        return ""

    def _send(self, act: Act) -> str:
        said = act.parameters.get("Instruction")
        said = said if isinstance(said, Mapping) else {}
        kind = str(said.get("Type") or act.parameters.get("InstructionType"))
        properties = said.get("Properties")
        properties = properties if isinstance(properties, Mapping) else act.parameters
        if kind in ("DtmfInput", "DTMF"):
            keys = spoken(properties.get("Value")).replace(" ", "")
            if not keys or set(keys) - KEYS:
                return f"{keys!r} can't be pressed: keys are 0-9, * and #"
            self.hands.press(keys)
        elif kind in ("TextUtterance", "TextInput"):
            names = ("Text", "SSML", "Value")
            words = [properties[name] for name in names if properties.get(name)]
            self.hands.speak(spoken(words[0]) if words else "")
        elif kind == "Disconnect":
            self.hands.hang_up()
        else:
            return f"there is no instruction {kind!r}"
        return ""

    def _control(self, act: Act) -> str:
        command = act.parameters.get("Command")
        kind = command.get("Type") if isinstance(command, Mapping) else command
        if kind == "EndTest":
            self.over = not self.lenient
        elif kind == "LogData" and isinstance(command, Mapping):
            properties = command.get("Properties")
            expressions = properties.get("Expressions") if isinstance(properties, Mapping) else None
            expressions = expressions if isinstance(expressions, Mapping) else {}
            self.logged.update({k: self.hands.look_up(str(v)) for k, v in expressions.items()})
        else:
            return f"there is no command {kind!r}"
        return ""


def _strange(one: Observation) -> str:
    """What of an observation nobody here knows, said before the call begins."""
    if one.event not in _EVENTS:
        known = ", ".join(_EVENTS)
        return f"In {one.id!r}: there is no event {one.event!r}; there are {known}."
    criterion = unknown_criterion(one.properties) if one.event == "MessageReceived" else ""
    if criterion:
        return f"In {one.id!r}: a message is matched by Similarity or Inclusion, not {criterion}."
    return ""


def _holds(operator: str, found: str, operand: str) -> bool:
    """Unlike in flows, an empty value may be what is expected."""
    if operator in ("Exists", "NotEquals"):
        return bool(found) if operator == "Exists" else found != operand
    return found == operand if operator == "Equals" else holds(operator, found, operand)
