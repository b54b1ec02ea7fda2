"""Who may reach a tenant's items and files: the tenants' role, bound to one of them."""

import json
import re

import pytest

from tests.infra.permissions import OTHERS, ROLES, each_other_role
from tests.infra.template import (
    Statement,
    listed,
    of_type,
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
    "kinesis:DescribeStream": None,
    "kinesis:DescribeStreamSummary": None,
    "kinesis:GetRecords": None,
    "kinesis:GetShardIterator": None,
    "kinesis:ListShards": None,
    "lambda:InvokeFunction": None,
    "s3:PutObjectTagging": "Tagging=",
    "sqs:ReceiveMessage": None,
    "sqs:DeleteMessage": None,
    "sqs:GetQueueAttributes": None,
    "sts:TagSession": "Tags=",
}
# Who may use what costs, tells or opens; a function that is not named here has none of them.
_MAY = {
    "sms-voice:SendTextMessage": {
        "APIHandler", "AnswerCall", "KeepPromise", "KeepRecording", "PlaceCall",
        "ReceiveContactEvent", "ReceiveContactRecord", "ReceiveSms", "SendConfirmation",
        "SendReminder", "SettleMessage", "TextMissedCaller",
    },
    "ses:SendEmail": {
        "APIHandler", "PlaceCall", "ReceiveContactRecord", "ReceiveDelivery", "SendConfirmation",
        "SendReminder", "SettleMessage",
    },
    "connect:CreateQueue": {"APIHandler", "ReconcileBilling", "SyncCustomer"},
    "connect:CreateUser": {"APIHandler"},
    "connect:StartOutboundVoiceContact": {"PlaceCall"},
    "connect:StopContact": {"ReceiveContactEvent"},
    "cognito-idp:AdminCreateUser": {"APIHandler"},
    "cognito-idp:AdminInitiateAuth": {"APIHandler"},
    "cognito-idp:AdminSetUserPassword": {"APIHandler"},
    "events:PutEvents": {"PublishEvents"},
    "execute-api:ManageConnections": {"NotifyConsoles"},
    "states:StartExecution": {"APIHandler", "SweepTimers"},
}  # fmt: skip
TENANT = ROLES["TenantRole"]
ITEMS = re.compile(r"^dynamodb:(?!DescribeStream|GetRecords|GetShardIterator|ListStreams)")


def _holders(action: str) -> set[str]:
    may = {n for n, found in OTHERS.items() for s in found if action in listed(s["Action"])}
    return {name.removesuffix("Role").removesuffix("Function") for name in may}


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
        "PlaceCall",
        "ReceiveContactRecord",
        "ReceiveDelivery",
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
