"""Phone numbers of the SMS stand-in, from their request to their release, through boto3."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from tests.infra.sms_standin import StandIn, refusal_of, standing_in

_phones = (f"+4477009{number:05d}" for number in count(100))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with standing_in(tmp_path_factory.mktemp("sms")) as running:
        running.number()
        yield running


@pytest.fixture
def phone() -> str:
    return next(_phones)


def test_next_token_of_somebody_else_is_refused(house: StandIn) -> None:
    # Act
    refusal = refusal_of(house.sms.describe_phone_numbers, NextToken="bm9uc2Vuc2U=")

    # Assert
    assert refusal["Reason"] == "INVALID_NEXT_TOKEN"


def test_phone_number_lives_from_request_to_release(house: StandIn, phone: str) -> None:
    # Arrange
    asked: dict[str, Any] = {
        "IsoCountryCode": "US",
        "MessageType": "PROMOTIONAL",
        "NumberCapabilities": ["SMS", "VOICE"],
        "NumberType": "TOLL_FREE",
    }
    requested = house.sms.request_phone_number(**asked, DeletionProtectionEnabled=True)
    named = {"PhoneNumberId": requested["PhoneNumberId"]}
    topic = "arn:aws:sns:eu-central-1:000000000000:replies"

    # Act
    house.sms.update_phone_number(**named, TwoWayEnabled=True, TwoWayChannelArn=topic)
    (described,) = house.sms.describe_phone_numbers(PhoneNumberIds=[requested["PhoneNumberArn"]])[
        "PhoneNumbers"
    ]
    protected = refusal_of(house.sms.release_phone_number, **named)
    house.sms.update_phone_number(**named, DeletionProtectionEnabled=False)
    released = house.sms.release_phone_number(**named)

    # Assert
    assert requested["PhoneNumber"].startswith("+1")
    assert "55501" in requested["PhoneNumber"]
    assert described["TwoWayChannelArn"] == topic
    assert described["NumberCapabilities"] == ["SMS", "VOICE"]
    assert described["SelfManagedOptOutsEnabled"] is True
    assert protected["Reason"] == "DELETION_PROTECTION_ENABLED"
    assert released["Status"] == "DELETED"
    assert refusal_of(house.sms.describe_phone_numbers, PhoneNumberIds=[named["PhoneNumberId"]])[
        "Error"
    ]["Code"] == ("ResourceNotFoundException")


def test_request_repeated_with_its_token_gives_the_same_number(house: StandIn) -> None:
    # Arrange
    asked: dict[str, Any] = {
        "IsoCountryCode": "GB",
        "MessageType": "TRANSACTIONAL",
        "NumberCapabilities": ["SMS"],
        "NumberType": "LONG_CODE",
        "ClientToken": "once",
    }

    # Act
    first, second = (house.sms.request_phone_number(**asked) for _ in range(2))

    # Assert
    assert first["PhoneNumberId"] == second["PhoneNumberId"]


@pytest.mark.parametrize("iso", ["TR", "HU", "RU", "CN", "DE", "FR", "AU"])
def test_requested_numbers_are_of_the_country_and_differ(house: StandIn, iso: str) -> None:
    # Arrange
    asked: dict[str, Any] = {
        "IsoCountryCode": iso,
        "MessageType": "TRANSACTIONAL",
        "NumberCapabilities": ["SMS"],
        "NumberType": "LONG_CODE",
    }

    # Act
    numbers = [house.sms.request_phone_number(**asked)["PhoneNumber"] for _ in range(3)]

    # Assert
    code = {"TR": "90", "HU": "36", "RU": "7", "CN": "86", "DE": "49", "FR": "33", "AU": "61"}[iso]
    assert len(set(numbers)) == 3
    assert all(number.startswith(f"+{code}") for number in numbers)


def test_phone_numbers_are_filtered(house: StandIn) -> None:
    # Arrange
    topic = "arn:aws:sns:eu-central-1:000000000000:filtered"
    house.number("+12025550144", two_way_channel_arn=topic)

    # Act
    by_topic = house.sms.describe_phone_numbers(
        Filters=[{"Name": "two-way-channel-arn", "Values": [topic]}]
    )
    two_way = house.sms.describe_phone_numbers(
        Filters=[{"Name": "two-way-enabled", "Values": ["false"]}]
    )

    # Assert
    assert [n["PhoneNumber"] for n in by_topic["PhoneNumbers"]] == ["+12025550144"]
    assert "+12025550144" not in [n["PhoneNumber"] for n in two_way["PhoneNumbers"]]


@pytest.mark.parametrize(
    "asked",
    [
        {"capabilities": "SMS"},
        {"self_managed_opt_outs": "yes"},
        {"two_way_channel_arn": "short"},
        {"opt_out_list": "absent"},
    ],
)
def test_number_kept_by_the_desk_fits_the_services_model(
    house: StandIn, asked: dict[str, Any]
) -> None:
    # Act
    house.post("numbers", 422, phone_number="+12025550166", **asked)

    # Assert
    listed = house.sms.describe_phone_numbers()["PhoneNumbers"]
    assert "+12025550166" not in [each["PhoneNumber"] for each in listed]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"TwoWayEnabled": True}, "TWO_WAY_CHANNEL_NOT_PRESENT"),
        ({"SelfManagedOptOutsEnabled": True}, "TWO_WAY_NOT_ENABLED"),
        (
            {"TwoWayEnabled": True, "TwoWayChannelArn": "arn:aws:connect:eu-central-1:0:i/1"},
            "INVALID_ARN",
        ),
    ],
)
def test_update_that_makes_no_sense_changes_nothing(
    house: StandIn, asked: dict[str, Any], reason: str
) -> None:
    # Arrange
    number = house.number("+12025550155")
    (before,) = [n for n in house.get("numbers")["phone_numbers"] if n["PhoneNumber"] == number]

    # Act
    refusal = refusal_of(
        house.sms.update_phone_number, PhoneNumberId=before["PhoneNumberId"], **asked
    )

    # Assert
    (after,) = [n for n in house.get("numbers")["phone_numbers"] if n["PhoneNumber"] == number]
    assert refusal["Reason"] == reason
    assert after == before
