"""Lambda functions are called with Connect's event, and only right answers are taken."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.local.telephony.flow.answers import (
    Answer,
    Done,
    Failed,
    LambdaAnswered,
    LambdaFailed,
    TimedOut,
)
from infra.local.telephony.flow.effects import Effect, Invoke
from infra.local.telephony.flow.event import lambda_event
from tests.infra.telephony.plays import NME, QUEUE, Play, action, contact

_ENDS = (action("Error", "EndFlowExecution"), action("Then", "EndFlowExecution"))
_SAMPLE = Path(__file__).with_name("lambda_event.json")


def _call(**parameters: Any) -> dict[str, Any]:
    given = {"LambdaFunctionARN": "arn:f", "InvocationTimeLimitSeconds": "8", **parameters}
    return action("Call", "InvokeLambdaFunction", given, "Then", **{NME: "Error"})


def _loaded(value: Any) -> LambdaAnswered:
    return LambdaAnswered(json.dumps(value).encode())


def _invoked(play: Play) -> Invoke:
    (effect,) = play.effects
    assert isinstance(effect, Invoke)
    return effect


def test_function_is_called_with_its_parameters_filled_in() -> None:
    parameters = {
        "step": "greet",
        "who": "$.CustomerEndpoint.Address",
        "deep": {"n": "$.ContactId"},
    }

    asked = _invoked(Play(_call(LambdaInvocationAttributes=parameters), answers=[_loaded({})]))

    assert (asked.arn, asked.seconds, asked.asynchronous) == ("arn:f", 8, False)
    assert asked.event["Details"]["Parameters"] == {
        "step": "greet",
        "who": "+12025550123",
        "deep": {"n": "c1"},
    }


def test_event_has_the_shape_of_a_real_one() -> None:
    real = json.loads(_SAMPLE.read_text())["Details"]["ContactData"]

    event = lambda_event(contact(queue=QUEUE), {})
    made = event["Details"]["ContactData"]

    assert event["Name"] == "ContactFlowEvent"
    assert set(real) <= set(made)
    assert set(real["Queue"]) == set(made["Queue"])
    assert lambda_event(contact(), {})["Details"]["ContactData"]["Queue"] is None
    json.dumps(event)


@pytest.mark.parametrize(
    ("shape", "answer", "branch"),
    [
        ("STRING_MAP", _loaded({"a": "1"}), "Success"),
        ("STRING_MAP", _loaded({}), "Success"),
        ("STRING_MAP", _loaded({"a": 1}), NME),
        ("STRING_MAP", _loaded({"a": {"b": "c"}}), NME),
        ("STRING_MAP", _loaded({"a": None}), NME),
        ("STRING_MAP", _loaded("text"), NME),
        ("JSON", _loaded({"a": {"b": [1, 2]}}), "Success"),
        ("JSON", _loaded([1]), NME),
        ("JSON", LambdaAnswered(b"no json"), NME),
        ("JSON", LambdaAnswered(b""), NME),
        ("JSON", _loaded({"a": "x" * 40_000}), NME),
        ("JSON", LambdaFailed("it raised"), NME),
        ("JSON", TimedOut(), NME),
        ("JSON", Failed("not allowed"), NME),
    ],
)
def test_only_right_answers_are_taken(shape: str, answer: Answer, branch: str) -> None:
    play = Play(_call(ResponseValidation={"ResponseType": shape}), *_ENDS, answers=[answer])

    assert play.path[0] == f"Call: {branch}"
    assert bool(play.problems) is (branch == NME)


def test_each_call_overwrites_what_the_one_before_answered() -> None:
    again = action("Again", "InvokeLambdaFunction", {"LambdaFunctionARN": "arn:f"}, "Then")

    taken = Play(
        {**_call(), "Transitions": {"NextAction": "Again"}},
        again,
        *_ENDS,
        answers=[_loaded({"a": "1"}), _loaded({"b": "2"})],
    )

    assert taken.run.look_up("[$.External.a][$.External.b]") == "[][2]"


def test_failed_call_leaves_nothing_of_the_one_before() -> None:
    again = action(
        "Again", "InvokeLambdaFunction", {"LambdaFunctionARN": "f"}, "Then", **{NME: "Error"}
    )

    failed = Play(
        {**_call(), "Transitions": {"NextAction": "Again"}},
        again,
        *_ENDS,
        answers=[_loaded({"a": "1"}), LambdaFailed()],
    )

    assert failed.run.look_up("[$.External.a]") == "[]"


def test_nested_answers_are_read_by_path() -> None:
    play = Play(
        _call(ResponseValidation={"ResponseType": "JSON"}),
        *_ENDS,
        answers=[_loaded({"a": {"b": [7]}})],
    )

    assert play.run.look_up("$.External.a.b[0]") == "7"


def test_asynchronous_call_goes_on_at_once() -> None:
    play = Play(_call(InvocationType="ASYNCHRONOUS"), *_ENDS, answers=[Done()])

    assert (_invoked(play).asynchronous, play.path[0]) == (True, "Call: Success")


@pytest.mark.parametrize(
    ("limit", "seconds"), [("0", 1), ("4", 4), ("60", 8), ("soon", 3), ("$.Attributes.t", 5)]
)
def test_time_limit_stays_within_what_connect_allows(limit: str, seconds: int) -> None:
    play = Play(_call(InvocationTimeLimitSeconds=limit), *_ENDS, attributes={"t": "5"})

    assert _invoked(play).seconds == seconds


def test_call_without_a_function_fails_unasked() -> None:
    play = Play(_call(LambdaFunctionARN="$.Attributes.none"), *_ENDS)

    assert (play.effects, play.path[0]) == (list[Effect](), f"Call: {NME}")
