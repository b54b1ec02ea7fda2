"""Flows ask the dialogue only for what it knows, and have a way for everything that it answers."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.dialogue import languages
from chalicelib.dialogue.catalogue import REFUSED, STEPS
from infra import callflows

Action = dict[str, Any]


def _calls() -> Iterator[tuple[str, Action, Action]]:
    """Every invocation: flow, the action, and the one that compares its status."""
    for name in callflows.names():
        actions = {a["Identifier"]: a for a in callflows.load(name)["Actions"]}
        for action in actions.values():
            if action["Type"] == "InvokeLambdaFunction":
                yield name, action, actions[action["Transitions"]["NextAction"]]


CALLS = list(_calls())
each_call = pytest.mark.parametrize(
    ("flow", "call", "compare"), CALLS, ids=[f"{n}/{c['Identifier']}" for n, c, _ in CALLS]
)


def _step(call: Action) -> str:
    return str(call["Parameters"]["LambdaInvocationAttributes"]["step"])


@each_call
def test_call_gives_every_parameter_that_the_step_takes(
    flow: str, call: Action, compare: Action
) -> None:
    given = call["Parameters"]["LambdaInvocationAttributes"]

    assert given.keys() - {"step"} == set(STEPS[_step(call)].takes)


def _ways(compare: Action) -> set[str]:
    return {c["Condition"]["Operands"][0] for c in compare["Transitions"]["Conditions"]}


@each_call
def test_answer_is_compared_with_what_the_step_can_answer(
    flow: str, call: Action, compare: Action
) -> None:
    assert compare["Parameters"]["ComparisonValue"] == "$.External.status"
    assert REFUSED in _ways(compare)
    assert _ways(compare) <= {*STEPS[_step(call)].statuses, REFUSED}


@each_call
def test_every_status_has_its_way(flow: str, call: Action, compare: Action) -> None:
    """The question after a call is asked without a key and answered with one."""
    key = call["Parameters"]["LambdaInvocationAttributes"].get("key")
    expected = {*STEPS[_step(call)].statuses, REFUSED}
    if _step(call) == "rate":
        expected -= {"ok", "wrong"} if key == "" else {"ask"}

    assert _ways(compare) == expected


@each_call
def test_call_waits_as_long_as_connect_allows_and_has_a_way_when_it_fails(
    flow: str, call: Action, compare: Action
) -> None:
    errors = [e["ErrorType"] for e in call["Transitions"]["Errors"]]

    assert call["Parameters"]["InvocationTimeLimitSeconds"] == "8"
    assert errors == ["NoMatchingError"]


def test_flows_read_only_fields_that_some_step_gives() -> None:
    known = {"status", "say"} | {field for step in STEPS.values() for field in step.gives}

    read = {
        field
        for name in callflows.names()
        for field in re.findall(r"\$\.External\.(\w+)", json.dumps(callflows.load(name)))
    }

    assert read - known == set()


def test_every_step_is_asked_by_some_flow() -> None:
    """`note` is for flows that are yet to come."""
    assert STEPS.keys() - {_step(call) for _, call, _ in CALLS} == {"note"}


@pytest.mark.parametrize("module", ["apologise", "ask_message", "farewell"])
def test_what_is_said_without_the_function_has_its_voices(module: str) -> None:
    """They stand in the flow; where the call goes on behind them, the default voice speaks."""
    actions = {a["Identifier"]: a["Parameters"] for a in callflows.load(module)["Actions"]}

    found = {
        name.removeprefix("Voice "): (told["TextToSpeechVoice"], told["TextToSpeechEngine"])
        for name, told in actions.items()
        if name.startswith("Voice ")
    }

    assert found == {n: (v.name, v.engine) for n, v in languages.VOICES.items()}
    if module != "farewell":
        assert actions["Default voice"] == actions[f"Voice {languages.FALLBACK}"]
