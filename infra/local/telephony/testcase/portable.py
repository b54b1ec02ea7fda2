"""What in a test case runs here, but is not documented for (or was refused by) Amazon Connect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from infra.local.telephony.testcase.case import content_of, read_case

# The actions that Connect's test language observes and overrides, and how each is named by.
_OBSERVED = {
    "CheckHoursOfOperation": {"HoursOfOperationId"},
    "ConnectParticipantWithLexBot": {"LexV2Bot"},
    "InvokeLambdaFunction": {"LambdaFunctionARN"},
    "TransferContactToQueue": {"QueueId", "AgentId"},
}
_OVERRIDDEN = {**_OBSERVED, "DequeueAndTransferToQueue": {"QueueId"}}
_OPERATORS = frozenset(
    {
        *("Equals", "TextStartsWith", "TextEndsWith", "TextContains", "NumberGreaterThan"),
        *("NumberGreaterOrEqualTo", "NumberLessThan", "NumberLessOrEqualTo", "Exists"),
    }
)
_USAGES = frozenset({"Exactly", "AtLeast", "AtMost", "Always"})


def doubts(document: Mapping[str, Any]) -> list[str]:
    """One sentence for each thing; nothing if Connect should take the content as it is.

    What is no test case at all raises UnreadableCase.
    """
    read_case(document)
    content = content_of(document)
    found = [] if content.get("Version") == "2019-10-30" else ["Version is not 2019-10-30."]
    for observation in content["Observations"]:
        where = str(observation.get("Identifier"))
        found += [f"{where}: {doubt}" for doubt in _of_observation(observation)]
    return found


def _of_observation(observation: Mapping[str, Any]) -> Iterator[str]:
    event = observation["Event"]
    if not event.get("Identifier") or event.get("Actor") != "System":
        yield "an Event needs its own Identifier and the Actor System."
    if "MatchingCriteria" in event:
        yield "MatchingCriteria stands in the Event's Properties."
    usage = _inner(observation, "Usage")
    if usage and str(usage.get("Type")) not in _USAGES:
        yield f"Usage is one of {', '.join(sorted(_USAGES))}."
    properties = _inner(event, "Properties")
    if event.get("Type") == "MessageReceived":
        yield from _of_message(properties)
    if event.get("Type") == "FlowActionStarted":
        yield from _of_action(properties, _OBSERVED, "observed")
    for act in observation.get("Actions") or []:
        yield from _of_act(act)


def _inner(raw: Any, name: str) -> Mapping[str, Any]:
    found = raw.get(name) if isinstance(raw, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _of_message(properties: Mapping[str, Any]) -> Iterator[str]:
    criteria = properties.get("MatchingCriteria")
    kind = criteria.get("Type") if isinstance(criteria, Mapping) else None
    if kind not in ("Similarity", "Inclusion"):
        yield 'MatchingCriteria is {"Type": "Similarity"} or {"Type": "Inclusion"}.'


def _of_action(
    properties: Mapping[str, Any], known: Mapping[str, set[str]], what: str
) -> Iterator[str]:
    kind = str(properties.get("ActionType"))
    parameters = set(_inner(properties, "ActionParameters"))
    if kind not in known:
        yield f"{kind} is not among what is {what} by Connect's tests."
    elif not parameters or not parameters <= known[kind]:
        yield f"{kind} is named by {' or '.join(sorted(known[kind]))}, and by nothing else."


def _of_act(act: Mapping[str, Any]) -> Iterator[str]:
    parameters = _inner(act, "Parameters")
    if act.get("Type") == "Assert":
        if "ActionType" in parameters:
            yield "an Assert has no ActionType."
        if str(parameters.get("Operator")) not in _OPERATORS:
            yield f"an Assert's Operator is one of {', '.join(sorted(_OPERATORS))}."
    elif parameters.get("ActionType") != act.get("Type"):
        yield f"{act.get('Type')} repeats its type as Parameters.ActionType."
    if act.get("Type") == "OverrideSystemBehavior":
        yield from _of_override(_inner(_inner(parameters, "Behavior"), "Properties"))


def _of_override(properties: Mapping[str, Any]) -> Iterator[str]:
    yield from _of_action(properties, _OVERRIDDEN, "overridden")
    response = _inner(_inner(properties, "Strategy"), "Response")
    if properties.get("ActionType") == "CheckHoursOfOperation" and response:
        yield "mocked hours are reported to be refused: substitute other hours."
    result = _inner(response, "ExecutionResult")
    if not all(isinstance(result.get(name, ""), str) for name in ("LoadedData", "Value")):
        yield "LoadedData and Value are JSON as a text."
