"""A document in which anything stands anywhere is refused with a sentence, or runs to an end."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infra.local.telephony.flow.answers import Failed
from infra.local.telephony.flow.document import UnreadableFlow, read, write
from infra.local.telephony.flow.effects import Effect
from infra.local.telephony.flow.library import Flows
from infra.local.telephony.flow.run import FlowRun
from infra.local.telephony.lint.draft import Draft, draft
from infra.local.telephony.lint.rules import lint
from infra.local.telephony.testcase.case import UnreadableCase, read_case
from infra.local.telephony.testcase.portable import doubts
from infra.local.telephony.testcase.runner import run_case
from tests.infra.telephony.cases import answers, case, ends, expects, fails, hears, presses, sees
from tests.infra.telephony.cases import override as overrides
from tests.infra.telephony.plays import NMC, NME, action, contact
from tests.infra.telephony.reception import FLOWS, HOURS, WORLD

_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
_TELLING = st.sampled_from(
    [
        *(
            "$.Attributes.x",
            "$.External.a['b']",
            "$['Queue']",
            "$.",
            "Bye",
            "A",
            "²",
            "-1",
            "9" * 30,
        ),
        *("\ud800", "{", "[]", "True", "+12025550123", "0001-01-01", "arn:aws:connect:x:1:q/q1"),
    ]
)
_WILD = st.recursive(
    _SCALARS | _TELLING,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)
_LATE = "InputTimeLimitExceeded"
_STORE = {
    **{"Text": "Type", "StoreInput": "True", "InputTimeLimitSeconds": "5"},
    "InputValidation": {"PhoneNumberValidation": {"NumberFormat": "Local", "CountryCode": "TR"}},
    "DTMFConfiguration": {"InputTerminationSequence": "##", "InterdigitTimeLimitSeconds": "3"},
}
_TASK = {"Name": "n", "References": '{"a": 1}', "ScheduledTime": "2030-01-01T00:00:00"}
_FLOW = {
    "Version": "2019-10-30",
    "StartAction": "A",
    "Metadata": {"type": "contactFlow", "ActionMetadata": {}},
    "Actions": [
        action("A", "Loop", {"LoopCount": "2"}, "B", {"ContinueLooping": "B", "DoneLooping": "F"}),
        action("B", "GetParticipantInput", _STORE, "C", **{NME: "C", "InvalidPhoneNumber": "C"}),
        action("C", "GetParticipantInput", {"Text": "$.StoredCustomerInput", "StoreInput": "False"},
               "D", {"1": "D"}, **{NME: "D", NMC: "D", _LATE: "D"}),
        action("D", "InvokeLambdaFunction", {"LambdaFunctionARN": "arn:f",
               "LambdaInvocationAttributes": {"a": "$.Channel"}}, "E", **{NME: "E"}),
        action("E", "CreateTask", _TASK, "A", **{NME: "A"}),
        action("F", "UpdateContactTargetQueue", {"QueueId": "q1"}, "G", **{NME: "Bye"}),
        action("G", "CheckMetricData", {"MetricType": "OldestContactInQueueAgeSeconds"}, "H",
               {"NumberGreaterThan 5": "H"}, **{NME: "H", NMC: "H"}),
        action("H", "UpdateContactRoutingCriteria", {"RoutingCriteria": {"Steps": [{}]}}, "I",
               **{NME: "I"}),
        action("I", "TransferContactToQueue", {}, "Bye", **{NME: "Bye", "QueueAtCapacity": "Bye"}),
        action("Bye", "DisconnectParticipant"),
    ],
}  # fmt: skip
_CASE = {
    "Name": "n",
    "EntryPoint": {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": {"FlowId": "main"}},
    "InitializationData": {"Attributes": {"a": "1"}},
    "Content": case(
        sees("start", "TestInitiated", answers("arn:f", {"a": "1"}, delay=1),
             fails("CheckHoursOfOperation", {"HoursOfOperationId": "h"}, NME),
             overrides("CheckHoursOfOperation", {"HoursOfOperationId": HOURS}, substitute="never"),
             then=["menu"]),
        {**hears("menu", "press 1", presses("1"), expects("$.Channel", "VOICE"), then="queue"),
         "Usage": {"Type": "Exactly", "Times": 1}},
        sees("queue", "FlowActionStarted", ends(), ActionType="TransferContactToQueue",
             ActionParameters={"QueueId": "q1"}),
    ),
}  # fmt: skip


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(value, dict | list):
        for name in value if isinstance(value, dict) else range(len(value)):
            yield from _places(value[name], (*path, name))


def _changed(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    made = copy.deepcopy(document)
    here = made
    for name in path[:-1]:
        here = here[name]
    here[path[-1]] = value
    return made


def _wild(document: Any) -> st.SearchStrategy[Any]:
    """The document with something else at one or two places."""
    places = st.sampled_from(list(_places(document)))
    once = st.builds(lambda path, value: _changed(document, path, value), places, _WILD)
    return once | _WILD


@settings(max_examples=100, deadline=None, derandomize=True)
@given(document=_wild(_FLOW), answered=st.lists(st.booleans(), max_size=12))
def test_wild_flow_is_refused_or_ends(document: Any, answered: list[bool]) -> None:
    text = json.dumps(document)
    opened = draft("a.json", text)
    if isinstance(opened, Draft):
        assert all(str(finding) for finding in lint([opened]))
    try:
        flow = read(text)
    except UnreadableFlow as refused:
        assert str(refused)
        return

    run = FlowRun(Flows({"main": flow}), contact(), "main")
    turn = run.begin()
    while isinstance(turn, Effect):
        turn = run.answer(Failed())

    assert turn.how in ("disconnected", "ended", "transferred", "failed")
    assert list(read(write(flow)).actions) == list(flow.actions)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(document=_wild(_CASE), flow=st.just(None) | _wild(_FLOW))
def test_wild_case_is_refused_or_comes_to_an_end(document: Any, flow: Any) -> None:
    try:
        read_one = read_case(document)
        main = FLOWS["main"] if flow is None else read(flow)
    except (UnreadableCase, UnreadableFlow) as refused:
        assert str(refused)
        return

    try:
        result = run_case(read_one, {**FLOWS, "main": main}, WORLD, flow_id="main")
    except UnreadableCase as refused:
        assert "Metadata.World" in str(refused)
        return

    assert result.told()
    assert isinstance(doubts(document), list)
