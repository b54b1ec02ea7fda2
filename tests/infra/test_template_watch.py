"""What fails is told and bounded: logs, alarms, time-outs, throttles."""

import json
import re

import pytest

from chalicelib import observe
from tests.infra.failing import ALARMS, ANSWERED, GLOBALS, MACHINES, each_function, events, setting
from tests.infra.template import functions, of_type, production, resolved

each_machine = pytest.mark.parametrize("name", sorted(MACHINES))


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

    assert setting(name, "Tracing") == "Active"
    assert {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE"} <= variables.keys()


@each_function
def test_function_ends_before_its_caller_gives_up(name: str) -> None:
    """API Gateway waits 29 seconds; a schedule's function is done before the next."""
    timeout = setting(name, "Timeout")
    every_minute = any(told.get("Schedule") == "rate(1 minute)" for _, told in events(name))

    assert timeout <= (29 if name in ANSWERED else 60 if every_minute else 900) + (
        name == "ConnectConsoleFunction"
    )


@each_machine
def test_workflow_outlives_its_functions_and_ends(name: str) -> None:
    definition = MACHINES[name]["Definition"]
    tasks = {n: s for n, s in definition["States"].items() if s["Type"] == "Task"}

    for state in tasks.values():
        function = state["Parameters"]["FunctionName"].strip("${}")
        assert state["TimeoutSeconds"] >= setting(function, "Timeout")
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


def test_day_that_a_clinic_spent_is_told_by_what_the_code_counts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (alarm,) = [a for a in ALARMS.values() if a["Namespace"] == "Frontdesk"]

    observe.count("DayLimitReached")
    observe.metrics.flush_metrics()

    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    (measured,) = told["_aws"]["CloudWatchMetrics"]
    named = {each["Name"]: each["Value"] for each in alarm["Dimensions"]}
    assert (
        measured["Namespace"] == GLOBALS["Environment"]["Variables"]["POWERTOOLS_METRICS_NAMESPACE"]
    )
    assert measured["Namespace"] == alarm["Namespace"]
    assert alarm["MetricName"] in {each["Name"] for each in measured["Metrics"]}
    assert {name: told[name] for name in measured["Dimensions"][0]} == named


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
