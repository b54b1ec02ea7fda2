"""Quick connects by an unmodified boto3: made, changed, given to queues, taken away."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.infra.sms_standin import refusal_of
from tests.infra.telephony.exchange.clinic import say, to_colleague
from tests.infra.telephony.exchange.running import Running, running
from tests.infra.telephony.exchange.test_wire import queue

PHONE = {"QuickConnectType": "PHONE_NUMBER", "PhoneConfig": {"PhoneNumber": "+12025550177"}}


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("exchange")) as started:
        started.create_instance()
        yield started


def quick_connect(exchange: Running, name: str, **config: Any) -> Any:
    return exchange.connect.create_quick_connect(
        InstanceId=exchange.instance, Name=name, QuickConnectConfig=config or PHONE
    )


def test_queue_has_those_that_were_given_to_it_alone(exchange: Running) -> None:
    connect, instance = exchange.connect, exchange.instance
    desk, other = queue(exchange, "Desk")["QueueId"], queue(exchange, "Other")["QueueId"]
    first, second = (quick_connect(exchange, name)["QuickConnectId"] for name in ("A", "B"))

    for _ in range(2):
        connect.associate_queue_quick_connects(
            InstanceId=instance, QueueId=desk, QuickConnectIds=[first, second]
        )
    connect.disassociate_queue_quick_connects(
        InstanceId=instance, QueueId=desk, QuickConnectIds=[second]
    )

    def told(queue_id: str) -> list[tuple[str, str]]:
        listed = connect.list_queue_quick_connects(InstanceId=instance, QueueId=queue_id)
        summaries = listed["QuickConnectSummaryList"]
        return [(each["Name"], each["QuickConnectType"]) for each in summaries]

    assert (told(desk), told(other)) == ([("A", "PHONE_NUMBER")], [])
    connect.delete_quick_connect(InstanceId=instance, QuickConnectId=first)
    assert told(desk) == []


def test_what_was_made_is_described_listed_and_changed(exchange: Running) -> None:
    connect, instance = exchange.connect, exchange.instance
    made = quick_connect(exchange, "Laboratory")
    desk = queue(exchange, "Changed")["QueueId"]
    flow_id = exchange.flow("Back to the queue", say("No"), "QUEUE_TRANSFER")

    named = {"InstanceId": instance, "QuickConnectId": made["QuickConnectId"]}
    config = {"QueueId": desk, "ContactFlowId": flow_id}
    changed = {"QuickConnectType": "QUEUE", "QueueConfig": config}
    connect.update_quick_connect_config(**named, QuickConnectConfig=changed)
    connect.update_quick_connect_name(**named, Name="The desk")

    told = connect.describe_quick_connect(**named)["QuickConnect"]
    listed = connect.list_quick_connects(InstanceId=instance, QuickConnectTypes=["QUEUE"])
    assert (told["Name"], told["QuickConnectConfig"]) == ("The desk", changed)
    assert "/transfer-destination/" in told["QuickConnectARN"]
    assert [each["Name"] for each in listed["QuickConnectSummaryList"]] == ["The desk"]


def test_what_connect_would_refuse_is_refused(exchange: Running) -> None:
    connect, instance = exchange.connect, exchange.instance
    desk = queue(exchange, "Refused")["QueueId"]
    wrong = exchange.flow("A colleague", to_colleague(), "AGENT_TRANSFER")
    quick_connect(exchange, "Taken")
    before = connect.list_quick_connects(InstanceId=instance)["QuickConnectSummaryList"]

    codes = [
        refusal_of(quick_connect, exchange=exchange, name=name, **config)["Error"]["Code"]
        for name, config in (
            ("Taken", {}),
            ("Flow of another type", {"QuickConnectType": "QUEUE",
             "QueueConfig": {"QueueId": desk, "ContactFlowId": wrong}}),
            ("Parts of another type", {**PHONE, "QuickConnectType": "QUEUE"}),
            ("Nobody", {"QuickConnectType": "USER",
             "UserConfig": {"UserId": "nobody", "ContactFlowId": wrong}}),
        )
    ]  # fmt: skip

    assert codes == [
        "DuplicateResourceException", "InvalidParameterException", "InvalidParameterException",
        "ResourceNotFoundException",
    ]  # fmt: skip
    assert connect.list_quick_connects(InstanceId=instance)["QuickConnectSummaryList"] == before
