"""What fails is kept: dead letters, destinations, and policies that let them be filled."""

import json
from typing import Any

import pytest

from functions.queues import place_call
from tests.infra.failing import ALARMS, ANSWERED, GLOBALS, MACHINES, each_function, events, setting
from tests.infra.template import functions, listed, of_type, roles

QUEUES = of_type("AWS::SQS::Queue")
DEAD = {name: q for name, q in QUEUES.items() if name.startswith("DeadLetters")}
LIVE = {name: q for name, q in QUEUES.items() if name not in DEAD}
_FOURTEEN_DAYS = 1_209_600
each_queue = pytest.mark.parametrize("name", sorted(LIVE))


def _reader(queue: str) -> str:
    """The one function that reads a queue."""
    target = {"Fn::GetAtt": [queue, "Arn"]}
    readers = [n for n in functions() for _, told in events(n) if told.get("Queue") == target]
    (reader,) = readers
    return reader


@each_queue
def test_queue_hands_over_what_fails_five_times(name: str) -> None:
    redrive = LIVE[name]["RedrivePolicy"]

    assert redrive["maxReceiveCount"] == 5
    assert redrive["deadLetterTargetArn"]["Fn::GetAtt"][0] in DEAD


@each_queue
def test_dead_letters_of_an_ordered_queue_are_ordered(name: str) -> None:
    dead = DEAD[LIVE[name]["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]]

    assert dead.get("FifoQueue", False) == LIVE[name].get("FifoQueue", False)


@each_queue
def test_message_stays_hidden_for_six_times_its_functions_time(name: str) -> None:
    """As AWS asks for, so that a slow function doesn't meet its own message again."""
    assert LIVE[name]["VisibilityTimeout"] >= 6 * setting(_reader(name), "Timeout")


@each_queue
def test_one_bad_message_of_a_batch_comes_back_alone(name: str) -> None:
    (told,) = [t for kind, t in events(_reader(name)) if kind == "SQS"]

    assert told["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@each_queue
def test_workers_leave_room_for_the_api(name: str) -> None:
    """An ordered queue has one worker per group anyway."""
    (told,) = [t for kind, t in events(_reader(name)) if kind == "SQS"]

    assert LIVE[name].get("FifoQueue") or told["ScalingConfig"]["MaximumConcurrency"] <= 10


def test_calls_begin_no_faster_than_an_account_may() -> None:
    """Two workers, one message each, and a second for each: two a second."""
    (told,) = [t for kind, t in events(_reader("OutboundCalls")) if kind == "SQS"]

    assert (told["BatchSize"], told["ScalingConfig"]) == (1, {"MaximumConcurrency": 2})
    assert place_call.PACE_SECONDS >= 1


def test_calls_that_wait_too_long_are_told() -> None:
    (alarm,) = [a for a in ALARMS.values() if a["MetricName"] == "ApproximateAgeOfOldestMessage"]

    assert alarm["Dimensions"][0]["Value"] == {"Fn::GetAtt": ["OutboundCalls", "QueueName"]}


@pytest.mark.parametrize("name", sorted(DEAD))
def test_dead_letters_are_kept_for_two_weeks_and_told(name: str) -> None:
    watching = [
        alarm
        for alarm in ALARMS.values()
        if alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
        and alarm["Dimensions"][0]["Value"] == {"Fn::GetAtt": [name, "QueueName"]}
    ]

    assert DEAD[name]["MessageRetentionPeriod"] == _FOURTEEN_DAYS
    assert [alarm["Threshold"] for alarm in watching] == [1]


@each_function
def test_what_a_function_cannot_handle_is_kept(name: str) -> None:
    """By its queue, by its stream's destination, or by its own where nobody waits for it."""
    kinds = {kind for kind, _ in events(name)}
    started_by_workflow = f"{name}Role" in roles() and any(
        name in machine["DefinitionSubstitutions"] for machine in MACHINES.values()
    )
    if name in ANSWERED or started_by_workflow or "SQS" in kinds:
        return
    destinations = [
        told.get("DestinationConfig")
        for kind, told in events(name)
        if kind in ("DynamoDB", "Kinesis")
    ]
    destinations += [functions()[name].get("EventInvokeConfig", {}).get("DestinationConfig")]

    kept = [d["OnFailure"]["Destination"] for d in destinations if d]

    assert kept == [{"Fn::GetAtt": ["DeadLetters", "Arn"]}]


def test_stream_gives_up_on_one_bad_item_not_on_all_behind_it() -> None:
    streams = [e for n in functions() for e in events(n) if e[0] in ("DynamoDB", "Kinesis")]
    (stream,) = [told for kind, told in streams if kind == "DynamoDB"]

    assert all(told["BisectBatchOnFunctionError"] for _, told in streams)
    assert all(0 < told["MaximumRetryAttempts"] < 1000 for _, told in streams)
    assert json.loads(stream["FilterCriteria"]["Filters"][0]["Pattern"])["eventName"] == ["INSERT"]


def test_rules_of_the_bus_keep_what_they_cannot_deliver() -> None:
    rules = of_type("AWS::Events::Rule").values()
    targets = [target for rule in rules for target in rule["Targets"]]
    to_functions = [
        told for n in functions() for kind, told in events(n) if kind == "EventBridgeRule"
    ]

    assert all("DeadLetterConfig" in each for each in [*targets, *to_functions])


def _may_send(queue: str) -> set[str]:
    """Services that a queue's policies let send."""
    policies = of_type("AWS::SQS::QueuePolicy").values()
    return {
        statement["Principal"]["Service"]
        for policy in policies
        if {"Ref": queue} in policy["Queues"]
        for statement in policy["PolicyDocument"]["Statement"]
        if {"Fn::GetAtt": [queue, "Arn"]} in listed(statement["Resource"])
        and statement["Condition"]
    }


def test_queues_take_from_who_fills_them() -> None:
    subscribed = {s["Endpoint"]["Fn::GetAtt"][0] for s in _subscriptions("sqs")}
    rules = of_type("AWS::Events::Rule").values()
    ruled = {t["Arn"]["Fn::GetAtt"][0] for rule in rules for t in rule["Targets"]}

    assert all(_may_send(queue) == {"sns.amazonaws.com"} for queue in subscribed)
    assert all(_may_send(queue) == {"events.amazonaws.com"} for queue in {*ruled, "DeadLetters"})


def _subscriptions(protocol: str) -> list[dict[str, Any]]:
    return [s for s in of_type("AWS::SNS::Subscription").values() if s["Protocol"] == protocol]


@pytest.mark.parametrize(
    ("topic", "publisher"),
    [
        ("TextsTopic", "sms-voice.amazonaws.com"),
        ("DeliveriesTopic", "sms-voice.amazonaws.com"),
        ("Alarms", "cloudwatch.amazonaws.com"),
    ],
)
def test_topics_take_from_who_publishes(topic: str, publisher: str) -> None:
    policies = of_type("AWS::SNS::TopicPolicy").values()
    (statement,) = [
        s
        for policy in policies
        if {"Ref": topic} in policy["Topics"]
        for s in policy["PolicyDocument"]["Statement"]
    ]
    key = of_type("AWS::KMS::Key")["TopicsKey"]["KeyPolicy"]["Statement"]

    assert statement["Principal"] == {"Service": publisher}
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    }
    assert any(publisher in listed(s["Principal"].get("Service", [])) for s in key)


def test_delivery_events_reach_their_topic() -> None:
    (settings,) = of_type("AWS::SMSVOICE::ConfigurationSet").values()
    (destination,) = settings["EventDestinations"]
    variables = GLOBALS["Environment"]["Variables"]

    assert destination["SnsDestination"] == {"TopicArn": {"Ref": "DeliveriesTopic"}}
    assert settings["ConfigurationSetName"] == variables["SMS_CONFIGURATION_SET"]
