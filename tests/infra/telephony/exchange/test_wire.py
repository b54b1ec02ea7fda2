"""Connect's API as an unmodified boto3 speaks it to the exchange."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.infra.sms_standin import refusal_of
from tests.infra.telephony.exchange.clinic import NUMBER, action, flow, music, say, to_queue
from tests.infra.telephony.exchange.running import Running, running

PATIENT = "+12025550123"


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("exchange")) as started:
        started.create_instance()
        started.number(NUMBER, started.flow("Entry", say("Welcome")))
        started.post("settings", dials_per_second=0)
        yield started


def hours(exchange: Running, name: str) -> str:
    made = exchange.connect.create_hours_of_operation(
        InstanceId=exchange.instance,
        Name=name,
        TimeZone="Europe/Budapest",
        Config=[
            {
                "Day": "MONDAY",
                "StartTime": {"Hours": 0, "Minutes": 0},
                "EndTime": {"Hours": 0, "Minutes": 0},
            }
        ],
    )
    return str(made["HoursOfOperationId"])


def queue(exchange: Running, name: str) -> Any:
    return exchange.connect.create_queue(
        InstanceId=exchange.instance, Name=name, HoursOfOperationId=hours(exchange, name)
    )


def profile(exchange: Running, name: str, queue_id: str) -> str:
    made = exchange.connect.create_routing_profile(
        InstanceId=exchange.instance,
        Name=name,
        Description=name,
        DefaultOutboundQueueId=queue_id,
        MediaConcurrencies=[{"Channel": "VOICE", "Concurrency": 1}],
        QueueConfigs=[
            {
                "QueueReference": {"QueueId": queue_id, "Channel": "VOICE"},
                "Priority": 1,
                "Delay": 0,
            }
        ],
    )
    return str(made["RoutingProfileId"])


def test_deployment_finds_what_it_made(exchange: Running) -> None:
    connect, instance = exchange.connect, exchange.instance
    made = queue(exchange, "Found")
    routing = profile(exchange, "Found", made["QueueId"])
    security = connect.create_security_profile(
        InstanceId=instance, SecurityProfileName="Operator", Permissions=["BasicAgentAccess"]
    )
    user = connect.create_user(
        InstanceId=instance,
        Username="ann",
        PhoneConfig={"PhoneType": "SOFT_PHONE"},
        IdentityInfo={"FirstName": "Ann", "LastName": "Demo"},
        SecurityProfileIds=[security["SecurityProfileId"]],
        RoutingProfileId=routing,
    )

    described = connect.describe_user(InstanceId=instance, UserId=user["UserId"])["User"]
    listed = connect.list_routing_profile_queues(InstanceId=instance, RoutingProfileId=routing)

    assert described["Username"] == "ann"
    assert described["RoutingProfileId"] == routing
    assert listed["RoutingProfileQueueConfigSummaryList"][0]["QueueName"] == "Found"
    assert (
        connect.describe_queue(InstanceId=instance, QueueId=made["QueueId"])["Queue"]["QueueArn"]
        == made["QueueArn"]
    )
    assert {"Available", "Offline"} <= {
        each["Name"]
        for each in connect.list_agent_statuses(InstanceId=instance)["AgentStatusSummaryList"]
    }
    profiles = connect.list_security_profiles(InstanceId=instance)["SecurityProfileSummaryList"]
    assert [each["Name"] for each in profiles] == ["Operator"]
    assert [each["Id"] for each in connect.list_instances()["InstanceSummaryList"]] == [instance]


def test_list_is_paged_and_names_each_once(exchange: Running) -> None:
    for number in range(5):
        queue(exchange, f"Paged {number}")

    pages = exchange.connect.get_paginator("list_queues").paginate(
        InstanceId=exchange.instance, PaginationConfig={"PageSize": 2}
    )
    names = [each["Name"] for page in pages for each in page["QueueSummaryList"]]

    assert {f"Paged {number}" for number in range(5)} <= set(names)
    assert len(names) == len(set(names))


def test_second_resource_of_a_name_is_refused(exchange: Running) -> None:
    queue(exchange, "Twice")
    before = len(exchange.connect.list_queues(InstanceId=exchange.instance)["QueueSummaryList"])

    answer = refusal_of(
        exchange.connect.create_queue,
        InstanceId=exchange.instance,
        Name="Twice",
        HoursOfOperationId=hours(exchange, "Twice again"),
    )

    assert answer["Error"]["Code"] == "DuplicateResourceException"
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 409
    after = len(exchange.connect.list_queues(InstanceId=exchange.instance)["QueueSummaryList"])
    assert before == after


def test_unknown_resource_is_not_found(exchange: Running) -> None:
    answer = refusal_of(
        exchange.connect.describe_queue, InstanceId=exchange.instance, QueueId="nothing"
    )

    assert answer["Error"]["Code"] == "ResourceNotFoundException"


def test_other_instance_is_not_found(exchange: Running) -> None:
    answer = refusal_of(exchange.connect.list_queues, InstanceId="another")

    assert answer["Error"]["Code"] == "ResourceNotFoundException"


def test_flow_that_leads_nowhere_is_refused_with_its_problems(exchange: Running) -> None:
    content = flow(action("say", "MessageParticipant", "lost", Text="Hello"))

    answer = refusal_of(
        exchange.connect.create_contact_flow,
        InstanceId=exchange.instance,
        Name="Lost",
        Type="CONTACT_FLOW",
        Content=content,
    )

    assert answer["Error"]["Code"] == "InvalidContactFlowException"
    assert any("lost" in each["message"] for each in answer["problems"])


def test_flow_content_is_replaced(exchange: Running) -> None:
    flow_id = exchange.flow("Changing", say("Before"))

    exchange.connect.update_contact_flow_content(
        InstanceId=exchange.instance, ContactFlowId=flow_id, Content=say("After")
    )

    described = exchange.connect.describe_contact_flow(
        InstanceId=exchange.instance, ContactFlowId=flow_id
    )["ContactFlow"]
    assert "After" in described["Content"]
    assert described["Type"] == "CONTACT_FLOW"


def test_current_numbers_tell_of_queue_and_agent(exchange: Running) -> None:
    connect, instance = exchange.connect, exchange.instance
    made = queue(exchange, "Measured")
    routing = profile(exchange, "Measured", made["QueueId"])
    security = connect.create_security_profile(
        InstanceId=instance, SecurityProfileName="Measured", Permissions=["BasicAgentAccess"]
    )
    connect.create_user(
        InstanceId=instance,
        Username="bob",
        PhoneConfig={"PhoneType": "SOFT_PHONE"},
        SecurityProfileIds=[security["SecurityProfileId"]],
        RoutingProfileId=routing,
    )
    exchange.number("+12025550155", exchange.flow("Queue", to_queue(made["QueueArn"])))
    exchange.flow("Default customer queue", music(), "CUSTOMER_QUEUE")

    exchange.post("calls", **{"from": PATIENT, "to": "+12025550155"})
    waiting = connect.get_current_metric_data(
        InstanceId=instance,
        Filters={"Queues": [made["QueueId"]], "Channels": ["VOICE"]},
        Groupings=["QUEUE"],
        CurrentMetrics=[{"Name": "CONTACTS_IN_QUEUE", "Unit": "COUNT"}],
    )
    exchange.post("agents/bob/status", status="Available")
    users = connect.get_current_user_data(
        InstanceId=instance, Filters={"Queues": [made["QueueId"]]}
    )

    (result,) = waiting["MetricResults"]
    (user,) = users["UserDataList"]
    assert result["Collections"][0]["Value"] == 1.0
    assert user["Status"]["StatusName"] == "Available"
