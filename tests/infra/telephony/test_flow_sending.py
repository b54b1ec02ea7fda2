"""Queues and third parties: what is asked for and where each answer leads."""

from typing import Any

import pytest

from infra.local.telephony.flow.answers import (
    Answer,
    CallFailed,
    Done,
    Failed,
    QueueFound,
    QueueFull,
    TimedOut,
)
from infra.local.telephony.flow.contact import Routing
from infra.local.telephony.flow.effects import (
    DialThirdParty,
    Enqueue,
    FindQueue,
    Requeue,
)
from tests.infra.telephony.plays import NME, QUEUE, Play, action

_ENDS = [action(name, "EndFlowExecution") for name in ("Then", "Full", "Error", "Bad", "Far")]
_AWAY = {NME: "Error", "QueueAtCapacity": "Full"}


@pytest.mark.parametrize("parameters", [{"QueueId": "q1"}, {"AgentId": "$.Attributes.agent"}])
def test_target_queue_is_found_and_kept(parameters: dict[str, str]) -> None:
    aim = action("Aim", "UpdateContactTargetQueue", parameters, "Then", **{NME: "Error"})

    play = Play(aim, *_ENDS, answers=[QueueFound(QUEUE)], attributes={"agent": "a1"})

    wanted = (None, "a1") if "AgentId" in parameters else ("q1", None)
    assert play.effects == [FindQueue(play.effects[0].at, *wanted)]
    assert (play.contact.queue, play.path[0]) == (QUEUE, "Aim: Success")


@pytest.mark.parametrize("queue_id", ["q1", "$.Attributes.none"])
def test_target_queue_that_is_not_there_fails(queue_id: str) -> None:
    aim = action("Aim", "UpdateContactTargetQueue", {"QueueId": queue_id}, "Then", **{NME: "Error"})

    play = Play(aim, *_ENDS, answers=[Failed("none")])

    assert (play.contact.queue, play.path[0]) == (None, f"Aim: {NME}")


_GO = action("Go", "TransferContactToQueue", {}, "Error", **_AWAY)


@pytest.mark.parametrize(
    ("answer", "branch", "how"),
    [
        (Done(), "Success", "transferred"),
        (QueueFull(), "QueueAtCapacity", "ended"),
        (Failed(), NME, "ended"),
    ],
)
def test_transfer_to_queue_ends_the_flow(answer: Answer, branch: str, how: str) -> None:
    play = Play(_GO, *_ENDS, queue=QUEUE, answers=[answer])

    assert play.effects == [Enqueue(play.effects[0].at, QUEUE, Routing())]
    assert (play.path[0], play.ended.how) == (f"Go: {branch}", how)


def test_transfer_to_queue_needs_a_queue_and_an_inbound_flow() -> None:
    assert Play(_GO, *_ENDS).path[0] == f"Go: {NME}"
    assert Play(_GO, *_ENDS, queue=QUEUE, kind="CUSTOMER_QUEUE").path[0] == f"Go: {NME}"


_MOVE = action("Move", "DequeueContactAndTransferToQueue", {"QueueId": "q2"}, "Error", **_AWAY)


@pytest.mark.parametrize(
    ("answer", "branch"), [(Done(), "Success"), (QueueFull(), "QueueAtCapacity"), (Failed(), NME)]
)
def test_waiting_contact_moves_to_another_queue(answer: Answer, branch: str) -> None:
    play = Play(_MOVE, *_ENDS, kind="CUSTOMER_QUEUE", answers=[answer])

    assert play.effects == [Requeue(play.effects[0].at, "q2", None, Routing())]
    assert play.path[0] == f"Move: {branch}"


def test_only_waiting_contacts_move() -> None:
    assert Play(_MOVE, *_ENDS).path[0] == f"Move: {NME}"


def _dial(on: str, **parameters: Any) -> dict[str, Any]:
    given = {"ThirdPartyPhoneNumber": "+12025550177", "ContinueFlowExecution": on, **parameters}
    return action(
        "Dial", "TransferParticipantToThirdParty", given, "Then", **{NME: "Error"},
        CallFailed="Bad", ConnectionTimeLimitExceeded="Far",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("on", "answer", "branch", "how"),
    [
        ("True", Done(), "Success", "ended"),
        ("False", Done(), "Success", "transferred"),
        ("True", CallFailed(), "CallFailed", "ended"),
        ("True", TimedOut(), "ConnectionTimeLimitExceeded", "ended"),
        ("True", Failed(), NME, "ended"),
    ],
)
def test_third_party_is_called(on: str, answer: Answer, branch: str, how: str) -> None:
    play = Play(_dial(on), *_ENDS, answers=[answer])

    assert (play.path[0], play.ended.how) == (f"Dial: {branch}", how)


def test_third_party_that_does_not_come_back_fails_to_the_next_action() -> None:
    dial = action("Dial", "TransferParticipantToThirdParty",
                  {"ThirdPartyPhoneNumber": "+12025550177"}, "Bad")  # fmt: skip

    assert Play(dial, *_ENDS, answers=[CallFailed()]).path == ["Dial: CallFailed", "Bad: Success"]


def test_third_party_is_called_with_all_settings() -> None:
    more = {
        "ThirdPartyConnectionTimeoutSeconds": "20",
        "ThirdPartyDTMFDigits": "1,2",
        "CallerId": {"Number": "$.SystemEndpoint.Address", "Name": "Clinic"},
    }

    (asked,) = Play(_dial("True", **more), *_ENDS).effects

    assert asked == DialThirdParty(
        asked.at, "+12025550177", 20, True, "1,2", "+12025550100", "Clinic"
    )


def test_third_party_without_a_number_fails() -> None:
    play = Play(_dial("True", ThirdPartyPhoneNumber="$.Attributes.none"), *_ENDS)

    assert (play.effects, play.path[0]) == ([], f"Dial: {NME}")
