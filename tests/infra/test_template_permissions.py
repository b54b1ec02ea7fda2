"""Who may do what: every role holds what its code calls, on what it names, and no more.

What an action may be restricted to is told by AWS's Service Authorization Reference, which cfn-lint
carries.
"""

import json
import re
from functools import cache
from importlib import resources
from typing import Any

import pytest

from tests.infra.template import (
    Statement,
    functions,
    listed,
    of_type,
    production,
    roles,
    statements,
)
from tests.shape.source import PRODUCT, modules

# What calls an action where the call isn't named like it; None: nobody of ours calls it, AWS does.
_CALLED = {
    "dynamodb:BatchGetItem": "batch_get_item",
    "dynamodb:ConditionCheckItem": '"ConditionCheck"',
    "dynamodb:DeleteItem": '"Delete"',
    "dynamodb:PutItem": '"Put"',
    "dynamodb:UpdateItem": '"Update"',
    "dynamodb:DescribeStream": None,
    "dynamodb:GetRecords": None,
    "dynamodb:GetShardIterator": None,
    "dynamodb:ListStreams": None,
    "execute-api:ManageConnections": "post_to_connection",
    "lambda:InvokeFunction": None,
    "s3:PutObjectTagging": "Tagging=",
    "sqs:ReceiveMessage": None,
    "sqs:DeleteMessage": None,
    "sqs:GetQueueAttributes": None,
    "sts:TagSession": "Tags=",
}
_SERVICE_OF_TYPE = {
    "AWS::Cognito::UserPool": "cognito-idp",
    "AWS::DynamoDB::Table": "dynamodb",
    "AWS::Events::EventBus": "events",
    "AWS::IAM::Role": "sts",
    "AWS::Logs::LogGroup": "logs",
    "AWS::S3::Bucket": "s3",
    "AWS::SQS::Queue": "sqs",
    "AWS::Serverless::Function": "lambda",
    "AWS::Serverless::StateMachine": "states",
}
# Who may use what costs, tells or opens; a function that is not named here has none of them.
_MAY = {
    "sms-voice:SendTextMessage": {"APIHandler", "SendConfirmation", "ReceiveSms", "SendReminder"},
    "ses:SendEmail": {"APIHandler", "SendConfirmation", "SendReminder", "SettleMessage"},
    "cognito-idp:AdminCreateUser": {"APIHandler"},
    "cognito-idp:AdminInitiateAuth": {"APIHandler"},
    "cognito-idp:AdminSetUserPassword": {"APIHandler"},
    "events:PutEvents": {"PublishEvents"},
    "execute-api:ManageConnections": {"NotifyConsoles"},
    "states:StartExecution": {"APIHandler", "SweepTimers"},
}
ROLES = roles()
TENANT = ROLES["TenantRole"]
OTHERS = {name: found for name, found in ROLES.items() if name != "TenantRole"}
each_role = pytest.mark.parametrize("name", sorted(ROLES))
each_other_role = pytest.mark.parametrize("name", sorted(OTHERS))
ITEMS = re.compile(r"^dynamodb:(?!DescribeStream|GetRecords|GetShardIterator|ListStreams)")


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


def _holders(action: str) -> set[str]:
    may = {n for n, found in OTHERS.items() for s in found if action in listed(s["Action"])}
    return {name.removesuffix("Role").removesuffix("Function") for name in may}


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


@each_other_role
def test_tenants_items_are_out_of_reach_of_the_functions_own_roles(name: str) -> None:
    on_items = [s for s in OTHERS[name] if any(ITEMS.match(a) for a in listed(s["Action"]))]

    assert all(_is_platform_only(s) or _is_index_of_timers(s) for s in on_items)


def _is_platform_only(statement: Statement) -> bool:
    return statement.get("Condition") == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["P#*"]},
        "Null": {"dynamodb:LeadingKeys": "false"},
    }


def _is_index_of_timers(statement: Statement) -> bool:
    of_timers = {"Fn::Sub": "${Table.Arn}/index/due"}
    return listed(statement["Action"]) == ["dynamodb:Query"] and statement["Resource"] == of_timers


def test_index_of_timers_is_open_to_the_sweeper_alone() -> None:
    open_to = {
        n for n, found in ROLES.items() for s in found if "index/due" in json.dumps(s["Resource"])
    }

    assert open_to == {"SweepTimersFunctionRole"}


def test_nobody_may_scan_the_table() -> None:
    """Under ForAllValues a Scan has no leading keys and would pass."""
    allowed = [a for found in ROLES.values() for s in found for a in listed(s["Action"])]

    assert [a for a in allowed if re.search(r"Scan|PartiQL|ExportTable", a)] == []


