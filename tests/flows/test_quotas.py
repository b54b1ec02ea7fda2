"""What the template makes at Connect fits into an instance as AWS gives it."""

import json

import pytest

from infra import callflows
from infra.local.telephony.wire.nouns import NOUNS
from tests.infra.template import of_type, production, template

# Defaults of one instance; Service Quotas may say otherwise for an account.
_QUOTAS = {
    "AWS::Connect::ContactFlow": 100,
    "AWS::Connect::ContactFlowModule": 200,
    "AWS::Connect::HoursOfOperation": 100,
    "AWS::Connect::Queue": 50,
    "AWS::Connect::RoutingProfile": 100,
    "AWS::Connect::SecurityProfile": 100,
    "AWS::Connect::IntegrationAssociation": 50,
    "AWS::Connect::Instance": 2,
}


@pytest.mark.parametrize("kind", sorted(_QUOTAS))
def test_resources_leave_room_below_the_quota(kind: str) -> None:
    """Half of it at most: clinics' own queues and profiles come on top."""
    assert 1 <= len(of_type(kind)) <= _QUOTAS[kind] / 2


def test_number_of_flows_does_not_grow_with_clinics() -> None:
    flows, modules = (
        of_type("AWS::Connect::ContactFlow"),
        of_type("AWS::Connect::ContactFlowModule"),
    )

    assert len(flows) + len(modules) == len(callflows.names())


def test_exchange_takes_no_more_of_what_grows_with_clinics_than_connect() -> None:
    """A queue, a profile, and for it and each operator a quick connect: here as there."""
    quotas = {"Queue": 50, "RoutingProfile": 100, "QuickConnect": 100, "User": 500}

    assert {name: NOUNS[name].most for name in quotas} == quotas


@pytest.mark.parametrize("name", callflows.names())
def test_file_is_deployed_under_its_own_name_and_kind(name: str) -> None:
    flow = callflows.load(name)["Metadata"]
    kind = "module" if flow["type"] == "MODULE" else "flow"
    resource = template()["Resources"][callflows.logical_id(f"{kind}.{name}")]

    told = resource["Properties"]
    assert told["Name"]["Fn::Sub"].endswith(flow["name"].removeprefix("Frontdesk"))
    assert told.get("Type", "MODULE") == callflows.TYPES[flow["type"]]
    assert json.loads(told["Content"]["Fn::Sub"])["StartAction"]


def test_names_of_actions_fit() -> None:
    names = [a["Identifier"] for f in callflows.names() for a in callflows.load(f)["Actions"]]

    assert [n for n in names if len(n) > 50 or set("%:(\\/)=$,;[]{}") & set(n)] == []


def test_instance_that_is_there_already_is_used() -> None:
    made = {n: r for n, r in production()["Resources"].items() if "Connect::" in r["Type"]}
    given = [r["Properties"].get("InstanceArn") or r["Properties"].get("InstanceId")
             for r in made.values() if r["Type"] != "AWS::Connect::Instance"]  # fmt: skip

    assert all(each == {"Fn::GetAtt": ["Instance", "Arn"]} for each in given)
    assert "ConnectInstanceArn" in template()["Parameters"]
