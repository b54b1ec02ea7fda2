"""Delivery events of the SMS stand-in, as the topics of a real local cloud get them."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import count

import pytest

from tests.infra.sms_standin import (
    CLINIC,
    StandIn,
    Topic,
    heard_topic,
    local_cloud,
    standing_in,
    until,
)

_phones = (f"+4477009{number:05d}" for number in count(40_000))


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with local_cloud(tmp_path_factory.mktemp("cloud")) as url:
        yield url


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, cloud: str) -> Iterator[StandIn]:
    with standing_in(tmp_path_factory.mktemp("sms"), cloud, "--pace", "0.02") as running:
        running.number()
        yield running


@pytest.fixture(scope="module")
def events(house: StandIn, cloud: str) -> Topic:
    """The topic of the configuration set `frontdesk`'s delivery events."""
    topic = heard_topic(cloud, "events")
    house.sms.create_configuration_set(ConfigurationSetName="frontdesk")
    house.sms.create_event_destination(
        ConfigurationSetName="frontdesk",
        EventDestinationName="topic",
        MatchingEventTypes=["TEXT_ALL"],
        SnsDestination={"TopicArn": topic.arn},
    )
    return topic


@pytest.fixture
def phone() -> str:
    return next(_phones)


def test_delivery_events_come_in_aws_shape_with_the_context(
    house: StandIn, events: Topic, phone: str
) -> None:
    # Arrange
    context = {"tenant": "t-1", "message": "m-1"}

    # Act
    message_id = house.send(phone, "ğ" * 71, ConfigurationSetName="frontdesk", Context=context)

    # Assert
    heard = events.collect(4)
    names = ["TEXT_PENDING", "TEXT_SENT", "TEXT_SUCCESSFUL", "TEXT_DELIVERED"]
    assert [each["eventType"] for each in heard] == names
    assert [each["isFinal"] for each in heard] == [False, False, False, True]
    assert {json.dumps(each["context"]) for each in heard} == {json.dumps(context)}
    last = heard[-1]
    assert last["messageId"] == message_id
    assert last["messageStatus"] == "DELIVERED"
    assert last["eventVersion"] == "1.0"
    assert (last["originationPhoneNumber"], last["destinationPhoneNumber"]) == (CLINIC, phone)
    assert (last["messageEncoding"], last["totalMessageParts"]) == ("Unicode", 2)
    assert last["isInternationalSend"] is True
    stamps = [each["eventTimestamp"] for each in heard]
    assert stamps == sorted(stamps)
    assert stamps[0] >= last["messageRequestTimestamp"]
    _assert_keys_of_the_sample(last)


def _assert_keys_of_the_sample(event: dict[str, object]) -> None:
    """The keys of AWS's documented example; isoCountryCode is in its table of attributes."""
    documented = {
        "eventType eventVersion eventTimestamp isFinal originationPhoneNumber",
        "destinationPhoneNumber isInternationalSend mcc mnc messageId messageRequestTimestamp",
        "messageEncoding messageType messageStatus messageStatusDescription context",
        "totalMessageParts totalMessagePrice totalCarrierFee isoCountryCode",
    }
    assert set(event) == set(" ".join(documented).split())


@pytest.mark.parametrize("outcome", ["INVALID", "CARRIER_BLOCKED", "SPAM"])
def test_failed_delivery_ends_in_its_event(
    house: StandIn, events: Topic, phone: str, outcome: str
) -> None:
    # Arrange
    house.post("faults", outcome=outcome, to=phone)

    # Act
    house.send(phone, ConfigurationSetName="frontdesk")

    # Assert
    heard = events.collect(2)
    assert [each["eventType"] for each in heard] == ["TEXT_PENDING", f"TEXT_{outcome}"]
    assert heard[-1]["isFinal"] is True


def test_delivery_events_duplicated_and_reversed_on_request(
    house: StandIn, events: Topic, phone: str
) -> None:
    # Arrange
    house.post("faults", duplicates=2, reverse=True, to=phone)

    # Act
    house.send(phone, ConfigurationSetName="frontdesk")

    # Assert
    heard = events.collect(12)
    order = list(dict.fromkeys(each["messageStatus"] for each in heard))
    assert order == ["DELIVERED", "SUCCESSFUL", "SENT", "PENDING"]
    assert set(Counter(each["messageStatus"] for each in heard).values()) == {3}
    assert [m["state"] for m in house.messages(to=phone)] == ["DELIVERED"]


def test_only_matching_event_types_are_published(house: StandIn, cloud: str, phone: str) -> None:
    # Arrange
    topic = heard_topic(cloud, "finals")
    house.sms.create_configuration_set(ConfigurationSetName="finals")
    house.sms.create_event_destination(
        ConfigurationSetName="finals",
        EventDestinationName="topic",
        MatchingEventTypes=["TEXT_DELIVERED", "TEXT_INVALID"],
        SnsDestination={"TopicArn": topic.arn},
    )

    # Act
    house.send(phone, ConfigurationSetName="finals")

    # Assert
    until(lambda: [m["state"] for m in house.messages(to=phone)] == ["DELIVERED"])
    until(lambda: house.get("outbox")["waiting"] == 0)
    assert [each["eventType"] for each in topic.collect(1)] == ["TEXT_DELIVERED"]
    assert topic.receive() == []
