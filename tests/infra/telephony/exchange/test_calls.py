"""What callers and agents live through, in simulated time."""

import pytest

from infra.local.telephony.core.failures import LimitReached, NotThere, Refused
from infra.local.telephony.core.floor import Settings
from tests.infra.telephony.exchange.clinic import (
    CALLER,
    NUMBER,
    Clinic,
    Json,
    action,
    flow,
    say,
    to_queue,
)


def test_call_answered_by_an_agent_ends_in_one_record() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")

    call = clinic.ring()
    clinic.advance(3)
    ann.accept()
    clinic.advance(60)
    clinic.exchange.hang_up(call)
    clinic.advance(30)
    ann.complete()

    (record,) = clinic.records_of(call)
    assert clinic.event_types(call) == [
        "INITIATED",
        "CONNECTED_TO_SYSTEM",
        "QUEUED",
        "CONNECTED_TO_AGENT",
        "DISCONNECTED",
        "COMPLETED",
    ]
    assert record["DisconnectReason"] == "CUSTOMER_DISCONNECT"
    assert record["Agent"]["AgentInteractionDuration"] == 60
    assert record["Agent"]["AfterContactWorkDuration"] == 30
    assert record["Queue"]["Duration"] == 3
    assert record["CustomerEndpoint"] == {"Address": CALLER, "Type": "TELEPHONE_NUMBER"}
    assert record["SystemEndpoint"]["Address"] == NUMBER


def test_whispers_are_heard_by_the_agent_first_then_by_the_caller() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    clinic.flow("Default agent whisper", say("A patient"), "AGENT_WHISPER")
    clinic.flow("Default customer whisper", say("You are recorded"), "CUSTOMER_WHISPER")

    call = clinic.ring()
    ann.accept()
    clinic.advance(10)

    lines = [(line["text"], line.get("hears")) for line in clinic.exchange.call(call).transcript]
    assert lines == [
        ("Please wait.", None),
        ("A patient", "agent"),
        ("You are recorded", None),
    ]
    assert clinic.exchange.contact(call).state == "connected"


def test_agent_who_lets_it_ring_is_passed_over() -> None:
    clinic = Clinic()
    ann, bob = clinic.staffed("ann", "bob")

    call = clinic.ring()
    first = clinic.exchange.contact(call).agent
    clinic.advance(20)

    assert (first, clinic.exchange.contact(call).agent) == ("ann", "bob")
    assert (ann.agent.stage, bob.agent.stage) == ("missed", "offered")


def test_agent_who_missed_comes_back_by_choosing_a_status() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    call = clinic.ring()
    clinic.advance(25)
    assert ann.agent.stage == "missed"

    ann.set_status("Available")

    assert (ann.agent.stage, ann.agent.contact_id) == ("offered", call)


def test_caller_who_gives_up_frees_the_agent_who_rang() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    call = clinic.ring()

    clinic.exchange.hang_up(call)

    (record,) = clinic.records_of(call)
    assert record["DisconnectReason"] == "CUSTOMER_DISCONNECT"
    assert record["Agent"] is None
    assert record["Queue"] is not None
    assert ann.agent.free


def test_agent_who_hangs_up_starts_the_disconnect_flow() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    survey = clinic.flow("Survey", say("Were you content?"))
    queue = clinic.directory.every("queue")[0]["Arn"]
    hook = action(
        "hook", "UpdateContactEventHooks", "target", EventHooks={"CustomerRemaining": survey}
    )
    clinic.flow("Entry", to_queue(queue, hook))

    call = clinic.ring()
    ann.accept()
    ann.hang_up()
    clinic.advance(20)

    ended = clinic.exchange.call(call)
    assert [each.method for each in ended.contacts] == ["INBOUND", "DISCONNECT"]
    assert [each.reason for each in ended.contacts] == [
        "AGENT_DISCONNECT",
        "CONTACT_FLOW_DISCONNECT",
    ]
    assert "Were you content?" in clinic.heard(call)
    assert ended.state == "ended"


def test_hold_plays_the_hold_flow_and_is_counted() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    clinic.flow("Default customer hold", say("Please hold"), "CUSTOMER_HOLD")
    call = clinic.ring()
    ann.accept()

    ann.hold()
    clinic.advance(15)
    ann.resume()
    clinic.advance(5)
    ann.hang_up()
    ann.complete()

    (record,) = clinic.records_of(call)
    assert record["Agent"]["CustomerHoldDuration"] == 15
    assert record["Agent"]["NumberOfHolds"] == 1
    assert record["Agent"]["AgentInteractionDuration"] == 5
    assert "Please hold" in clinic.heard(call)


def test_status_chosen_in_a_call_becomes_true_after_it() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    clinic.ring()
    ann.accept()

    ann.set_status("Break")
    during = ann.agent.status
    ann.hang_up()
    ann.complete()

    assert (during, ann.agent.status) == ("Available", "Break")


_MENU_ERRORS = [
    ("NoMatchingError", "bye"),
    ("NoMatchingCondition", "bye"),
    ("InputTimeLimitExceeded", "bye"),
]


def menu(key: str, text: str, right: str, then: str) -> Json:
    return action(
        key,
        "GetParticipantInput",
        "bye",
        Text=text,
        StoreInput="False",
        InputTimeLimitSeconds="5",
        conditions=[(right, then)],
        errors=_MENU_ERRORS,
    )


def test_menu_takes_a_key_during_the_prompt_and_keys_typed_ahead() -> None:
    clinic = Clinic()
    content = flow(
        menu("one", "First question", "1", "two"),
        menu("two", "Second question", "2", "right"),
        action("right", "MessageParticipant", "bye", Text="Right"),
        action("bye", "DisconnectParticipant"),
    )
    clinic.number(clinic.flow("Menu", content))

    call = clinic.ring()
    clinic.exchange.press(call, "12")
    clinic.advance(10)

    branches = [step["branch"] for step in clinic.exchange.call(call).steps]
    assert clinic.heard(call) == ["First question", "Second question", "Right"]
    assert branches == ["1", "2", "Success", "Success"]


def test_number_without_a_flow_is_answered_by_nobody() -> None:
    clinic = Clinic()

    with pytest.raises(NotThere):
        clinic.ring()

    assert clinic.told.told == []


def test_eleventh_call_is_not_taken() -> None:
    clinic = Clinic(settings=Settings(concurrent_calls=10))
    clinic.staffed()
    for _ in range(10):
        clinic.ring()

    with pytest.raises(LimitReached):
        clinic.ring()

    assert len(clinic.exchange.floor.calls) == 10


def test_keys_that_do_not_exist_are_refused() -> None:
    clinic = Clinic()
    clinic.staffed()
    call = clinic.ring()

    with pytest.raises(Refused):
        clinic.exchange.press(call, "A")

    assert all(line["who"] == "system" for line in clinic.exchange.call(call).transcript)
