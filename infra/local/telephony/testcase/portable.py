"""What in a test case runs here, but is not documented for (or was refused by) Amazon Connect."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

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
    """One sentence for each thing; nothing if Connect should take the content as it is."""
    content = document.get("Content", document)
    content = json.loads(content) if isinstance(content, str) else content
    found = [] if content.get("Version") == "2019-10-30" else ["Version is not 2019-10-30."]
    for observation in content.get("Observations") or []:
        where = str(observation.get("Identifier"))
        found += [f"{where}: {doubt}" for doubt in _of_observation(observation)]
    return found


def _of_observation(observation: Mapping[str, Any]) -> Iterator[str]:
    event = observation.get("Event") or {}
    if not event.get("Identifier") or event.get("Actor") != "System":
        yield "an Event needs its own Identifier and the Actor System."
    if "MatchingCriteria" in event:
        yield "MatchingCriteria stands in the Event's Properties."
    usage = observation.get("Usage")
    if usage is not None and usage.get("Type") not in _USAGES:
        yield f"Usage is one of {', '.join(sorted(_USAGES))}."
    properties = event.get("Properties") or {}
    if event.get("Type") == "MessageReceived":
        yield from _of_message(properties)
    if event.get("Type") == "FlowActionStarted":
        yield from _of_action(properties, _OBSERVED, "observed")
    for act in observation.get("Actions") or []:
        yield from _of_act(act)


def _of_message(properties: Mapping[str, Any]) -> Iterator[str]:
    criteria = properties.get("MatchingCriteria")
    kind = criteria.get("Type") if isinstance(criteria, Mapping) else None
    if kind not in ("Similarity", "Inclusion"):
        yield 'MatchingCriteria is {"Type": "Similarity"} or {"Type": "Inclusion"}.'


def _of_action(
    properties: Mapping[str, Any], known: Mapping[str, set[str]], what: str
) -> Iterator[str]:
    kind = str(properties.get("ActionType"))
    parameters = set(properties.get("ActionParameters") or {})
    if kind not in known:
        yield f"{kind} is not among what is {what} by Connect's tests."
    elif not parameters or not parameters <= known[kind]:
        yield f"{kind} is named by {' or '.join(sorted(known[kind]))}, and by nothing else."


def _of_act(act: Mapping[str, Any]) -> Iterator[str]:
    parameters = act.get("Parameters") or {}
    if act.get("Type") == "Assert":
        if "ActionType" in parameters:
            yield "an Assert has no ActionType."
        if parameters.get("Operator") not in _OPERATORS:
            yield f"an Assert's Operator is one of {', '.join(sorted(_OPERATORS))}."
    elif parameters.get("ActionType") != act.get("Type"):
        yield f"{act.get('Type')} repeats its type as Parameters.ActionType."
    if act.get("Type") == "OverrideSystemBehavior":
        yield from _of_override((parameters.get("Behavior") or {}).get("Properties") or {})


def _of_override(properties: Mapping[str, Any]) -> Iterator[str]:
    yield from _of_action(properties, _OVERRIDDEN, "overridden")
    response = (properties.get("Strategy") or {}).get("Response") or {}
    if properties.get("ActionType") == "CheckHoursOfOperation" and response:
        yield "mocked hours are reported to be refused: substitute other hours."
    result = response.get("ExecutionResult") or {}
    if not all(isinstance(result.get(name, ""), str) for name in ("LoadedData", "Value")):
        yield "LoadedData and Value are JSON as a text."
