"""A table as the template makes it, in this process, and two clinics that share nothing."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import boto3
import pytest
import yaml
from moto import mock_aws

from chalicelib.context import Context
from chalicelib.gateways import aws, secrets, tenant_credentials
from chalicelib.tenants import store as tenants
from chalicelib.tenants.model import Clinic

_ROOT = Path(__file__).resolve().parents[2]
_REGION = "eu-central-1"
_NAMES = {
    "AWS_DEFAULT_REGION": _REGION,
    "AWS_REGION": _REGION,
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "TABLE_NAME": "frontdesk",
    "BUCKET_NAME": "frontdesk-files",
    "EVENT_BUS_NAME": "frontdesk",
    "TENANT_ROLE_ARN": "arn:aws:iam::123456789012:role/tenant",
    "PUBLIC_URL": "https://frontdesk.test",
    "LIVE_URL": "wss://live.frontdesk.test",
    "LIVE_ENDPOINT": "https://live.frontdesk.test",
    "SIGNING_SECRET_ID": "signing",
    "POWERTOOLS_METRICS_NAMESPACE": "Frontdesk",
}


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Moves the product's clock to so many seconds after the real one."""
    path = tmp_path / "clock-offset"
    monkeypatch.setenv("FRONTDESK_CLOCK_FILE", str(path))

    def move(seconds: float) -> None:
        path.write_text(str(seconds))

    return move


@pytest.fixture(scope="module")
def _environment() -> Iterator[None]:
    """What the template tells functions; clients are made once, they cost most of a test's time."""
    cached = (aws.session, aws.client, aws.client_once)
    with pytest.MonkeyPatch.context() as patched:
        for name, value in _NAMES.items():
            patched.setenv(name, value)
        for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
            patched.delenv(name, raising=False)
        for each in cached:
            each.cache_clear()
        tenant_credentials.forget()
        yield
    for each in cached:
        each.cache_clear()
    tenant_credentials.forget()


@cache
def _resource() -> Any:
    return boto3.resource("dynamodb", region_name=_REGION)


@pytest.fixture
def table(_environment: None) -> Iterator[Any]:
    """boto3's Table resource, empty; bucket and signing key are there too."""
    secrets._secret.cache_clear()
    with mock_aws():
        made = _resource().create_table(**_definition())
        where = {"LocationConstraint": _REGION}
        aws.client("s3").create_bucket(
            Bucket=_NAMES["BUCKET_NAME"], CreateBucketConfiguration=where
        )
        key = '{"key": "a key of this test alone"}'
        aws.client("secretsmanager").create_secret(Name="signing", SecretString=key)
        yield made
    secrets._secret.cache_clear()


@pytest.fixture
def ctx(table: Any) -> Context:
    """A clinic in Istanbul whose subscription is active."""
    return _clinic("aaaaaaaaaa", "Europe/Istanbul", "TR")


@pytest.fixture
def other(table: Any) -> Context:
    """Another clinic, in Budapest."""
    return _clinic("bbbbbbbbbb", "Europe/Budapest", "HU")


def _clinic(tenant_id: str, zone: str, country: str) -> Context:
    ctx = Context(tenant_id)
    profile = Clinic(
        tenant_id,
        f"Clinic {country}",
        country,
        zone,
        "en",
        "EUR",
        f"site{tenant_id}",
        status="active",
    )
    tenants.create(ctx, profile)
    return ctx


@cache
def _definition() -> dict[str, Any]:
    """What the template says of the table, as far as moto needs it."""
    template = yaml.safe_load((_ROOT / "infra" / "data.yaml").read_text())
    told = template["Resources"]["Table"]["Properties"]
    kept = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    return {"TableName": _NAMES["TABLE_NAME"], **{name: told[name] for name in kept}}
