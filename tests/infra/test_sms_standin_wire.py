"""Sends of the SMS stand-in as unmodified boto3 sees them: validation and AWS's refusals."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import httpx
import pytest

from tests.infra.sms_standin import CLINIC, StandIn, refusal_of, standing_in, until

_phones = (f"+4477009{number:05d}" for number in count(100))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with standing_in(tmp_path_factory.mktemp("sms")) as running:
        running.number()
        yield running


@pytest.fixture
def phone() -> str:
    return next(_phones)


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
    refusal = refusal_of(house.send, to=phone, text=asked.pop("MessageBody", "Hi"), **asked)

    # Assert
    assert refusal["Error"]["Code"] == code
    assert detail in (refusal.get("Reason"), refusal.get("ResourceType"))
    assert house.messages(to=phone) == []


@pytest.mark.parametrize("phone", ["0123", "+44 7700 900123", "+1202", "12025550123456789012"])
def test_send_to_no_number_names_the_field(house: StandIn, phone: str) -> None:
    # Arrange
    before = len(house.messages())

    # Act
    refusal = refusal_of(house.send, to=phone)

    # Assert
    assert refusal["Error"]["Code"] == "ValidationException"
    assert refusal["Fields"][0]["Name"] == "DestinationPhoneNumber"
    assert len(house.messages()) == before


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
    twice = refusal_of(house.sms.create_configuration_set, ConfigurationSetName="kept")
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
    refusal = refusal_of(
        house.sms.create_event_destination, **asked, MatchingEventTypes=["TEXT_ALL"]
    )

    # Assert
    (found,) = house.sms.describe_configuration_sets(ConfigurationSetNames=["empty"])[
        "ConfigurationSets"
    ]
    assert refusal["Reason"] == "MISSING_PARAMETER"
    assert found["EventDestinations"] == []


def test_voice_message_is_refused_by_name(house: StandIn, phone: str) -> None:
    # Act
    refusal = refusal_of(
        house.sms.send_voice_message,
        DestinationPhoneNumber=phone,
        OriginationIdentity=CLINIC,
        MessageBody="Hello",
    )

    # Assert
    assert refusal["Reason"] == "VOICE_CAPABILITY_NOT_AVAILABLE"


def test_operation_left_out_says_so(house: StandIn) -> None:
    # Act
    refusal = refusal_of(house.sms.describe_pools)

    # Assert
    assert refusal["Error"]["Code"] == "UnknownOperationException"
    assert "DescribePools" in refusal["Error"]["Message"]


def test_request_unsigned_is_refused(house: StandIn, phone: str) -> None:
    # Act
    answer = httpx.post(
        house.url,
        headers={"X-Amz-Target": "PinpointSMSVoiceV2.SendTextMessage"},
        json={"DestinationPhoneNumber": phone, "MessageBody": "Hi"},
        timeout=60,
    )

    # Assert
    assert answer.status_code == 403
    assert house.messages(to=phone) == []


def test_foreign_host_name_is_refused(house: StandIn) -> None:
    # Act
    answer = httpx.get(f"{house.url}/_local/clock", headers={"Host": "evil.example"}, timeout=60)

    # Assert
    assert answer.status_code == 400
