"""What rules, streams and buckets of the local cloud hear of calls."""

import io
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.infra.emulator import Emulator
from tests.infra.telephony.exchange.clinic import CALLER, NUMBER, action, flow
from tests.infra.telephony.exchange.cloud_ears import Ears
from tests.infra.telephony.exchange.running import Running, running

_VOICEMAIL = flow(
    action(
        "record",
        "UpdateContactRecordingBehavior",
        "say",
        RecordingBehavior={"RecordedParticipants": [], "IVRRecordingBehavior": "Enabled"},
    ),
    action("say", "MessageParticipant", "bye", Text="After the tone"),
    action("bye", "DisconnectParticipant"),
)


@pytest.fixture
def ears(emulator: Emulator, request: pytest.FixtureRequest) -> Ears:
    return Ears(emulator, request.node.name.replace("_", "-").removeprefix("test-")[:40]).open()


@pytest.fixture
def exchange(tmp_path: Path, emulator: Emulator, ears: Ears) -> Iterator[Running]:
    with running(tmp_path / "exchange", emulator.url) as started:
        started.create_instance()
        started.number(NUMBER, started.flow("Voicemail", _VOICEMAIL))
        ears.storage(started.connect, started.instance)
        yield started


def test_contact_is_heard_by_rule_stream_and_bucket(exchange: Running, ears: Ears) -> None:
    call = exchange.post("calls", **{"from": CALLER, "to": NUMBER})["contact_id"]

    events = ears.events(call, "COMPLETED")
    (record,) = ears.records("records", 1)

    types = [each["detail"]["eventType"] for each in events]
    assert types == ["INITIATED", "CONNECTED_TO_SYSTEM", "DISCONNECTED", "COMPLETED"]
    assert events[0]["source"] == "aws.connect"
    assert events[0]["detail-type"] == "Amazon Connect Contact Event"
    assert events[0]["detail"]["tags"]["aws:connect:systemEndpoint"] == NUMBER
    assert (record["ContactId"], record["DisconnectReason"]) == (call, "CONTACT_FLOW_DISCONNECT")
    bucket, _, key = record["Recordings"][0]["Location"].partition("/")
    assert key.startswith("connect/demo/IvrRecordings/")
    stored = ears.emulator.client("s3").get_object(Bucket=bucket, Key=key)
    with wave.open(io.BytesIO(stored["Body"].read())) as audio:
        assert audio.getnframes() > 0


def test_events_and_records_come_twice_where_that_is_asked(exchange: Running, ears: Ears) -> None:
    exchange.post("faults", duplicates=1, unordered=True, times=None)

    call = exchange.post("calls", **{"from": CALLER, "to": NUMBER})["contact_id"]
    events = ears.events(call, "INITIATED")
    records = ears.records("records", 2)

    types = [each["detail"]["eventType"] for each in events]
    assert types[0] == "COMPLETED" and types.index("DISCONNECTED") < types.index("INITIATED")
    assert [each["ContactId"] for each in records] == [call, call]


def test_kill_ends_the_call_and_loses_no_record(
    exchange: Running, ears: Ears, emulator: Emulator
) -> None:
    exchange.kill()
    exchange.cloud = "http://127.0.0.1:9"
    exchange.start()
    exchange.post("settings", per_letter=60)
    done = exchange.post("calls", **{"from": CALLER, "to": NUMBER})["contact_id"]
    exchange.post(f"calls/{done}/hang-up")
    live = exchange.post("calls", **{"from": CALLER, "to": NUMBER})["contact_id"]

    exchange.kill()
    exchange.cloud = emulator.url
    exchange.start()

    records = {each["ContactId"]: each for each in ears.records("records", 2)}
    assert exchange.get(f"calls/{live}")["state"] == "ended"
    assert records[done]["DisconnectReason"] == "CUSTOMER_DISCONNECT"
    assert records[live]["DisconnectReason"] == "TELECOM_PROBLEM"
    assert len(ears.records("records", 2)) == 2


def test_nobody_else_puts_events_in_the_name_of_connect(emulator: Emulator) -> None:
    answer = emulator.client("events").put_events(
        Entries=[{"Source": "aws.connect", "DetailType": "Forged", "Detail": "{}"}]
    )

    assert answer["FailedEntryCount"] == 1
    assert answer["Entries"][0]["ErrorCode"] == "NotAuthorizedForSourceException"


def test_function_that_is_not_associated_is_not_called(exchange: Running) -> None:
    content = flow(
        action(
            "ask",
            "InvokeLambdaFunction",
            "end",
            LambdaFunctionARN="arn:aws:lambda:eu-central-1:000000000000:function:unknown",
            InvocationTimeLimitSeconds="2",
            errors=[("NoMatchingError", "failed")],
        ),
        action("failed", "MessageParticipant", "end", Text="It failed"),
        action("end", "DisconnectParticipant"),
    )
    exchange.number("+12025550144", exchange.flow("Asks", content))

    call = exchange.post("calls", **{"from": CALLER, "to": "+12025550144"})["contact_id"]

    ended = exchange.call_in(call, "ended")
    assert [line["text"] for line in ended["transcript"]] == ["It failed"]
    assert any("associated" in step.get("problem", "") for step in ended["steps"])
