"""The application's own code in this process, on the local cloud's tables with its own roles."""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from chalicelib import clock
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Branch, Practitioner, Service
from chalicelib.context import Context
from chalicelib.gateways import aws, secrets, tenant_credentials
from chalicelib.tenants import actions as tenants
from chalicelib.tenants.model import Clinic

WEEK = [["08:00", "20:00"]]


@pytest.fixture(scope="module")
def inside(cloud: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Environment of the deployed API, and a clock of this process's own."""
    with entered(cloud, tmp_path_factory.mktemp("clock") / "offset"):
        yield cloud


@contextlib.contextmanager
def entered(cloud: dict[str, Any], clock_file: Path) -> Iterator[None]:
    """This process as one of the deployed functions, until the block ends."""
    lambdas = boto3.client(
        "lambda",
        endpoint_url=cloud["cloud"],
        region_name=cloud["region"],
        **cloud["credentials"],
    )
    deployed = lambdas.get_function_configuration(FunctionName=cloud["functions"]["APIHandler"])
    role = _own_role(cloud)
    wanted = {
        **deployed["Environment"]["Variables"],
        "AWS_ENDPOINT_URL": cloud["cloud"],
        "AWS_ACCESS_KEY_ID": role["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": role["SecretAccessKey"],
        "AWS_SESSION_TOKEN": role["SessionToken"],
        "AWS_REGION": cloud["region"],
        "FRONTDESK_CLOCK_FILE": str(clock_file),
        "SEND_REMINDER_STATE_MACHINE_ARN": cloud["outputs"]["SendReminderArn"],
        "SETTLE_MESSAGE_STATE_MACHINE_ARN": cloud["outputs"]["SettleMessageArn"],
        "TEXT_MISSED_CALLER_STATE_MACHINE_ARN": cloud["outputs"]["TextMissedCallerArn"],
        "KEEP_PROMISE_STATE_MACHINE_ARN": cloud["outputs"]["KeepPromiseArn"],
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    # Other tests move the cloud's clock: this process begins at the same instant.
    moved = Path(cloud["clock_file"])
    set_clock(float(moved.read_text() or 0) if moved.is_file() else 0)
    _forget()
    yield
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)
    _forget()


def _own_role(cloud: dict[str, Any]) -> dict[str, str]:
    """A role like a function's: it may take on a tenant's, and sees no tenant's items itself."""
    told = {
        "endpoint_url": cloud["cloud"],
        "region_name": cloud["region"],
        **cloud["credentials"],
    }
    iam, name = boto3.client("iam", **told), "frontdesk-local-tests"
    trust = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
    item_actions = ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query"]
    platform = {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["P#*", "DUE#*"]}}
    allowed = [
        {"Action": ["sts:AssumeRole", "sts:TagSession", "secretsmanager:GetSecretValue"]},
        {"Action": [f"dynamodb:{each}" for each in item_actions], "Condition": platform},
    ]
    with contextlib.suppress(iam.exceptions.EntityAlreadyExistsException):
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=_policy([trust]))
    statements = [{"Effect": "Allow", "Resource": "*", **each} for each in allowed]
    iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=_policy(statements))
    arn = f"arn:aws:iam::{cloud['account']}:role/{name}"
    answer = boto3.client("sts", **told).assume_role(RoleArn=arn, RoleSessionName="tests")
    credentials: dict[str, str] = answer["Credentials"]
    return credentials


def _policy(statements: list[dict[str, Any]]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def _forget() -> None:
    for kept in (aws.client, aws.client_once, aws.session, secrets._secret):
        kept.cache_clear()
    tenant_credentials.forget()


@pytest.fixture(scope="module")
def in_step(inside: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`inside` at the local cloud's own time, wherever other tests have moved that."""
    moved = Path(inside["clock_file"])
    set_clock(float(moved.read_text() if moved.exists() else 0))
    yield inside
    set_clock(0)


def clock_offset() -> float:
    path = Path(os.environ["FRONTDESK_CLOCK_FILE"])
    return float(path.read_text() or 0) if path.is_file() else 0.0


def set_clock(offset_seconds: float) -> None:
    Path(os.environ["FRONTDESK_CLOCK_FILE"]).write_text(str(offset_seconds))


def make_clinic(**changes: Any) -> tuple[Context, Practitioner, Service]:
    """A clinic that takes bookings, with one practitioner who works 08:00-20:00 every day."""
    ctx = Context(clock.new_id(10))
    said = {
        "id": ctx.tenant_id, "name": "Test Clinic", "country": "GB", "zone": "Europe/London",
        "language": "en", "currency": "GBP", "site_key": clock.new_id(), "status": "active",
        "phone": "+442079460018", "sms_number": "+12025550100",
    }  # fmt: skip
    tenants.create(ctx, Clinic(**{**said, **changes}))
    branch = clinic.create(ctx, Branch(clock.new_id(), "Main", said["zone"]))
    days = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), WEEK)
    who = clinic.create(ctx, Practitioner(clock.new_id(), "Sam Test", branch.id, hours=days))
    service = Service(
        clock.new_id(), "Check", 30, (who.id,), min_notice_minutes=0, max_days_ahead=365
    )
    return ctx, who, clinic.create(ctx, service)
