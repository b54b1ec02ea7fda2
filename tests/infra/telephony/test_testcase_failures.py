"""A case that doesn't go as it says fails, and tells precisely why."""

from typing import Any

import pytest

from infra.local.telephony.testcase.case import UnreadableCase, read_case
from tests.infra.telephony.cases import (
    ends,
    expects,
    hears,
    override,
    presses,
    sees,
    started,
)
from tests.infra.telephony.reception import run


def _result(value: str) -> dict[str, Any]:
    return {"Type": "ExecutionResult", "ExecutionResult": {"Value": value}}


def test_failed_assertion_tells_what_was_there() -> None:
    result = run(started(), hears("next", "press 1", expects("$.Channel", "CHAT"), ends()))

    assert result.reason == "In 'next', 'next-0': $.Channel is 'VOICE', not Equals 'CHAT'."


def test_missing_observation_tells_what_was_heard_instead() -> None:
    result = run(
        started(), hears("next", "press 1", presses("7"), then="end"), hears("end", "Thank you")
    )

    assert result.reason.startswith("The call ended (disconnected at main/Bye) after ")
    assert '\'end\' still waited for MessageReceived {"Text": "Thank you"}.' in result.reason
    assert result.reason.endswith("Heard since then: “That key means nothing”.")


def test_what_is_expected_besides_must_begin_in_its_order() -> None:
    observed = [
        started(),
        hears("next", "press 1", presses("7"), then="end"),
        sees("end", "TestCompleted"),
    ]
    menu = {"ActionType": "GetParticipantInput"}
    end = {"ActionType": "DisconnectParticipant", "ActionParameters": {}}

    assert run(*observed, expected=[menu, end]).passed
    result = run(*observed, expected=[end, menu])

    assert result.reason.startswith("The call ended (disconnected at main/Bye) after ")
    assert result.reason.endswith("and GetParticipantInput {} never began.")


def test_case_that_nothing_ends_runs_out_of_time() -> None:
    observed = [
        started(),
        hears("next", "press 1", presses("1"), then="hold"),
        hears("hold", "Hold on"),
    ]

    result = run(*observed)

    assert result.reason == "All was observed, but nothing ended the test within 300 s."
    assert run(*observed, AgentAfterSeconds=20).passed


def test_observation_after_end_test_is_missing() -> None:
    result = run(started(), hears("next", "press 1", ends(), then="more"), hears("more", "Bye"))

    assert result.reason.startswith("The test ended itself after ")


def test_completion_is_observed_and_can_assert() -> None:
    seen = sees("end", "TestCompleted", expects("$.Attributes.x", "1"))

    result = run(started(), hears("next", "press 1", ends()), seen)

    assert result.reason == "In 'end', 'end-0': $.Attributes.x is '', not Equals '1'."


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (presses("1w2"), "'1w2' can't be pressed: keys are 0-9, * and #."),
        (presses(""), "'' can't be pressed: keys are 0-9, * and #."),
        (expects("Queue.Name", "x"), "'Queue.Name' is no reference, such as $.Queue.Name."),
        (expects("$.Attributes.x", "", "Exists"), "$.Attributes.x doesn't exist."),
        (
            override("CheckHoursOfOperation", {}, response=_result("Perhaps")),
            "hours are mocked as InHours or OutOfHours, not Perhaps.",
        ),
        ({"Type": "Dance", "Parameters": {}}, "there is no action 'Dance'."),
        (
            {"Type": "TestControl", "Parameters": {"Command": {"Type": "Stop"}}},
            "there is no command 'Stop'.",
        ),
        (
            {"Type": "OverrideSystemBehavior", "Parameters": {}},
            "the Strategy is neither SubstituteResource nor MockResponse.",
        ),
        (expects("$.Channel", "x", "Sounds"), "there is no operator 'Sounds'."),
    ],
)
def test_what_cannot_be_done_fails_the_case(act: dict[str, Any], reason: str) -> None:
    assert run(started(act), hears("next", "press 1")).reason == f"In 'start', 'start-0': {reason}"


@pytest.mark.parametrize("raw", ["", "[]", "{}", '{"Observations": [{"Identifier": "a"}]}'])
def test_document_that_is_no_case_is_refused(raw: str) -> None:
    with pytest.raises(UnreadableCase):
        read_case(raw)


@pytest.mark.parametrize(
    ("observation", "reason"),
    [
        (sees("a", "AgentAccepted"), "there is no event 'AgentAccepted'; there are TestInitiated,"),
        (hears("a", "x", how="Regex"), "matched by Similarity or Inclusion, not regex."),
    ],
)
def test_what_nobody_knows_is_said_before_the_call(
    observation: dict[str, Any], reason: str
) -> None:
    result = run(started(), observation)

    assert reason in result.reason
    assert result.steps == ()


@pytest.mark.parametrize(
    "document",
    [
        "{",
        "[]",
        "{}",
        {"Observations": [7]},
        {"Observations": [{"Identifier": "a", "Event": {}}]},
        {"Observations": [], "Metadata": [1]},
        {"Content": "no"},
        {"Observations": [{**sees("a", "TestInitiated"), "Usage": {"Type": "Sometimes"}}]},
        {"Observations": [{**sees("a", "TestInitiated"), "Usage": {"Times": "many"}}]},
        {"Observations": [{**sees("a", "TestInitiated"), "Actions": {"Type": "Assert"}}]},
    ],
)
def test_what_is_no_case_is_refused_with_a_sentence(document: Any) -> None:
    with pytest.raises(UnreadableCase, match=r"\w"):
        read_case(document)
