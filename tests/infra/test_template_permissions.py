"""Who may do what: every role holds what it names, and no more than is called."""

import json
import re
from functools import cache
from importlib import resources
from typing import Any

import pytest

from tests.infra.permissions import ROLES, each_other_role
from tests.infra.template import (
    functions,
    listed,
    of_type,
    production,
)

_SERVICE_OF_TYPE = {
    "AWS::Cognito::UserPool": "cognito-idp",
    "AWS::DynamoDB::Table": "dynamodb",
    "AWS::Events::EventBus": "events",
    "AWS::Kinesis::Stream": "kinesis",
    "AWS::IAM::Role": "sts",
    "AWS::Logs::LogGroup": "logs",
    "AWS::S3::Bucket": "s3",
    "AWS::SQS::Queue": "sqs",
    "AWS::Serverless::Function": "lambda",
    "AWS::Serverless::StateMachine": "states",
}
each_role = pytest.mark.parametrize("name", sorted(ROLES))


@cache
def _reference() -> dict[str, Any]:
    told = resources.files("cfnlint.data.AdditionalSpecs").joinpath("Policies.json").read_text()
    found: dict[str, Any] = json.loads(told)
    return found


def _narrowest(action: str) -> list[str]:
    """The kinds of thing that an action can be restricted to; none means only "*" is possible."""
    service, _, operation = action.partition(":")
    told: dict[str, Any] = _reference()[service]["Actions"][operation.lower()]
    return told.get("Resources", [])


def _service(resource: Any) -> str:
    """The service of what a resource of a statement names."""
    text = resource["Fn::Sub"] if isinstance(resource, dict) and "Fn::Sub" in resource else resource
    if isinstance(text, str) and text.startswith("arn:"):
        return re.sub(r"\$\{[^}]*\}", "", text).split(":")[2]
    if isinstance(text, str):
        logical_id = re.split(r"[.}]", text.removeprefix("${"))[0]
    else:
        logical_id = resource["Fn::GetAtt"][0] if "Fn::GetAtt" in resource else resource["Ref"]
    return _SERVICE_OF_TYPE[production()["Resources"][logical_id]["Type"]]


@each_role
def test_actions_are_named_and_exist(name: str) -> None:
    named = [action for s in ROLES[name] for action in listed(s["Action"])]

    assert [a for a in named if "*" in a] == []
    assert all(a.partition(":")[2].lower() in _actions_of(a) for a in named)


def _actions_of(action: str) -> dict[str, Any]:
    found: dict[str, Any] = _reference()[action.partition(":")[0]]["Actions"]
    return found


@each_role
def test_everything_is_meant_only_where_aws_knows_nothing_narrower(name: str) -> None:
    wide = [s for s in ROLES[name] if "*" in listed(s["Resource"])]

    narrower = [a for s in wide for a in listed(s["Action"]) if _narrowest(a)]

    assert narrower == []


@each_role
def test_permission_names_a_thing_of_its_own_service(name: str) -> None:
    mixed = [
        (action, resource)
        for s in ROLES[name]
        for action in listed(s["Action"])
        for resource in listed(s["Resource"])
        if resource != "*" and _service(resource) != action.partition(":")[0]
    ]

    assert mixed == []


@each_role
def test_nothing_is_allowed_by_exception(name: str) -> None:
    odd = [
        s for s in ROLES[name] if s["Effect"] != "Allow" or {"NotAction", "NotResource"} & s.keys()
    ]

    assert odd == []


@each_role
def test_role_fits_into_a_policy(name: str) -> None:
    """IAM takes 10,240 characters of inline policies for a role."""
    assert len(json.dumps(ROLES[name])) < 10_240


def test_no_role_takes_policies_that_are_not_written_here() -> None:
    managed = [n for n, role in of_type("AWS::IAM::Role").items() if "ManagedPolicyArns" in role]
    machines = of_type("AWS::Serverless::StateMachine")
    left_to_sam = [
        n for n, f in (functions() | machines).items() if "Policies" in f or "Role" not in f
    ]

    assert managed + left_to_sam == []


@pytest.mark.parametrize("name", sorted(functions()))
def test_function_has_a_role_of_its_own(name: str) -> None:
    users = [n for n, f in functions().items() if f["Role"] == functions()[name]["Role"]]

    assert users == [name]


@each_other_role
def test_role_is_taken_on_by_its_service_alone(name: str) -> None:
    trust = of_type("AWS::IAM::Role")[name]["AssumeRolePolicyDocument"]["Statement"]
    service = "lambda" if name.removesuffix("Role") in functions() else "states"

    assert [s["Principal"] for s in trust] == [{"Service": f"{service}.amazonaws.com"}]
    assert [s["Action"] for s in trust] == ["sts:AssumeRole"]
