"""Calls that the API starts, and those that it refuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.infra.sms_standin import refusal_of, until
from tests.infra.telephony.exchange.clinic import NUMBER, say, to_queue
from tests.infra.telephony.exchange.running import Running, running

PATIENT = "+12025550123"


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("exchange")) as started:
        started.create_instance()
        started.number(NUMBER, started.flow("Entry", say("Welcome")))
        started.post("settings", dials_per_second=0)
        yield started


def test_outbound_call_rings_and_is_told_of(exchange: Running) -> None:
    flow_id = exchange.flow("Reminder", say("Your visit"))
    asked = {
        "InstanceId": exchange.instance,
        "ContactFlowId": flow_id,
        "DestinationPhoneNumber": PATIENT,
        "SourcePhoneNumber": NUMBER,
        "Attributes": {"message_id": "m-1"},
        "ClientToken": "once",
    }

    first = exchange.connect.start_outbound_voice_contact(**asked)["ContactId"]
    again = exchange.connect.start_outbound_voice_contact(**asked)["ContactId"]
    ringing = exchange.get(f"phones/{PATIENT}/call")
    exchange.post(f"calls/{first}/answer")
    ended = exchange.call_in(first, "ended")

    contact = exchange.connect.describe_contact(InstanceId=exchange.instance, ContactId=first)
    attributes = exchange.connect.get_contact_attributes(
        InstanceId=exchange.instance, InitialContactId=first
    )
    assert (first, ringing["state"], ringing["contact_id"]) == (again, "ringing", first)
    assert [line["text"] for line in ended["transcript"]] == ["Your visit"]
    assert contact["Contact"]["InitiationMethod"] == "API"
    assert contact["Contact"]["DisconnectReason"] == "CONTACT_FLOW_DISCONNECT"
    assert attributes["Attributes"] == {"message_id": "m-1"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"DestinationPhoneNumber": "+99"}, "DestinationNotAllowedException"),
        ({"SourcePhoneNumber": "+12025550199"}, "OutboundContactNotPermittedException"),
        ({"ContactFlowId": "nothing"}, "ResourceNotFoundException"),
    ],
)
def test_outbound_call_that_may_not_be_is_refused(
    exchange: Running, change: dict[str, str], code: str
) -> None:
    flow_id = exchange.connect.list_contact_flows(InstanceId=exchange.instance)[
        "ContactFlowSummaryList"
    ][0]["Id"]
    asked = {
        "InstanceId": exchange.instance,
        "ContactFlowId": flow_id,
        "DestinationPhoneNumber": PATIENT,
        "SourcePhoneNumber": NUMBER,
    }
    before = len(exchange.get("calls")["calls"])

    answer = refusal_of(exchange.connect.start_outbound_voice_contact, **{**asked, **change})

    assert answer["Error"]["Code"] == code
    assert len(exchange.get("calls")["calls"]) == before


def test_third_call_within_a_second_is_too_many(tmp_path: Path) -> None:
    with running(tmp_path) as exchange:
        exchange.create_instance()
        flow_id = exchange.flow("Entry", say("Welcome"))
        exchange.number(NUMBER, flow_id)
        asked = {
            "InstanceId": exchange.instance,
            "ContactFlowId": flow_id,
            "SourcePhoneNumber": NUMBER,
        }
        call = exchange.connect.start_outbound_voice_contact
        for last in (1, 2):
            call(DestinationPhoneNumber=f"+1202555012{last}", **asked)

        answer = refusal_of(call, DestinationPhoneNumber="+12025550123", **asked)

        assert answer["Error"]["Code"] == "TooManyRequestsException"
        assert len(exchange.get("calls")["calls"]) == 2


def test_task_is_paused_resumed_and_stopped(exchange: Running) -> None:
    connect, instance = exchange.connect, exchange.instance
    made = connect.create_hours_of_operation(
        InstanceId=instance, Name="Never", TimeZone="UTC", Config=[]
    )
    queue = connect.create_queue(
        InstanceId=instance, Name="Tasks", HoursOfOperationId=made["HoursOfOperationId"]
    )
    flow_id = exchange.flow("Task", to_queue(queue["QueueArn"]))
    task = connect.start_task_contact(InstanceId=instance, ContactFlowId=flow_id, Name="Call")
    named = {"InstanceId": instance, "ContactId": task["ContactId"]}
    until(lambda: connect.describe_contact(**named)["Contact"].get("QueueInfo"))

    connect.pause_contact(**named)
    twice = refusal_of(connect.pause_contact, **named)["Error"]["Code"]
    connect.resume_contact(**named)
    connect.stop_contact(**named)

    assert twice == "InvalidRequestException"
    assert connect.describe_contact(**named)["Contact"]["DisconnectReason"] == "OTHER"


def test_settings_are_the_same_after_a_restart(tmp_path: Path) -> None:
    with running(tmp_path) as exchange:
        exchange.post("settings", concurrent_calls=3, per_letter=0.5)
        exchange.kill()

        exchange.start()

        told = exchange.get("settings")
        assert (told["concurrent_calls"], told["per_letter"]) == (3, 0.5)
