"""What fails is kept, told and bounded: dead letters, alarms, logs, time-outs, throttles."""

import json
import re
from typing import Any

import pytest

from tests.infra.template import functions, listed, of_type, production, resolved, roles

QUEUES = of_type("AWS::SQS::Queue")
MACHINES = of_type("AWS::Serverless::StateMachine")
ALARMS = of_type("AWS::CloudWatch::Alarm")
DEAD = {name: q for name, q in QUEUES.items() if name.startswith("DeadLetters")}
LIVE = {name: q for name, q in QUEUES.items() if name not in DEAD}
GLOBALS = production()["Globals"]["Function"]
_FOURTEEN_DAYS = 1_209_600
# Asked by somebody who waits: an error is the answer, there is nothing to keep.
_ANSWERED = {"APIHandler", "ConnectConsoleFunction"}
each_function = pytest.mark.parametrize("name", sorted(functions()))
each_queue = pytest.mark.parametrize("name", sorted(LIVE))
each_machine = pytest.mark.parametrize("name", sorted(MACHINES))


def _events(name: str) -> list[tuple[str, dict[str, Any]]]:
    events = functions()[name].get("Events", {}).values()
    return [(event["Type"], event.get("Properties", {})) for event in events]


def _setting(name: str, setting: str) -> Any:
    return functions()[name].get(setting, GLOBALS.get(setting))


def _reader(queue: str) -> str:
    """The one function that reads a queue."""
    target = {"Fn::GetAtt": [queue, "Arn"]}
    readers = [n for n in functions() for _, told in _events(n) if told.get("Queue") == target]
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
    assert LIVE[name]["VisibilityTimeout"] >= 6 * _setting(_reader(name), "Timeout")


