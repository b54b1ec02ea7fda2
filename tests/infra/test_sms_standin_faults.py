"""The SMS stand-in told to fail: refusals, broken connections, delays, and being killed."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, HTTPClientError

from tests.infra.sms_standin import StandIn, standing_in, until

_phones = (f"+4477009{number:05d}" for number in count(20_000))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with standing_in(tmp_path_factory.mktemp("sms")) as running:
        running.number()
        yield running


@pytest.fixture
def phone() -> str:
    return next(_phones)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("ThrottlingException", 400),
        ("InternalServerException", 500),
        ("ServiceQuotaExceededException", 400),
        ("AccessDeniedException", 400),
    ],
)
def test_error_asked_for_comes_once(house: StandIn, phone: str, code: str, status: int) -> None:
    # Arrange
    house.post("faults", error=code, to=phone)

    # Act
    with pytest.raises(ClientError) as caught:
        house.send(phone)
    refused = house.messages(to=phone)
    house.send(phone)

    # Assert
    assert caught.value.response["Error"]["Code"] == code
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert refused == []
    assert len(house.messages(to=phone)) == 1


def test_error_with_reason_is_aws_own_shape(house: StandIn, phone: str) -> None:
    # Arrange
    error = {"code": "ConflictException", "reason": "RESOURCE_NOT_ACTIVE", "message": "Not yet"}
    house.post("faults", error=error, to=phone, times=2)

    # Act
    reasons = []
    for _ in range(2):
        with pytest.raises(ClientError) as caught:
            house.send(phone)
        reasons.append(caught.value.response["Reason"])

    # Assert
    assert reasons == ["RESOURCE_NOT_ACTIVE"] * 2
    assert house.get("faults")["faults"] == []


def test_error_for_another_operation_leaves_sends_alone(house: StandIn, phone: str) -> None:
    # Arrange
    house.post("faults", on="PutOptedOutNumber", error="ThrottlingException", to=phone)

    # Act
    house.send(phone)
    with pytest.raises(ClientError):
        house.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=phone)

    # Assert
    numbers = house.sms.describe_opted_out_numbers(OptOutListName="Default")["OptedOutNumbers"]
    assert phone not in [each["OptedOutNumber"] for each in numbers]
    assert len(house.messages(to=phone)) == 1


def test_connection_dropped_after_accepting_sends_all_the_same(house: StandIn, phone: str) -> None:
    # Arrange
    house.post("faults", drop="after", to=phone)

    # Act
    with pytest.raises((ConnectionClosedError, HTTPClientError)):
        house.send(phone, Context={"message": "m-7"})

    # Assert
    (kept,) = until(lambda: [m for m in house.messages(to=phone) if m["state"] == "DELIVERED"])
    assert kept["context"] == {"message": "m-7"}


def test_connection_dropped_before_accepting_sends_nothing(house: StandIn, phone: str) -> None:
    # Arrange
    house.post("faults", drop="before", to=phone)

    # Act
    with pytest.raises((ConnectionClosedError, HTTPClientError)):
        house.send(phone)

    # Assert
    assert house.messages(to=phone) == []


def test_outcome_asked_for_is_the_final_state_and_nothing_arrives(
    house: StandIn, phone: str
) -> None:
    # Arrange
    house.post("faults", outcome="UNREACHABLE", to=phone)

    # Act
    house.send(phone)

    # Assert
    (kept,) = until(lambda: [m for m in house.messages(to=phone) if m["state"] == "UNREACHABLE"])
    assert kept["arrived_at"] is None
    assert house.get(f"handset/phones/{phone}")["messages"] == []
    assert len(house.get(f"handset/phones/{phone}", all=1)["messages"]) == 1


def test_message_without_outcome_stays_accepted_though_it_arrives(
    house: StandIn, phone: str
) -> None:
    # Arrange
    house.post("faults", outcome="NONE", to=phone)

    # Act
    house.send(phone)

    # Assert
    (kept,) = until(lambda: [m for m in house.messages(to=phone) if m["arrived_at"]])
    assert kept["state"] == "ACCEPTED"


def test_delay_beyond_time_to_live_expires(house: StandIn, phone: str) -> None:
    # Arrange
    house.post("faults", delivery_delay=3600, to=phone)
    house.send(phone, TimeToLive=60)

    # Act
    house.post("clock", advance="61s")

    # Assert
    (kept,) = until(lambda: [m for m in house.messages(to=phone) if m["state"] == "TTL_EXPIRED"])
    assert kept["arrived_at"] is None


def test_delay_is_waited_for_in_the_applications_time(house: StandIn, phone: str) -> None:
    # Arrange
    house.post("faults", delivery_delay=3600, to=phone)
    house.send(phone)
    until(lambda: [m for m in house.messages(to=phone) if m["state"] == "SUCCESSFUL"])

    # Act
    house.post("clock", advance="59m")
    (before,) = house.messages(to=phone)
    house.post("clock", advance="2m")

    # Assert
    assert before["state"] == "SUCCESSFUL"
    assert before["arrived_at"] is None
    (after,) = until(lambda: [m for m in house.messages(to=phone) if m["state"] == "DELIVERED"])
    assert after["arrived_at"] > before["at"]


@pytest.mark.parametrize(
    "asked",
    [
        {"error": "NoSuchException"},
        {"outcome": "LOST"},
        {"times": 0},
        {"drop": "sometimes"},
        {"duplicates": -1},
        {"on": "SendFax"},
        {"answer_delay": 61},
        {"surprise": 1},
    ],
)
def test_fault_that_makes_no_sense_is_refused(house: StandIn, asked: dict[str, Any]) -> None:
    # Arrange
    before = house.get("faults")

    # Act
    house.post("faults", 422, **asked)

    # Assert
    assert house.get("faults") == before


def test_fault_removed_does_nothing_any_more(house: StandIn, phone: str) -> None:
    # Arrange
    made = house.post("faults", error="ThrottlingException", to=phone, times=None)

    # Act
    httpx.delete(f"{house.url}/_local/faults/{made['id']}").raise_for_status()
    house.send(phone)

    # Assert
    assert len(house.messages(to=phone)) == 1


def test_port_in_use_ends_with_one_sentence(house: StandIn, tmp_path: Path) -> None:
    # Arrange
    port = house.url.rpartition(":")[2]
    command = [sys.executable, "-m", "infra.local.sms", "--port", port, "--cloud", "http://x"]

    # Act
    ended = subprocess.run(
        [*command, "--data", str(tmp_path)], capture_output=True, text=True, check=False
    )

    # Assert
    assert ended.returncode == 1
    assert ended.stderr.strip().count("\n") == 0
    assert port in ended.stderr
