"""Rules on single actions: which errors, conditions and parameters each type must or may have."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infra.local.telephony.flow.branches import ANY_ERROR, NO_MATCH, TERMINAL, goes_on, stores_input
from infra.local.telephony.flow.conditions import OPERATORS
from infra.local.telephony.flow.document import Action
from infra.local.telephony.lint import parameters
from infra.local.telephony.lint.draft import Draft
from infra.local.telephony.lint.finding import Finding

_LATE = "InputTimeLimitExceeded"
_FULL = "QueueAtCapacity"
_NME = frozenset({ANY_ERROR})
_NONE: frozenset[str] = frozenset()
_NEVER_FAILING = (
    "CompleteOutboundCall",
    "UpdateContactRecordingBehavior",
    "UpdateContactRoutingBehavior",
    "UpdateFlowLoggingBehavior",
)
# Which errors an action must have.
_MUST: dict[str, frozenset[str]] = {
    "CheckHoursOfOperation": _NME,
    "CheckMetricData": _NME | {NO_MATCH},
    "CheckOutboundCallStatus": _NME,
    "Compare": frozenset({NO_MATCH}),
    "CreateCallbackContact": _NME,
    "CreateTask": _NME,
    "DequeueContactAndTransferToQueue": _NME | {_FULL},
    "DistributeByPercentage": frozenset({NO_MATCH}),
    "GetMetricData": _NME,
    "InvokeFlowModule": _NME,
    "InvokeLambdaFunction": _NME,
    "TagContact": _NME,
    "TransferContactToQueue": _NME | {_FULL},
    "TransferToFlow": _NME,
    "UntagContact": _NME,
    "UpdateContactAttributes": _NME,
    "UpdateContactCallbackNumber": frozenset(
        {"InvalidCallbackNumber", "CallbackNumberNotDialable"}
    ),
    "UpdateContactData": _NME,
    "UpdateContactEventHooks": _NME,
    "UpdateContactRoutingCriteria": _NME,
    "UpdateContactTargetQueue": _NME,
    "UpdateFlowAttributes": _NME,
    "Wait": _NME,
}
# Which it may have besides.
_MAY: dict[str, frozenset[str]] = {
    "InvokeFlowModule": frozenset({NO_MATCH}),
    "InvokeLambdaFunction": frozenset({"TimeLimitExceeded"}),
    "Loop": _NME,
    "MessageParticipant": _NME,
    "MessageParticipantIteratively": _NME,
    "UpdateContactTextToSpeechVoice": _NME,
    "Wait": frozenset({NO_MATCH}),
    **dict.fromkeys(
        (
            "CompleteOutboundCall",
            "Loop",
            "UpdateContactRecordingBehavior",
            "UpdateContactRoutingBehavior",
            "UpdateFlowLoggingBehavior",
        ),
        _NONE,
    ),
}
_CONDITIONS: dict[str, frozenset[str]] = {
    "CheckHoursOfOperation": frozenset({"True", "False"}),
    "Loop": frozenset({"ContinueLooping", "DoneLooping"}),
}
_COMPARING = frozenset(
    {
        *("CheckMetricData", "CheckOutboundCallStatus", "Compare", "DistributeByPercentage"),
        *("InvokeFlowModule", "MessageParticipantIteratively", "Wait"),
    }
)


def check_errors(draft: Draft) -> Iterator[Finding]:
    for action in draft.actions():
        must, may = _errors(action)
        for missing in sorted(must - set(action.errors)):
            yield draft.finding(action.id, "missing-error", f"{missing} leads nowhere.")
        if may is None:
            continue
        for strange in sorted(set(action.errors) - must - may):
            reason = f"{action.type} never ends with {strange} in this form."
            yield draft.finding(action.id, "strange-error", reason)


def _errors(action: Action) -> tuple[frozenset[str], frozenset[str] | None]:
    """The errors that it must have, and those it may have (None: not known)."""
    if action.type == "GetParticipantInput":
        return _input_errors(action), _NONE
    if action.type == "TransferParticipantToThirdParty":
        more = {"CallFailed", "ConnectionTimeLimitExceeded"} if goes_on(action) else set()
        return _NME | more, _NONE
    if action.type in TERMINAL:
        return _NONE, None
    must, may = _MUST.get(action.type), _MAY.get(action.type)
    return must or _NONE, (may or _NONE) if must is not None or may is not None else None


def _input_errors(action: Action) -> frozenset[str]:
    if not stores_input(action):
        return _NME | {NO_MATCH, _LATE}
    return _NME | ({"InvalidPhoneNumber"} if parameters.asks_for_number(action) else set())


def check_conditions(draft: Draft) -> Iterator[Finding]:
    for action in draft.actions():
        for reason in _wrong_conditions(action):
            yield draft.finding(action.id, "condition", reason)


def _wrong_conditions(action: Action) -> Iterator[str]:
    for condition in action.conditions:
        if condition.operator not in OPERATORS:
            yield f"There is no operator {condition.operator!r}."
        if len(condition.operands) != 1:
            yield f"A condition has one operand, not {len(condition.operands)}."
    labels = [condition.label for condition in action.conditions]
    for label in sorted({label for label in labels if labels.count(label) > 1}):
        yield f"{label!r} is asked for twice; the first one wins."
    if action.type in _CONDITIONS and set(labels) != _CONDITIONS[action.type]:
        yield f"{action.type} branches on {' and '.join(sorted(_CONDITIONS[action.type]))}."
    yield from _misplaced(action, labels)


def _misplaced(action: Action, labels: list[str]) -> Iterator[str]:
    if action.type == "GetParticipantInput":
        if stores_input(action) and labels:
            yield "Stored input is not branched on: compare $.StoredCustomerInput afterwards."
        elif bad := [one for one in labels if len(one) != 1 or one not in "0123456789*#"]:
            yield f"A menu's operand is one key, not {', '.join(bad)}."
    elif action.type not in _COMPARING | set(_CONDITIONS) and labels:
        yield f"{action.type} takes no conditions."


def check_parameters(draft: Draft) -> Iterator[Finding]:
    for action in draft.actions():
        check: Callable[[Action], Iterator[str]] | None = parameters.CHECKS.get(action.type)
        for reason in check(action) if check else ():
            yield draft.finding(action.id, "parameter", reason)
