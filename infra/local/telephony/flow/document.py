"""A flow as a document: reads every spelling that is found in the wild, writes the current one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.local.telephony.flow import shapes
from infra.local.telephony.flow.references import spoken
from infra.local.telephony.flow.shapes import UnreadableFlow as UnreadableFlow

VERSION = "2019-10-30"
_TYPES = {
    "UpdateRoutingCriteria": "UpdateContactRoutingCriteria",
    "UnTagContact": "UntagContact",
}
_PARAMETERS = {
    ("GetParticipantInput", "InputTimeoutSeconds"): "InputTimeLimitSeconds",
    ("TransferParticipantToThirdParty", "ThirdPartyConnectionTimeoutSeconds"): (
        "ThirdPartyConnectionTimeLimitSeconds"
    ),
    ("Wait", "TimeoutSeconds"): "TimeLimitSeconds",
}
# One page of AWS's documents calls it so; what Connect takes is the other.
_OPERATORS = {"NumericLessThan": "NumberLessThan"}
_KINDS = {
    "contactFlow": "CONTACT_FLOW",
    "customerQueue": "CUSTOMER_QUEUE",
    "customerHold": "CUSTOMER_HOLD",
    "customerWhisper": "CUSTOMER_WHISPER",
    "agentHold": "AGENT_HOLD",
    "agentWhisper": "AGENT_WHISPER",
    "outboundWhisper": "OUTBOUND_WHISPER",
    "agentTransfer": "AGENT_TRANSFER",
    "queueTransfer": "QUEUE_TRANSFER",
}


@dataclass(frozen=True)
class Condition:
    """Leads to `next` when the action's value compares so with the operand."""

    operator: str
    operands: tuple[str, ...]
    next: str

    @property
    def label(self) -> str:
        """How this branch is called: `1`, `True`, `NumberLessThan 5`."""
        operand = " ".join(self.operands)
        return operand if self.operator == "Equals" else f"{self.operator} {operand}"


@dataclass(frozen=True)
class Action:
    """One block; `next` is None where nothing follows. `errors` are targets by error type."""

    id: str
    type: str
    parameters: dict[str, Any] = field(default_factory=dict)
    next: str | None = None
    conditions: tuple[Condition, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)

    def targets(self) -> Iterator[str]:
        """Every action that may follow, as often as it is named."""
        yield from filter(None, [self.next])
        yield from (condition.next for condition in self.conditions)
        yield from self.errors.values()


@dataclass(frozen=True)
class Flow:
    """A whole flow or module. `settings` is None on flows that aren't modules."""

    start: str
    actions: dict[str, Action]
    settings: dict[str, Any] | None = None
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str | None:
        """Connect's ContactFlowType, if the metadata say it; None for modules."""
        return _KINDS.get(str(self.metadata.get("type")))


def read(source: str | bytes | Mapping[str, Any]) -> Flow:
    """From JSON text or its object; raises UnreadableFlow. Of two same identifiers, the first."""
    raw = _parse(source)
    actions: dict[str, Action] = {}
    for one in raw["Actions"]:
        action = _action(one)
        actions.setdefault(action.id, action)
    start = raw.get("StartAction") or next(iter(actions), "")
    return Flow(str(start), actions, raw.get("Settings"), raw.get("Metadata") or {})


def write(flow: Flow) -> dict[str, Any]:
    """The document that Connect takes."""
    document: dict[str, Any] = {
        "Version": VERSION,
        "StartAction": flow.start,
        "Metadata": flow.metadata,
        "Actions": [_raw(action) for action in flow.actions.values()],
    }
    return document if flow.settings is None else {**document, "Settings": flow.settings}


def _parse(source: str | bytes | Mapping[str, Any]) -> Mapping[str, Any]:
    raw = unwrapped(source)
    if "modules" in raw and "Actions" not in raw:
        raise UnreadableFlow(
            "This is the old export of Connect's designer (modules): import it there, "
            "and take the content that describe-contact-flow gives."
        )
    if not isinstance(raw.get("Actions"), list):
        raise UnreadableFlow("A flow is an object with a list of Actions.")
    for action in raw["Actions"]:
        if not isinstance(action, Mapping) or not action.get("Identifier"):
            raise UnreadableFlow("Every action needs an Identifier.")
        shapes.check_action(action)
    shapes.check_root(raw)
    return raw


def unwrapped(source: str | bytes | Mapping[str, Any]) -> Mapping[str, Any]:
    """The content itself, also from what describe-contact-flow answers and templates hold."""
    raw = shapes.parsed(source)
    for name in ("ContactFlow", "ContactFlowModule", "Properties"):
        if isinstance(raw.get(name), Mapping) and "Content" in raw[name]:
            raw = raw[name]
    if "Content" not in raw or "Actions" in raw:
        return raw
    content = raw["Content"]
    if isinstance(content, Mapping) and "Fn::Sub" in content:
        content = content["Fn::Sub"]
    return shapes.parsed(content[0] if isinstance(content, list) and content else content)


def _action(raw: Mapping[str, Any]) -> Action:
    kind = _TYPES.get(str(raw.get("Type", "")), str(raw.get("Type", "")))
    ways = raw.get("Transitions") or {}
    return Action(
        id=str(raw["Identifier"]),
        type=kind,
        parameters={
            _PARAMETERS.get((kind, name), name): value
            for name, value in (raw.get("Parameters") or {}).items()
        },
        next=ways.get("NextAction") or None,
        conditions=tuple(_condition(one) for one in ways.get("Conditions") or []),
        errors=_errors(ways.get("Errors") or []),
    )


def _errors(raw: list[Mapping[str, Any]]) -> dict[str, str]:
    targets: dict[str, str] = {}
    for one in raw:
        if one.get("ErrorType") and one.get("NextAction"):
            targets.setdefault(str(one["ErrorType"]), str(one["NextAction"]))
    return targets


def _condition(raw: Mapping[str, Any]) -> Condition:
    asked = raw.get("Condition") or {}
    operator, operands = str(asked.get("Operator", "")), asked.get("Operands")
    if not isinstance(operands, list):
        operands = [] if operands is None else [operands]
    return Condition(
        _OPERATORS.get(operator, operator),
        tuple(spoken(operand) for operand in operands),
        str(raw.get("NextAction") or ""),
    )


def _raw(action: Action) -> dict[str, Any]:
    ways: dict[str, Any] = {} if action.next is None else {"NextAction": action.next}
    if action.errors:
        ways["Errors"] = [{"NextAction": n, "ErrorType": e} for e, n in action.errors.items()]
    if action.conditions:
        ways["Conditions"] = [
            {
                "NextAction": c.next,
                "Condition": {"Operator": c.operator, "Operands": list(c.operands)},
            }
            for c in action.conditions
        ]
    return {
        "Identifier": action.id,
        "Type": action.type,
        "Parameters": action.parameters,
        "Transitions": ways,
    }