def test_tenants_role_is_bound_to_its_tenants_keys() -> None:
    on_items = [s for s in TENANT if any(a.startswith("dynamodb:") for a in listed(s["Action"]))]

    assert [s["Condition"] for s in on_items] == [
        {
            "ForAllValues:StringLike": {
                "dynamodb:LeadingKeys": ["T#${aws:PrincipalTag/tenant_id}#*"]
            },
            "Null": {"dynamodb:LeadingKeys": "false"},
        }
    ]


def test_tenants_role_is_bound_to_its_tenants_files() -> None:
    on_files = [s for s in TENANT if any(a.startswith("s3:") for a in listed(s["Action"]))]

    named = [json.dumps(r) for s in on_files for r in listed(s["Resource"])]

    assert named == ['{"Fn::Sub": "${Files.Arn}/T#${!aws:PrincipalTag/tenant_id}#/*"}']


def test_tenants_role_does_nothing_else() -> None:
    services = {a.partition(":")[0] for s in TENANT for a in listed(s["Action"])}

    assert services == {"dynamodb", "s3"}


def test_tenants_role_is_taken_on_by_our_roles_with_one_tenant_named() -> None:
    (trust,) = of_type("AWS::IAM::Role")["TenantRole"]["AssumeRolePolicyDocument"]["Statement"]
    condition = trust["Condition"]

    assert set(trust["Action"]) == {"sts:AssumeRole", "sts:TagSession"}
    assert condition["ForAllValues:StringEquals"] == {"aws:TagKeys": ["tenant_id"]}
    assert condition["StringLike"] == {"aws:RequestTag/tenant_id": "?*"}
    assert "/${AWS::StackName}-" in json.dumps(condition["ArnLike"]["aws:PrincipalArn"])


def test_no_role_is_taken_on_but_the_tenants() -> None:
    taken = [
        s["Resource"] for f in ROLES.values() for s in f if "sts:AssumeRole" in listed(s["Action"])
    ]

    assert all(resource == {"Fn::GetAtt": ["TenantRole", "Arn"]} for resource in taken)


@pytest.mark.parametrize("action", sorted(_MAY))
def test_costly_permission_has_known_holders(action: str) -> None:
    assert _holders(action) == _MAY[action]


def test_secrets_are_open_to_those_who_sign_or_charge() -> None:
    reading = {
        (name.removesuffix("Role").removesuffix("Function"), secret)
        for name, found in OTHERS.items()
        for s in found
        if "secretsmanager:GetSecretValue" in listed(s["Action"])
        for secret in re.findall(r"/(signing|stripe)-", json.dumps(s["Resource"]))
    }

    assert {n for n, secret in reading if secret == "stripe"} == {
        "APIHandler",
        "ReconcileBilling",
        "SyncCustomer",
    }
    assert {n for n, secret in reading if secret == "signing"} == {
        "APIHandler",
        "ConnectConsole",
        "ReceiveSms",
        "SendConfirmation",
        "SendReminder",
        "SettleMessage",
    }


@pytest.mark.parametrize("name", sorted(of_type("AWS::Serverless::StateMachine")))
def test_workflow_calls_exactly_its_functions(name: str) -> None:
    machine = of_type("AWS::Serverless::StateMachine")[name]
    found = statements(of_type("AWS::IAM::Role")[f"{name}Role"])
    calls = [s["Resource"] for s in found if listed(s["Action"]) == ["lambda:InvokeFunction"]]
    named = {
        state["Parameters"]["FunctionName"].strip("${}")
        for state in machine["Definition"]["States"].values()
        if state["Type"] == "Task"
    }

    allowed = [r["Fn::GetAtt"][0] for resource in calls for r in listed(resource)]

    assert sorted(allowed) == sorted(named)
    assert named == set(machine["DefinitionSubstitutions"])


def test_workflow_roles_do_nothing_but_call_log_and_trace() -> None:
    machines = of_type("AWS::Serverless::StateMachine")
    used = {
        action.partition(":")[0]
        for name in machines
        for s in ROLES[f"{name}Role"]
        for action in listed(s["Action"])
    }

    assert used == {"lambda", "logs", "xray"}


def test_every_allowed_action_is_called_somewhere() -> None:
    """A permission that no code uses is one too many."""
    code = "\n".join(m.text for m in modules(*PRODUCT))
    allowed = {a for found in ROLES.values() for s in found for a in listed(s["Action"])}
    ours = {a for a in allowed if a.partition(":")[0] not in ("logs", "xray")}

    assert sorted(a for a in ours if not _is_called(a, code)) == []


def _is_called(action: str, code: str) -> bool:
    _, _, operation = action.partition(":")
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower()
    wanted = _CALLED.get(action, snake)
    return wanted is None or wanted in code or f'"{snake}"' in code