@each_queue
def test_one_bad_message_of_a_batch_comes_back_alone(name: str) -> None:
    (told,) = [t for kind, t in _events(_reader(name)) if kind == "SQS"]

    assert told["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@each_queue
def test_workers_leave_room_for_the_api(name: str) -> None:
    """An ordered queue has one worker per group anyway."""
    (told,) = [t for kind, t in _events(_reader(name)) if kind == "SQS"]

    assert LIVE[name].get("FifoQueue") or told["ScalingConfig"]["MaximumConcurrency"] <= 10


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
    kinds = {kind for kind, _ in _events(name)}
    started_by_workflow = f"{name}Role" in roles() and any(
        name in machine["DefinitionSubstitutions"] for machine in MACHINES.values()
    )
    if name in _ANSWERED or started_by_workflow or "SQS" in kinds:
        return
    destinations = [
        told.get("DestinationConfig") for kind, told in _events(name) if kind == "DynamoDB"
    ]
    destinations += [functions()[name].get("EventInvokeConfig", {}).get("DestinationConfig")]

    kept = [d["OnFailure"]["Destination"] for d in destinations if d]

    assert kept == [{"Fn::GetAtt": ["DeadLetters", "Arn"]}]


def test_stream_gives_up_on_one_bad_item_not_on_all_behind_it() -> None:
    ((_, stream),) = [e for n in functions() for e in _events(n) if e[0] == "DynamoDB"]

    assert stream["BisectBatchOnFunctionError"] is True
    assert 0 < stream["MaximumRetryAttempts"] < 1000
    assert json.loads(stream["FilterCriteria"]["Filters"][0]["Pattern"])["eventName"] == ["INSERT"]


def test_rules_of_the_bus_keep_what_they_cannot_deliver() -> None:
    rules = of_type("AWS::Events::Rule").values()
    targets = [target for rule in rules for target in rule["Targets"]]
    to_functions = [
        told for n in functions() for kind, told in _events(n) if kind == "EventBridgeRule"
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


@each_function
def test_function_has_logs_that_end(name: str) -> None:
    group = functions()[name]["LoggingConfig"]["LogGroup"]["Ref"]

    assert of_type("AWS::Logs::LogGroup")[group]["RetentionInDays"] == {"Ref": "LogRetentionDays"}


def test_every_log_group_ends() -> None:
    groups = of_type("AWS::Logs::LogGroup")

    assert [n for n, group in groups.items() if "RetentionInDays" not in group] == []
    assert production()["Parameters"]["LogRetentionDays"]["Default"] <= 90


@each_function
def test_function_is_traced_and_measured(name: str) -> None:
    variables = GLOBALS["Environment"]["Variables"]

    assert _setting(name, "Tracing") == "Active"
    assert {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE"} <= variables.keys()


@each_function
def test_function_ends_before_its_caller_gives_up(name: str) -> None:
    """API Gateway waits 29 seconds; a schedule's function is done before the next."""
    timeout = _setting(name, "Timeout")
    every_minute = any(told.get("Schedule") == "rate(1 minute)" for _, told in _events(name))

    assert timeout <= (29 if name in _ANSWERED else 60 if every_minute else 900) + (
        name == "ConnectConsoleFunction"
    )


@each_machine
def test_workflow_outlives_its_functions_and_ends(name: str) -> None:
    definition = MACHINES[name]["Definition"]
    tasks = {n: s for n, s in definition["States"].items() if s["Type"] == "Task"}

    for state in tasks.values():
        function = state["Parameters"]["FunctionName"].strip("${}")
        assert state["TimeoutSeconds"] >= _setting(function, "Timeout")
    if MACHINES[name]["Type"] == "EXPRESS":
        assert definition["TimeoutSeconds"] < 300, "AWS ends an express workflow after five minutes"


@each_machine
def test_workflow_tries_again_with_growing_pauses(name: str) -> None:
    tasks = [s for s in MACHINES[name]["Definition"]["States"].values() if s["Type"] == "Task"]

    for state in tasks:
        (retry,) = state["Retry"]
        assert retry["MaxAttempts"] >= 3
        assert retry["BackoffRate"] > 1


@each_machine
def test_workflow_logs_failures_without_data_and_is_traced(name: str) -> None:
    logging = MACHINES[name]["Logging"]

    assert (logging["Level"], logging["IncludeExecutionData"]) == ("ERROR", False)
    assert MACHINES[name]["Tracing"] == {"Enabled": True}


@each_machine
def test_workflow_that_fails_is_told(name: str) -> None:
    failing = [a for a in ALARMS.values() if a["MetricName"] == "ExecutionsFailed"]

    assert {"Name": "StateMachineArn", "Value": {"Ref": name}} in [
        a["Dimensions"][0] for a in failing
    ]


@pytest.mark.parametrize("name", sorted(ALARMS))
def test_alarm_tells_somebody_and_says_what(name: str) -> None:
    alarm = ALARMS[name]

    assert alarm["AlarmActions"] == [{"Ref": "Alarms"}]
    assert alarm["AlarmDescription"].endswith(".")


def test_what_can_go_wrong_unseen_has_an_alarm() -> None:
    watched = {(a["Namespace"], a["MetricName"]) for a in ALARMS.values()}

    assert watched >= {
        ("AWS/ApiGateway", "5XXError"),
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
        ("AWS/Lambda", "Invocations"),
        ("AWS/Lambda", "IteratorAge"),
        ("AWS/States", "ExecutionsFailed"),
    }


def test_silence_of_the_sweeper_is_an_alarm() -> None:
    """No data means that nobody looks for due reminders."""
    (alarm,) = [a for a in ALARMS.values() if a["MetricName"] == "Invocations"]

    assert alarm["TreatMissingData"] == "breaching"
    assert alarm["Dimensions"] == [
        {"Name": "FunctionName", "Value": {"Ref": "SweepTimersFunction"}}
    ]


def test_money_is_watched() -> None:
    (budget,) = of_type("AWS::Budgets::Budget").values()

    assert budget["Budget"]["BudgetLimit"]["Amount"] == {"Ref": "MonthlyBudgetUsd"}


def test_api_is_throttled() -> None:
    (every,) = of_type("AWS::Serverless::Api")["RestAPI"]["MethodSettings"]

    assert (every["ResourcePath"], every["HttpMethod"]) == ("/*", "*")
    assert 0 < every["ThrottlingRateLimit"] <= 1000
    assert every["ThrottlingBurstLimit"] >= every["ThrottlingRateLimit"]


def test_no_method_is_measured_apart() -> None:
    """Detailed metrics are billed per method and would cost more than all the rest."""
    (every,) = of_type("AWS::Serverless::Api")["RestAPI"]["MethodSettings"]

    assert not every.get("MetricsEnabled")


def test_live_connections_are_throttled() -> None:
    (stage,) = of_type("AWS::ApiGatewayV2::Stage").values()

    assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"] <= 1000


def test_errors_of_the_gateway_have_the_apis_shape() -> None:
    """In the API's definition, since a resource beside it waits for the next deployment."""
    definition = of_type("AWS::Serverless::Api")["RestAPI"]["DefinitionBody"]
    answers = definition["x-amazon-apigateway-gateway-responses"]

    assert answers.keys() >= {
        "DEFAULT_4XX",
        "DEFAULT_5XX",
        "THROTTLED",
        "MISSING_AUTHENTICATION_TOKEN",
    }
    for answer in answers.values():
        body = answer["responseTemplates"]["application/json"]
        shape = json.loads(re.sub(r"\$context\.error\.messageString", '""', body))
        assert shape.keys() == {"code", "message", "fields"}


def test_errors_of_the_gateway_are_the_same_on_both_clouds() -> None:
    local = of_type("AWS::ApiGateway::GatewayResponse", resolved(Cloud="local")).values()
    definition = of_type("AWS::Serverless::Api")["RestAPI"]["DefinitionBody"]
    answers = definition["x-amazon-apigateway-gateway-responses"]

    told = {a["ResponseType"]: (a.get("StatusCode"), a["ResponseTemplates"]) for a in local}

    assert of_type("AWS::ApiGateway::GatewayResponse") == {}
    assert told == {
        kind: (answer.get("statusCode"), answer["responseTemplates"])
        for kind, answer in answers.items()
    }
