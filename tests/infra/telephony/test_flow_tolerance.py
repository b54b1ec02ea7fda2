"""Whatever a document says and whatever is answered, a run ends or asks: it never breaks."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infra.local.telephony.flow import answers as given_answers
from infra.local.telephony.flow.acts.table import ACTS
from infra.local.telephony.flow.branches import ELSEWHERE
from infra.local.telephony.flow.document import read
from infra.local.telephony.flow.effects import AskDigits, AskKey, Effect, Invoke
from infra.local.telephony.flow.library import Flows
from infra.local.telephony.flow.run import FlowRun
from infra.local.telephony.flow.values import Ended
from infra.local.telephony.lint.draft import Draft, draft
from infra.local.telephony.lint.rules import lint
from tests.infra.telephony.plays import NMC, NME, QUEUE, contact

_IDS = ["A", "B", "C", "main", "nowhere", ""]
_TEXTS = st.sampled_from(
    [
        "",
        "1",
        "True",
        "False",
        "$.Attributes.x",
        "$.External.a.b",
        "main",
        "+12025550123",
        "7x",
        "{",
        "{}",
    ]
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | _TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_TEXTS, inner, max_size=2),
    max_leaves=4,
)
_NAMES = [
    *(
        "Text",
        "SSML",
        "PromptId",
        "Media",
        "StoreInput",
        "InputTimeLimitSeconds",
        "InputValidation",
    ),
    *("DTMFConfiguration", "InputEncryption", "LambdaFunctionARN", "InvocationTimeLimitSeconds"),
    *("LambdaInvocationAttributes", "ResponseValidation", "InvocationType", "ComparisonValue"),
    *("HoursOfOperationId", "MetricType", "QueueId", "AgentId", "Attributes", "TargetContact"),
    *(
        "FlowAttributes",
        "Messages",
        "InterruptFrequencySeconds",
        "ThirdPartyPhoneNumber",
        "CallerId",
    ),
    *("ContinueFlowExecution", "CallbackNumber", "InitialCallDelaySeconds", "RecordingBehavior"),
    *("QueuePriority", "RoutingCriteria", "TextToSpeechVoice", "EventHooks", "LanguageCode"),
    *("ContactFlowId", "FlowModuleId", "Input", "Result", "ResultData", "LoopCount", "LoopName"),
    *("TimeLimitSeconds", "Events", "Name", "DelaySeconds", "ScheduledTime", "References", "Tags"),
    *("TagKeys", "AnalyticsBehavior"),
]
_ERRORS = [NME, NMC, "InputTimeLimitExceeded", "QueueAtCapacity", "InvalidPhoneNumber", "Odd"]
_OPERATORS = ["Equals", "NumberLessThan", "TextContains", "Sounds"]


def _transitions() -> st.SearchStrategy[dict[str, Any]]:
    target = st.sampled_from(_IDS)
    condition = st.fixed_dictionaries(
        {
            "NextAction": target,
            "Condition": st.fixed_dictionaries(
                {"Operator": st.sampled_from(_OPERATORS), "Operands": st.lists(_TEXTS, max_size=2)}
            ),
        }
    )
    error = st.fixed_dictionaries({"NextAction": target, "ErrorType": st.sampled_from(_ERRORS)})
    return st.fixed_dictionaries(
        {},
        optional={
            "NextAction": target,
            "Errors": st.lists(error, max_size=3),
            "Conditions": st.lists(condition, max_size=2),
        },
    )


_ACTIONS = st.fixed_dictionaries(
    {
        "Identifier": st.sampled_from(["A", "B", "C"]),
        "Type": st.sampled_from([*sorted(ACTS), *sorted(ELSEWHERE)[:2], "Dance", ""]),
        "Parameters": st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=40),
        "Transitions": _transitions(),
    }
)
_DOCUMENTS = st.lists(_ACTIONS, min_size=1, max_size=3).map(
    lambda actions: {"StartAction": "A", "Actions": actions}
)


def _answer(effect: Effect, data: st.DataObject) -> given_answers.Answer:
    """One that the effect takes, or Failed."""
    if data.draw(st.booleans()):
        return given_answers.Failed("so")
    if isinstance(effect, AskKey | AskDigits):
        keys = st.text("0123456789*#", min_size=1, max_size=12)
        return data.draw(st.just(given_answers.TimedOut()) | keys.map(given_answers.Keys))
    if isinstance(effect, Invoke):
        payload = _VALUES.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=5)
        return (
            given_answers.LambdaAnswered(data.draw(payload)) if not effect.asynchronous else _DONE
        )
    return {
        "FindQueue": given_answers.QueueFound(QUEUE),
        "HoursWanted": given_answers.Hours(True),
        "MetricWanted": given_answers.Metric(3),
        "MetricsWanted": given_answers.Metrics(),
        "LoopPrompts": given_answers.Interrupted(),
        "CallStatusWanted": given_answers.CallStatus("CallAnswered"),
    }.get(type(effect).__name__, _DONE)


_DONE = given_answers.Done()


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    document=_DOCUMENTS,
    kind=st.sampled_from(["CONTACT_FLOW", "CUSTOMER_QUEUE", "OUTBOUND_WHISPER", "AGENT_HOLD"]),
    channel=st.sampled_from(["VOICE", "CHAT"]),
    data=st.data(),
)
def test_run_never_breaks(
    document: dict[str, Any], kind: str, channel: str, data: st.DataObject
) -> None:
    flow = read(document)
    run = FlowRun(Flows({"main": flow}), contact(channel=channel), "main", kind=kind)

    turn = run.begin()
    for _ in range(10):
        if isinstance(turn, Ended):
            break
        turn = run.answer(_answer(turn, data))

    assert isinstance(turn, Effect | Ended)
    assert (run.pending is None) is (run.ended is not None)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(_DOCUMENTS)
def test_linter_never_breaks(document: dict[str, Any]) -> None:
    opened = draft("a.json", json.dumps(document))

    assert isinstance(opened, Draft)
    assert all(str(finding) for finding in lint([opened], languages=["en"]))
