"""What patients write to the SMS stand-in, as the topics of a real local cloud get it."""

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
