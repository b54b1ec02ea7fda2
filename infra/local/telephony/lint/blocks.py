"""Rules on single actions: which errors, conditions and parameters each type must or may have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from infra.local.telephony.flow.acts.table import ACTS
from infra.local.telephony.flow.branches import (
    ANY_ERROR,
    COMPARING,
    NO_MATCH,
    TERMINAL,
    goes_on,
    stores_input,
)
from infra.local.telephony.flow.conditions import OPERATORS
from infra.local.telephony.flow.document import Action
from infra.local.telephony.lint import parameters
from infra.local.telephony.lint.draft import Draft
from infra.local.telephony.lint.finding import Finding

_LATE = "InputTimeLimitExceeded"
_FULL = "QueueAtCapacity"
_NME = frozenset({ANY_ERROR})
_NONE: frozenset[str] = frozenset()
# Which errors an action must have, as AWS documents it or CreateContactFlow was seen to want it.
_MUST: dict[str, frozenset[str]] = {
    "CheckHoursOfOperation": _NME,
    "CheckMetricData": _NME,
    "CheckOutboundCallStatus": _NME,
    "ConnectParticipantWithLexBot": _NME | {NO_MATCH, _LATE},
    "Compare": frozenset({NO_MATCH}),
    "CreateCallbackContact": _NME,
    "CreateTask": _NME,
    "DequeueContactAndTransferToQueue": _NME | {_FULL},
    "DistributeByPercentage": frozenset({NO_MATCH}),
    "GetMetricData": _NME,
    "InvokeFlowModule": _NME,
    "InvokeLambdaFunction": _NME,
    "ShowView": _NME | {NO_MATCH, "TimeLimitExceeded"},
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
    "UpdateContactRecordingAndAnalyticsBehavior": _NME | {"ChannelMismatch"},
    "UpdateContactRoutingCriteria": _NME,
    "UpdateContactTargetQueue": _NME,
    "UpdateFlowAttributes": _NME,
    "Wait": _NME,
}
# Which it may have besides; NoMatchingError stands in newer exports nearly everywhere.
_MAY: dict[str, frozenset[str]] = {
    "CheckMetricData": frozenset({NO_MATCH}),
    "CompleteOutboundCall": frozenset({"CallFailed", "ConnectionTimeLimitExceeded"}),
    "InvokeFlowModule": frozenset({NO_MATCH}),
    "InvokeLambdaFunction": frozenset({"TimeLimitExceeded"}),
    "UpdateContactRecordingAndAnalyticsBehavior": frozenset(
        {"InFlightRedactionConfigurationFailed"}
    ),
    "Wait": frozenset({NO_MATCH, "ParticipantNotFound"}),
    **dict.fromkeys(
        (
            "Loop",
            "MessageParticipant",
            "MessageParticipantIteratively",
            "UpdateContactRecordingBehavior",
            "UpdateContactRoutingBehavior",
            "UpdateContactTextToSpeechVoice",
            "UpdateFlowLoggingBehavior",
        ),
        _NONE,
    ),
}
# These are refused, or never taken; what else an action doesn't know is only strange.
_REFUSED = {"Compare": _NME, "DistributeByPercentage": _NME}
_CONDITIONS: dict[str, frozenset[str]] = {
    "CheckHoursOfOperation": frozenset({"True", "False"}),
    "Loop": frozenset({"ContinueLooping", "DoneLooping"}),
}
_COMPARING = COMPARING | {"InvokeFlowModule"}


def check_errors(draft: Draft) -> Iterator[Finding]:
    for action in draft.actions():
        must, may = _errors(action)
        for missing in sorted(must - set(action.errors)):
            yield draft.finding(action.id, "missing-error", f"{missing} leads nowhere.")
        if may is None:
            continue
        refused = _refused(action)
        for strange in sorted(set(action.errors) - must - may - (_NME - refused)):
            reason = f"{action.type} never ends with {strange} in this form."
            yield draft.finding(action.id, "strange-error", reason, warning=strange not in refused)


def _refused(action: Action) -> frozenset[str]:
    if action.type == "GetParticipantInput":
        return frozenset({NO_MATCH, _LATE, "InvalidPhoneNumber"})
    if action.type == "TransferParticipantToThirdParty":
        return frozenset({"CallFailed", "ConnectionTimeLimitExceeded"})
    return _REFUSED.get(action.type, _NONE)


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
    if action.type == "CheckMetricData" and not _counts_agents(action):
        must = _NME | {NO_MATCH}
    if action.type == "UpdateContactRecordingAndAnalyticsBehavior":
        must = _recording_errors(action)
    return must or _NONE, (may or _NONE) if must is not None or may is not None else None


def _recording_errors(action: Action) -> frozenset[str]:
    chat = {"InFlightRedactionConfigurationFailed"} if "ChatBehavior" in action.parameters else ()
    return _MUST[action.type] | frozenset(chat)


def _counts_agents(action: Action) -> bool:
    return str(action.parameters.get("MetricType")).startswith("NumberOfAgents")


def _input_errors(action: Action) -> frozenset[str]:
    if not stores_input(action):
        return _NME | {NO_MATCH, _LATE}
    return _NME | ({"InvalidPhoneNumber"} if parameters.asks_for_number(action) else set())


def check_conditions(draft: Draft) -> Iterator[Finding]:
    for action in draft.actions():
        for reason in _wrong_conditions(action):
            yield draft.finding(action.id, "condition", reason)
        labels = Counter(condition.label for condition in action.conditions)
        for label in sorted(label for label, times in labels.items() if times > 1):
            reason = f"{label!r} is asked for twice; the first one wins."
            yield draft.finding(action.id, "condition", reason, warning=True)


def _wrong_conditions(action: Action) -> Iterator[str]:
    for condition in action.conditions:
        if condition.operator not in OPERATORS:
            yield f"There is no operator {condition.operator!r}."
        if len(condition.operands) != 1:
            yield f"A condition has one operand, not {len(condition.operands)}."
    labels = [condition.label for condition in action.conditions]
    if action.type in _CONDITIONS and set(labels) != _CONDITIONS[action.type]:
        yield f"{action.type} branches on {' and '.join(sorted(_CONDITIONS[action.type]))}."
    yield from _misplaced(action, labels)


def _misplaced(action: Action, labels: list[str]) -> Iterator[str]:
    if action.type == "GetParticipantInput":
        if stores_input(action) and labels:
            yield "Stored input is not branched on: compare $.StoredCustomerInput afterwards."
        elif bad := [one for one in labels if len(one) != 1 or one not in "0123456789*#"]:
            yield f"A menu's operand is one key, not {', '.join(bad)}."
    elif action.type in ACTS and action.type not in _COMPARING | set(_CONDITIONS) and labels:
        yield f"{action.type} takes no conditions."


def check_parameters(draft: Draft) -> Iterator[Finding]:
    for action in draft.actions():
        check: Callable[[Action], Iterator[str]] | None = parameters.CHECKS.get(action.type)
        for reason in check(action) if check else ():
            yield draft.finding(action.id, "parameter", reason)
        doubt: Callable[[Action], Iterator[str]] | None = parameters.DOUBTS.get(action.type)
        for reason in doubt(action) if doubt else ():
            yield draft.finding(action.id, "parameter", reason, warning=True)
