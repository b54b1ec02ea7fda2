"""Callbacks, outbound calls and tasks: what is asked for and where each answer leads."""

import pytest

from infra.local.telephony.flow.answers import (
    Answer,
    Done,
    Failed,
    NotDialable,
)
from infra.local.telephony.flow.effects import (
    CheckDialable,
    CompleteOutboundCall,
    CreateCallback,
    CreateTask,
)
from tests.infra.telephony.plays import NME, QUEUE, Play, action

_ENDS = [action(name, "EndFlowExecution") for name in ("Then", "Error", "Bad", "Far")]
_NUMBER = action(
    "Number", "UpdateContactCallbackNumber", {"CallbackNumber": "$.StoredCustomerInput"}, "Then",
    InvalidCallbackNumber="Bad", CallbackNumberNotDialable="Far",
)  # fmt: skip
_OWN = {**_NUMBER, "Parameters": {"CallbackNumber": "$.CustomerEndpoint.Address"}}


@pytest.mark.parametrize(
    ("answer", "branch", "kept"),
    [
        (Done(), "Success", "+12025550123"),
        (NotDialable(), "CallbackNumberNotDialable", None),
    ],
)
def test_callback_number_is_checked(answer: Answer, branch: str, kept: str | None) -> None:
    play = Play(_OWN, *_ENDS, answers=[answer])

    assert play.effects == [CheckDialable(play.effects[0].at, "+12025550123")]
    assert (play.path[0], play.contact.callback_number) == (f"Number: {branch}", kept)


@pytest.mark.parametrize("address", ["", "anonymous", "2025550123", "+1"])
def test_callback_number_that_is_none_is_invalid(address: str) -> None:
    play = Play(_OWN, *_ENDS, customer_address=address)

    assert (play.effects, play.path[0]) == ([], "Number: InvalidCallbackNumber")


_CALLBACK = action(
    "Call back",
    "CreateCallbackContact",
    {
        "InitialCallDelaySeconds": "99",
        "MaximumConnectionAttempts": "3",
        "RetryDelaySeconds": "600",
        "ContactFlowId": "whisper",
        "CallbackMode": "AgentFirst",
    },
    "Then",
    **{NME: "Error"},
)


@pytest.mark.parametrize(("answer", "branch"), [(Done(), "Success"), (Failed(), NME)])
def test_callback_is_queued(answer: Answer, branch: str) -> None:
    play = Play(_CALLBACK, *_ENDS, queue=QUEUE, callback_number="+12025550188", answers=[answer])

    assert play.effects == [
        CreateCallback(
            play.effects[0].at,
            "+12025550188",
            QUEUE,
            None,
            None,
            99,
            3,
            600,
            "whisper",
            "AgentFirst",
        )
    ]
    assert play.path[0] == f"Call back: {branch}"


def test_callback_goes_to_the_caller_where_no_number_was_set() -> None:
    (asked,) = Play(_CALLBACK, *_ENDS, queue=QUEUE).effects

    assert isinstance(asked, CreateCallback)
    assert asked.number == "+12025550123"


def test_callback_goes_to_the_queue_that_is_named_rather_than_the_contacts() -> None:
    named = {**_CALLBACK, "Parameters": {"QueueId": "q2"}}

    (asked,) = Play(named, *_ENDS, queue=QUEUE).effects

    assert isinstance(asked, CreateCallback)
    assert (asked.queue, asked.queue_id) == (None, "q2")


def test_callback_needs_a_number_and_a_queue() -> None:
    assert Play(_CALLBACK, *_ENDS).path[0] == f"Call back: {NME}"
    assert Play(_CALLBACK, *_ENDS, queue=QUEUE, customer_address="").path[0] == f"Call back: {NME}"


def test_outbound_call_is_let_through_in_its_whisper_only() -> None:
    complete = action(
        "Let", "CompleteOutboundCall", {"CallerId": {"Number": "+12025550100"}}, "Then"
    )

    play = Play(complete, *_ENDS, kind="OUTBOUND_WHISPER")

    assert play.effects == [CompleteOutboundCall(play.effects[0].at, "+12025550100")]
    assert Play(complete, *_ENDS).ended.how == "failed"


def test_task_is_created() -> None:
    given = {
        "Name": "Call $.CustomerEndpoint.Address",
        "ContactFlowId": "tasks",
        "Description": "d",
        "Attributes": {"a": "b"},
        "References": {"r": {"Type": "URL", "Value": "v"}},
        "DelaySeconds": "60",
    }

    play = Play(action("T", "CreateTask", given, "Then", **{NME: "Error"}), *_ENDS)

    assert play.effects == [
        CreateTask(
            play.effects[0].at, "Call +12025550123", "tasks", None, "d", {"a": "b"},
            {"r": {"Type": "URL", "Value": "v"}}, 60,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"ScheduledTime": "1700000000"}, 1_700_000_000),
        ({"ScheduledTime": "2023-11-14T22:13:20+00:00"}, 1_700_000_000),
        ({"ScheduledTime": "tomorrow"}, None),
    ],
)
def test_task_may_be_scheduled(given: dict[str, str], at: int | None) -> None:
    (asked,) = Play(action("T", "CreateTask", {"Name": "n", **given}, "Then"), *_ENDS).effects

    assert isinstance(asked, CreateTask)
    assert (asked.delay_seconds, asked.scheduled_at) == (None, at)


@pytest.mark.parametrize("given", [{}, {"Name": "n", "DelaySeconds": "1", "ScheduledTime": "2"}])
def test_task_without_sense_fails(given: dict[str, str]) -> None:
    assert (
        Play(action("T", "CreateTask", given, "Then", **{NME: "Error"}), *_ENDS).path[0]
        == f"T: {NME}"
    )
