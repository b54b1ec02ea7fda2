"""The SMS stand-in as unmodified boto3 sees it: operations, validation and AWS's refusals."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import httpx
import pytest
from botocore.exceptions import ClientError

from tests.infra.sms_standin import CLINIC, StandIn, standing_in, until

_phones = (f"+4477009{number:05d}" for number in count(100))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with standing_in(tmp_path_factory.mktemp("sms")) as running:
        running.number()
        yield running


@pytest.fixture
def phone() -> str:
    return next(_phones)


def _refusal(call: Any, **asked: Any) -> dict[str, Any]:
    with pytest.raises(ClientError) as caught:
        call(**asked)
    return caught.value.response


def test_send_accepted_is_kept_and_arrives(house: StandIn, phone: str) -> None:
    # Arrange
    context = {"tenant": "t-1", "message": "m-1"}

    # Act
    message_id = house.send(phone, "Your visit", Context=context, TimeToLive=3600)

    # Assert
    (kept,) = until(lambda: [m for m in house.messages(to=phone) if m["state"] == "DELIVERED"])
    assert kept["id"] == message_id
    assert (kept["from"], kept["to"], kept["text"]) == (CLINIC, phone, "Your visit")
    assert kept["context"] == context
    assert kept["ttl"] == 3600


@pytest.mark.parametrize("form", ["PhoneNumber", "PhoneNumberId", "PhoneNumberArn"])
def test_send_from_any_form_of_identity_is_from_that_number(
    house: StandIn, phone: str, form: str
) -> None:
    # Arrange
    wanted = house.sms.request_phone_number(
        IsoCountryCode="GB",
        MessageType="TRANSACTIONAL",
        NumberCapabilities=["SMS"],
        NumberType="LONG_CODE",
    )

    # Act
    house.send(phone, OriginationIdentity=wanted[form])

    # Assert
    assert [m["from"] for m in house.messages(to=phone)] == [wanted["PhoneNumber"]]


def test_send_without_identity_takes_a_number_of_ours(house: StandIn, phone: str) -> None:
    # Act
    house.sms.send_text_message(DestinationPhoneNumber=phone, MessageBody="Hi")

    # Assert
    assert [m["from"] for m in house.messages(to=phone)] == [CLINIC]


def test_send_dry_run_is_checked_and_not_sent(house: StandIn, phone: str) -> None:
    # Act
    message_id = house.send(phone, DryRun=True)

    # Assert
    assert message_id
    assert house.messages(to=phone) == []


@pytest.mark.parametrize(
    ("asked", "code", "detail"),
    [
        ({"OriginationIdentity": "+12025550199"}, "ResourceNotFoundException", "phone-number"),
        ({"ConfigurationSetName": "absent"}, "ResourceNotFoundException", "configuration-set"),
        ({"MaxPrice": ".00001"}, "ValidationException", "PRICE_OVER_THRESHOLD"),
        ({"MessageBody": "x" * 1601}, "ValidationException", "FIELD_VALIDATION_FAILED"),
        ({"MessageBody": " \n "}, "ValidationException", "FIELD_VALIDATION_FAILED"),
        ({"MessageType": "OTHER"}, "ValidationException", "FIELD_VALIDATION_FAILED"),
        ({"TimeToLive": 259201}, "ValidationException", "FIELD_VALIDATION_FAILED"),
        ({"MaxPrice": "12"}, "ValidationException", "FIELD_VALIDATION_FAILED"),
        (
            {"Context": {str(n): "v" for n in range(6)}},
            "ValidationException",
            "FIELD_VALIDATION_FAILED",
        ),
        ({"Context": {"a key": "v"}}, "ValidationException", "FIELD_VALIDATION_FAILED"),
        ({"Context": {"key": " v"}}, "ValidationException", "FIELD_VALIDATION_FAILED"),
    ],
)
def test_send_wrong_is_refused_as_aws_does(
    house: StandIn, phone: str, asked: dict[str, Any], code: str, detail: str
) -> None:
    # Act
    refusal = _refusal(house.send, to=phone, text=asked.pop("MessageBody", "Hi"), **asked)

    # Assert
    assert refusal["Error"]["Code"] == code
    assert detail in (refusal.get("Reason"), refusal.get("ResourceType"))
    assert house.messages(to=phone) == []


@pytest.mark.parametrize("phone", ["0123", "+44 7700 900123", "+1202", "12025550123456789012"])
def test_send_to_no_number_names_the_field(house: StandIn, phone: str) -> None:
    # Arrange
    before = len(house.messages())

    # Act
    refusal = _refusal(house.send, to=phone)

    # Assert
    assert refusal["Error"]["Code"] == "ValidationException"
    assert refusal["Fields"][0]["Name"] == "DestinationPhoneNumber"
    assert len(house.messages()) == before


def test_send_to_opted_out_is_a_conflict_until_opted_in(house: StandIn, phone: str) -> None:
    # Arrange
    house.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=phone)

    # Act
    refusal = _refusal(house.send, to=phone)
    nothing = house.messages(to=phone)
    house.sms.delete_opted_out_number(OptOutListName="Default", OptedOutNumber=phone)
    house.send(phone)

    # Assert
    assert refusal["Error"]["Code"] == "ConflictException"
    assert refusal["Reason"] == "DESTINATION_PHONE_NUMBER_OPTED_OUT"
    assert refusal["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert nothing == []
    assert len(house.messages(to=phone)) == 1


def test_opt_out_is_of_one_list_only(house: StandIn, phone: str) -> None:
    # Arrange
    arn = house.sms.create_opt_out_list(OptOutListName="clinic-b")["OptOutListArn"]
    other = house.number("+12025550111", opt_out_list="clinic-b")

    # Act
    house.sms.put_opted_out_number(OptOutListName=arn, OptedOutNumber=phone)
    refusal = _refusal(house.send, to=phone, OriginationIdentity=other)
    house.send(phone)

    # Assert
    assert refusal["Error"]["Code"] == "ConflictException"
    assert [m["from"] for m in house.messages(to=phone)] == [CLINIC]


def test_opt_out_twice_keeps_the_first_time(house: StandIn, phone: str) -> None:
    # Act
    first = house.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=phone)
    second = house.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=phone)

    # Assert
    assert first["OptedOutTimestamp"] == second["OptedOutTimestamp"]
    assert not first["EndUserOptedOut"]


def test_opt_in_twice_within_30_days_is_refused(house: StandIn, phone: str) -> None:
    # Arrange
    named = {"OptOutListName": "Default", "OptedOutNumber": phone}
    house.sms.put_opted_out_number(**named)
    house.sms.delete_opted_out_number(**named)
    absent = _refusal(house.sms.delete_opted_out_number, **named)
    house.sms.put_opted_out_number(**named)

    # Act
    refusal = _refusal(house.sms.delete_opted_out_number, **named)

    # Assert
    assert absent["Error"]["Code"] == "ResourceNotFoundException"
    assert refusal["Reason"] == "PHONE_NUMBER_CANNOT_BE_OPTED_IN"
    assert _refusal(house.send, to=phone)["Error"]["Code"] == "ConflictException"


def test_opted_out_numbers_come_in_pages(house: StandIn) -> None:
    # Arrange
    house.sms.create_opt_out_list(OptOutListName="paged")
    expected = sorted(next(_phones) for _ in range(7))
    for each in reversed(expected):
        house.sms.put_opted_out_number(OptOutListName="paged", OptedOutNumber=each)

    # Act
    pages = list(
        house.sms.get_paginator("describe_opted_out_numbers").paginate(
            OptOutListName="paged", PaginationConfig={"PageSize": 3}
        )
    )

    # Assert
    found = [[n["OptedOutNumber"] for n in page["OptedOutNumbers"]] for page in pages]
    assert [len(page) for page in found] == [3, 3, 1]
    assert [each for page in found for each in page] == expected


def test_next_token_of_somebody_else_is_refused(house: StandIn) -> None:
    # Act
    refusal = _refusal(house.sms.describe_phone_numbers, NextToken="bm9uc2Vuc2U=")

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
    protected = _refusal(house.sms.release_phone_number, **named)
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
    assert _refusal(house.sms.describe_phone_numbers, PhoneNumberIds=[named["PhoneNumberId"]])[
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
    refusal = _refusal(
        house.sms.update_phone_number, PhoneNumberId=before["PhoneNumberId"], **asked
    )

    # Assert
    (after,) = [n for n in house.get("numbers")["phone_numbers"] if n["PhoneNumber"] == number]
    assert refusal["Reason"] == reason
    assert after == before


def test_configuration_set_keeps_its_destinations(house: StandIn) -> None:
    # Arrange
    topic = {"TopicArn": "arn:aws:sns:eu-central-1:000000000000:events"}
    named = {"ConfigurationSetName": "kept", "EventDestinationName": "topic"}
    house.sms.create_configuration_set(ConfigurationSetName="kept")

    # Act
    house.sms.create_event_destination(
        **named, MatchingEventTypes=["TEXT_ALL"], SnsDestination=topic
    )
    house.sms.update_event_destination(**named, Enabled=False)
    (found,) = house.sms.describe_configuration_sets(ConfigurationSetNames=["kept"])[
        "ConfigurationSets"
    ]
    twice = _refusal(house.sms.create_configuration_set, ConfigurationSetName="kept")
    house.sms.delete_event_destination(**named)
    deleted = house.sms.delete_configuration_set(ConfigurationSetName="kept")

    # Assert
    assert found["EventDestinations"] == [
        {
            "EventDestinationName": "topic",
            "Enabled": False,
            "MatchingEventTypes": ["TEXT_ALL"],
            "SnsDestination": topic,
        }
    ]
    assert twice["Reason"] == "RESOURCE_ALREADY_EXISTS"
    assert deleted["EventDestinations"] == []


def test_event_destination_needs_exactly_one_place(house: StandIn) -> None:
    # Arrange
    house.sms.create_configuration_set(ConfigurationSetName="empty")
    asked = {"ConfigurationSetName": "empty", "EventDestinationName": "none"}

    # Act
    refusal = _refusal(house.sms.create_event_destination, **asked, MatchingEventTypes=["TEXT_ALL"])

    # Assert
    (found,) = house.sms.describe_configuration_sets(ConfigurationSetNames=["empty"])[
        "ConfigurationSets"
    ]
    assert refusal["Reason"] == "MISSING_PARAMETER"
    assert found["EventDestinations"] == []


def test_voice_message_is_refused_by_name(house: StandIn, phone: str) -> None:
    # Act
    refusal = _refusal(
        house.sms.send_voice_message,
        DestinationPhoneNumber=phone,
        OriginationIdentity=CLINIC,
        MessageBody="Hello",
    )

    # Assert
    assert refusal["Reason"] == "VOICE_CAPABILITY_NOT_AVAILABLE"


def test_operation_left_out_says_so(house: StandIn) -> None:
    # Act
    refusal = _refusal(house.sms.describe_pools)

    # Assert
    assert refusal["Error"]["Code"] == "UnknownOperationException"
    assert "DescribePools" in refusal["Error"]["Message"]


def test_request_unsigned_is_refused(house: StandIn, phone: str) -> None:
    # Act
    answer = httpx.post(
        house.url,
        headers={"X-Amz-Target": "PinpointSMSVoiceV2.SendTextMessage"},
        json={"DestinationPhoneNumber": phone, "MessageBody": "Hi"},
    )

    # Assert
    assert answer.status_code == 403
    assert house.messages(to=phone) == []


def test_foreign_host_name_is_refused(house: StandIn) -> None:
    # Act
    answer = httpx.get(f"{house.url}/_local/clock", headers={"Host": "evil.example"})

    # Assert
    assert answer.status_code == 400
