"""What AWS documents of the test language, as other systems write it."""

import json
from typing import Any

import pytest

from infra.local.telephony.testcase.case import read_case
from infra.local.telephony.testcase.runner import Result, run_case
from infra.local.telephony.testcase.world import World
from tests.infra.telephony.cases import (
    answers,
    case,
    ends,
    expects,
    fails,
    hears,
    override,
    presses,
    says,
    sees,
    started,
)
from tests.infra.telephony.plays import NMC, NME, action, flow
from tests.infra.telephony.reception import FLOWS, HOURS, MENU, WORLD, run

_BOT = {"LexV2Bot": {"AliasArn": "arn:aws:lex:x:1:bot-alias/B/A"}}
_LATE = "InputTimeLimitExceeded"
_TALK = flow(
    action(
        "Talk",
        "ConnectParticipantWithLexBot",
        {**_BOT, "Text": "How can I help?", "LexSessionAttributes": {"who": "caller"}},
        "Sorry",
        {"Book": "Booked", "Agent": "Staff"},
        **{NME: "Sorry", NMC: "What", _LATE: "Late"},
    ),
    action(
        "Booked", "MessageParticipant", {"Text": "To $.Lex.Slots.city, $.Lex.IntentName"}, "Bye"
    ),
    action("Staff", "MessageParticipant", {"Text": "One moment"}, "Bye"),
    action("What", "MessageParticipant", {"Text": "I did not understand"}, "Bye"),
    action("Late", "MessageParticipant", {"Text": "I heard nothing"}, "Bye"),
    action("Sorry", "MessageParticipant", {"Text": "Something failed"}, "Bye"),
)


def _talk(*acts: dict[str, Any], then: str) -> Result:
    document = case(
        started(*acts, says("book a flight"), then="end"),
        hears("end", then, ends()),
    )
    return run_case(read_case(document), {"talk": _TALK}, World(), flow_id="talk")


def _understands(loaded: Any) -> dict[str, Any]:
    result = {"LoadedData": loaded if isinstance(loaded, str) else json.dumps(loaded)}
    response = {"Type": "ExecutionResult", "ExecutionResult": result}
    return override("ConnectParticipantWithLexBot", _BOT, response=response)


@pytest.mark.parametrize(
    "loaded",
    [
        {"IntentName": "Book", "Slots": {"city": "Izmir"}},
        {"intent": {"name": "Book", "slots": {"city": {"value": {"interpretedValue": "Izmir"}}}}},
        {
            "sessionState": {
                "intent": {
                    "name": "Book",
                    "slots": {"city": {"value": {"interpretedValue": "Izmir"}}},
                }
            }
        },
    ],
)
def test_mocked_bot_is_understood_in_each_of_its_shapes(loaded: Any) -> None:
    result = _talk(_understands(loaded), then="To Izmir, Book")

    assert (result.reason, result.problems) == ("", ())
    assert (0.0, "system", "How can I help?") in result.transcript
    assert "“book a flight”" in [text for _, who, text in result.transcript if who == "caller"]


@pytest.mark.parametrize(
    ("act", "then"),
    [
        (_understands("Agent"), "One moment"),
        (_understands({"IntentName": "Weather"}), "I did not understand"),
        (_understands({"Slots": {}}), "Something failed"),
        (fails("ConnectParticipantWithLexBot", _BOT, NME), "Something failed"),
        (fails("ConnectParticipantWithLexBot", _BOT, "InputTimeLimitExceeded"), "I heard nothing"),
    ],
)
def test_bot_leads_where_its_result_says(act: dict[str, Any], then: str) -> None:
    assert _talk(act, then=then).reason == ""


def test_bot_that_nobody_mocked_fails_and_is_told() -> None:
    result = _talk(then="Something failed")

    assert result.passed
    assert "Nothing is mocked for the bot" in result.problems[0]


@pytest.mark.parametrize("value", ["OutOfHours", '"OutOfHours"', "False"])
def test_mocked_hours_are_read(value: str) -> None:
    response = {"Type": "ExecutionResult", "ExecutionResult": {"Value": value}}
    act = override("CheckHoursOfOperation", {"HoursOfOperationId": HOURS}, response=response)

    assert run(started(act), hears("next", "We are closed", ends())).passed


def test_message_may_be_expected_by_reference_and_as_contained() -> None:
    written = {"greeting": "press 1"}
    seen = hears("next", "$.Attributes.greeting", presses(1), ends(), how="Contains")

    assert run(started(), seen, Attributes=written).passed
    assert not run(started(), seen, Attributes={"greeting": "press 2"}).passed


def test_usage_of_the_first_documents_is_read() -> None:
    start = {**started(), "Usage": {"Type": "EXACTLY"}}
    often = {**hears("next", str(MENU["Text"]), ends()), "Usage": {"Type": "ANY"}}

    assert run(start, often).passed


def test_actions_that_lead_in_a_circle_are_done_once() -> None:
    seen = hears("next", "press 1", expects("$.Channel", "VOICE"), ends())
    seen["Actions"][1]["Transitions"] = {"NextAction": "next-0"}

    assert run(started(answers("arn:f", {})), seen).passed


def test_case_is_read_from_what_stands_around_it() -> None:
    content = case(sees("start", "TestInitiated", expects("$.Attributes.a", "true"), ends()))
    voice = {"FlowId": "main", "SourcePhoneNumber": "+12025550101"}
    around = {
        "Name": "n",
        "Content": json.dumps(content),
        "EntryPoint": {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": voice},
        "InitializationData": json.dumps({"Attributes": {"a": True}}),
    }
    exported = {
        **content,
        "Metadata": {
            "name": "n",
            "entryPoint": around["EntryPoint"],
            "initializationData": around["InitializationData"],
        },
    }

    for document in (
        around,
        exported,
        {"TestCase": around},
        {"Type": "AWS::Connect::TestCase", "Properties": around},
        {**around, "Content": {"Fn::Sub": json.dumps(content)}},
    ):
        read = read_case(document)
        assert (read.name, read.flow_id, read.source_number) == ("n", "main", "+12025550101")
        assert run_case(read, FLOWS, WORLD).reason == ""


def test_chat_begins_at_its_own_entry() -> None:
    content = case(sees("start", "TestInitiated", expects("$.Channel", "CHAT"), ends()))
    entry = {"Type": "CHAT", "ChatEntryPointParameters": {"FlowId": "main"}}

    read = read_case({"Content": json.dumps(content), "EntryPoint": entry})

    assert run_case(read, FLOWS, WORLD).reason == ""


@pytest.mark.parametrize(
    "said", [{"Text": " "}, {"SSML": "<speak><break time='1s'/></speak>"}, {"PromptId": " "}]
)
def test_flow_that_is_silent_for_ever_ends_with_the_time(said: dict[str, str]) -> None:
    round_ = flow(action("Say", "MessageParticipant", said, "Say"))

    never = case(started(), hears("next", "anything"))

    result = run_case(read_case(never), {"f": round_}, World(), flow_id="f")

    assert "after 300 s" in result.reason
