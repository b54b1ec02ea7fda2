"""Test cases are run against flows in simulated time."""

import json
from typing import Any

import pytest

from infra.local.telephony.testcase.case import read_case
from infra.local.telephony.testcase.runner import run_case
from tests.infra.telephony.cases import (
    answers,
    case,
    ends,
    expects,
    fails,
    hangs_up,
    hears,
    override,
    presses,
    sees,
    started,
)
from tests.infra.telephony.plays import NME, QUEUE
from tests.infra.telephony.reception import FLOWS, HOURS, MENU, WORLD, run


def test_case_that_goes_as_it_says_passes() -> None:
    result = run(
        started(
            override("CheckHoursOfOperation", {"HoursOfOperationId": HOURS}, substitute="basic"),
            answers("arn:f", {"known": "true"}, delay=1),
        ),
        hears("next", "press 1 to be connected to an agent", presses("1"), then="Queue"),
        sees(
            "Queue",
            "FlowActionStarted",
            expects("$.Queue.Name", "Reception"),
            expects("$.External.known", "true"),
            ends(),
            ActionType="TransferContactToQueue",
            ActionParameters={"QueueId": "q1"},
        ),
    )

    assert (result.reason, result.problems) == ("", ())
    assert [f"{s.at.action}: {s.branch}" for s in result.steps] == [
        "Hours: True",
        "Ask: Success",
        "Menu: 1",
        "Aim: Success",
    ]
    assert result.seconds == pytest.approx(1 + len(str(MENU["Text"])) / 15)


@pytest.mark.parametrize(
    ("mock", "heard"),
    [
        (
            override("CheckHoursOfOperation", {"HoursOfOperationId": "basic"}, substitute="never"),
            "closed",
        ),
        (
            override(
                "CheckHoursOfOperation",
                {"HoursOfOperationId": HOURS},
                response={"ExecutionResult": {"Value": "OutOfHours"}},
            ),
            "closed",
        ),
        (fails("CheckHoursOfOperation", {"HoursOfOperationId": HOURS}, NME), "failed"),
        (
            fails("InvokeLambdaFunction", {"LambdaFunctionARN": "arn:f"}, "TimeLimitExceeded"),
            "failed",
        ),
        (answers("arn:f", {"known": "true"}, delay=9), "failed"),
        (answers("arn:f", {"known": True}), "failed"),
        (answers("arn:f", ["no", "map"]), "failed"),
        (
            override("InvokeLambdaFunction", {"LambdaFunctionARN": "arn:f"}, substitute="gone"),
            "failed",
        ),
    ],
)
def test_override_changes_what_happens(mock: dict[str, Any], heard: str) -> None:
    assert run(started(mock), hears("next", heard)).reason == ""


@pytest.mark.parametrize("error", ["QueueAtCapacity", NME])
def test_transfer_can_be_made_to_fail(error: str) -> None:
    heard = {"QueueAtCapacity": "lines are busy", NME: "failed"}[error]

    result = run(
        started(fails("TransferContactToQueue", {"QueueId": QUEUE.arn}, error), then="menu"),
        hears("menu", "press 1", presses(1), then="next"),
        hears("next", heard),
    )

    assert result.reason == ""


def test_overrides_are_used_once_in_their_order() -> None:
    result = run(
        started(answers("arn:f", {"n": "1"}, field="Value"), answers("arn:f", {"n": "2"})),
        hears("next", "press 1", expects("$.External.n", "1"), ends()),
    )

    assert result.reason == ""
    assert result.problems == ("An override of InvokeLambdaFunction was never used.",)


def test_unmocked_function_of_the_world_is_called() -> None:
    result = run(
        started(), hears("next", "press 1", expects("$.External.who", "test-contact"), ends())
    )

    assert result.reason == ""


def test_keys_and_silence_lead_where_they_should() -> None:
    assert run(
        started(), hears("next", "press 1", presses("7"), then="end"), hears("end", "means nothing")
    ).passed
    assert run(started(), hears("next", "press 1", then="end"), hears("end", "nothing")).passed


def test_caller_who_hangs_up_ends_the_call() -> None:
    result = run(started(), hears("next", "press 1", hangs_up()))

    assert (result.reason, [step.at.action for step in result.steps]) == ("", ["Hours", "Ask"])


def test_unlinked_observation_may_come_at_any_time() -> None:
    assert run(
        sees("any", "FlowActionStarted", ActionType="InvokeLambdaFunction"),
        started(),
        hears("next", "press 1", ends()),
    ).passed


def test_fault_of_the_world_makes_an_action_fail() -> None:
    fault = {"Flow": "main", "Action": "Ask", "Error": NME}

    assert run(started(), hears("next", "failed"), Faults=[fault]).passed


def test_case_is_read_with_its_properties_around_it() -> None:
    raw = {
        "Name": "Greets",
        "EntryPoint": {
            "Type": "VOICE_CALL",
            "VoiceCallEntryPointParameters": {
                "FlowId": "main",
                "SourcePhoneNumber": "+12025550111",
            },
        },
        "InitializationData": json.dumps({"Attributes": {"who": "Ann"}}),
        "Content": json.dumps(
            case(
                started(),
                hears(
                    "next",
                    "press 1",
                    expects("$.Attributes.who", "Ann"),
                    expects("$.CustomerEndpoint.Address", "+12025550111"),
                    ends(),
                ),
            )
        ),
    }

    result = run_case(read_case(json.dumps(raw)), FLOWS, WORLD)

    assert (result.case, result.reason) == ("Greets", "")
