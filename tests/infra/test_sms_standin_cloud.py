"""Replies and delivery events of the SMS stand-in, as the topics of a real local cloud get them."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.infra.sms_standin import (
    CLINIC,
    REGION,
    StandIn,
    Topic,
    client,
    free_port,
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
def replies(house: StandIn, cloud: str) -> Topic:
    """The topic of the clinic's replies, set as a deployment does it."""
    topic = heard_topic(cloud, "replies")
    (number,) = house.sms.describe_phone_numbers()["PhoneNumbers"]
    house.sms.update_phone_number(
        PhoneNumberId=number["PhoneNumberId"], TwoWayEnabled=True, TwoWayChannelArn=topic.arn
    )
    return topic


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


def _reply(house: StandIn, phone: str, text: str, to: str = CLINIC) -> str:
    posted = house.post(f"handset/phones/{phone}/messages", text=text, to=to)
    return str(posted["message"]["id"])


def test_reply_reaches_the_topic_in_aws_shape(house: StandIn, replies: Topic, phone: str) -> None:
    # Arrange
    sent = house.send(phone, "Come tomorrow? Reply YES")

    # Act
    posted = house.post(f"handset/phones/{phone}/messages", text="YES é 你好")["message"]

    # Assert
    (heard,) = replies.collect(1)
    assert heard == {
        "originationNumber": phone,
        "destinationNumber": CLINIC,
        "messageKeyword": "KEYWORD_000000000000",
        "messageBody": "YES é 你好",
        "inboundMessageId": posted["id"],
        "previousPublishedMessageId": sent,
    }


def test_reply_state_turns_sent_when_the_topic_took_it(
    house: StandIn, replies: Topic, phone: str
) -> None:
    # Act
    _reply(house, phone, "Hello")

    # Assert
    until(lambda: [m["state"] for m in house.messages(**{"from": phone})] == ["SENT"])
    assert len(replies.collect(1)) == 1


def test_stop_passes_through_a_self_managed_number(
    house: StandIn, replies: Topic, phone: str
) -> None:
    # Act
    _reply(house, phone, "stop please")

    # Assert
    (heard,) = replies.collect(1)
    assert heard["messageKeyword"] == "STOP"
    assert heard["messageBody"] == "stop please"
    assert house.get(f"handset/phones/{phone}")["opted_out_of"] == []
    house.send(phone)


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop.", "Unsubscribe", "OPT-OUT", "arret"])
def test_stop_to_a_managed_number_opts_out_and_is_answered_once(
    house: StandIn, cloud: str, phone: str, word: str
) -> None:
    # Arrange
    topic = heard_topic(cloud, f"managed-{phone[1:]}")
    house.sms.create_opt_out_list(OptOutListName=f"list-{phone[1:]}")
    clinic = f"+1303555{phone[-4:]}"
    house.number(
        clinic,
        self_managed_opt_outs=False,
        two_way_channel_arn=topic.arn,
        opt_out_list=f"list-{phone[1:]}",
    )

    # Act
    _reply(house, phone, word, clinic)
    _reply(house, phone, "Stopping by tomorrow", clinic)

    # Assert
    (heard,) = topic.collect(1)
    assert heard["messageBody"] == "Stopping by tomorrow"
    (answer,) = house.messages(to=phone)
    assert "opted out" in answer["text"]
    with pytest.raises(house.sms.exceptions.ConflictException):
        house.send(phone, OriginationIdentity=clinic)
    listed = house.sms.describe_opted_out_numbers(OptOutListName=f"list-{phone[1:]}")
    assert [n["EndUserOptedOut"] for n in listed["OptedOutNumbers"]] == [True]


def test_reply_to_a_number_without_topic_is_lost_and_says_so(house: StandIn, phone: str) -> None:
    # Arrange
    house.number("+12065550177")

    # Act
    _reply(house, phone, "Hello?", "+12065550177")

    # Assert
    assert [m["state"] for m in house.messages(**{"from": phone})] == ["LOST"]
    assert house.get("outbox")["waiting"] == 0


def test_reply_duplicated_and_overtaken_on_request(
    house: StandIn, replies: Topic, phone: str
) -> None:
    # Arrange
    house.post("faults", on="reply", delivery_delay=0.5, duplicates=1)

    # Act
    first = _reply(house, phone, "first")
    second = _reply(house, phone, "second")

    # Assert
    heard = [each["inboundMessageId"] for each in replies.collect(3)]
    assert heard == [second, first, first]


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


def test_delivery_events_reach_the_bus_where_one_is_set(
    house: StandIn, cloud: str, phone: str
) -> None:
    # Arrange
    topic = heard_topic(cloud, "bus")
    rules = client("events", cloud)
    rules.put_rule(Name="texts", EventPattern=json.dumps({"source": ["aws.sms-voice"]}))
    queue = f"arn:aws:sqs:{REGION}:000000000000:bus"
    rules.put_targets(Rule="texts", Targets=[{"Id": "queue", "Arn": queue}])
    house.post("config", event_bus="default")

    # Act
    house.send(phone)

    # Assert
    queues = client("sqs", cloud)
    found = until(lambda: queues.receive_message(QueueUrl=topic.queue).get("Messages"))
    event = json.loads(found[0]["Body"])
    house.post("config", event_bus=None)
    assert event["detail-type"] == "Text Message Delivery Status Updated"
    assert event["detail"]["destinationPhoneNumber"] == phone


def test_replies_wait_for_a_topic_that_is_not_there_yet(
    house: StandIn, cloud: str, replies: Topic, phone: str
) -> None:
    # Arrange
    arn = f"arn:aws:sns:{REGION}:000000000000:later"
    house.number("+12125550133", two_way_channel_arn=arn)
    for number in range(5):
        _reply(house, phone, f"Number {number}", "+12125550133")
    (trouble,) = until(lambda: house.get("outbox")["failing"])
    _reply(house, phone, "elsewhere")
    elsewhere = replies.collect(1)

    # Act
    waiting = house.get("outbox")["waiting"]
    client("sns", cloud).create_topic(Name="later")

    # Assert
    assert trouble["target"] == arn
    assert [each["messageBody"] for each in elsewhere] == ["elsewhere"]
    assert waiting == 5
    until(lambda: house.get("outbox")["waiting"] == 0)
    assert house.get("outbox")["failing"] == []


def test_nothing_is_lost_by_a_kill_while_the_cloud_is_away(tmp_path: Path) -> None:
    # Arrange
    port = free_port()
    with local_cloud(tmp_path / "cloud", port) as cloud:
        topic = heard_topic(cloud, "replies")
    house = StandIn(tmp_path / "sms", f"http://127.0.0.1:{port}").start()
    house.number(two_way_channel_arn=topic.arn)
    written = [_reply(house, "+447700900001", f"Number {n}") for n in range(10)]

    # Act
    house.kill()
    house.start()
    waiting = house.get("outbox")["waiting"]
    try:
        with local_cloud(tmp_path / "cloud", port):
            heard = topic.collect(10)
            until(lambda: house.get("outbox")["waiting"] == 0)
    finally:
        house.kill()

    # Assert
    assert waiting == 10
    assert [each["inboundMessageId"] for each in heard] == written
