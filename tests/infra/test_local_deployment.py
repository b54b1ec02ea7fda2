"""What stands after a deployment into the local cloud."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from infra.local.deployment import client
from infra.local.health import await_answer
from infra.local.parts import STRIPE_KEY, WEBHOOK_SECRET

pytestmark = pytest.mark.cloud
Stack = dict[str, Any]


def test_stack_names_every_resource_of_the_template(cloud: Stack) -> None:
    described = client(cloud, "cloudformation").describe_stack_resources(
        StackName="frontdesk-local"
    )

    names = {each["LogicalResourceId"] for each in described["StackResources"]}
    assert names == set(cloud["resources"])
    assert cloud["functions"]["SweepTimersFunction"] == cloud["resources"]["SweepTimersFunction"]


def test_stack_file_holds_what_was_told(cloud: Stack) -> None:
    """But for the demo clinic, which a later seed adds."""
    written = json.loads((Path(cloud["logs"]).parent / "stack.json").read_text())

    assert {**written, "demo": None} == {**cloud, "demo": None}


def test_settings_that_cloudformation_drops_are_made(cloud: Stack) -> None:
    dynamodb, table = client(cloud, "dynamodb"), cloud["outputs"]["TableName"]

    expiry = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    backups = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]

    assert (expiry["TimeToLiveStatus"], expiry["AttributeName"]) == ("ENABLED", "expires")
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"


def test_secret_holds_the_keys_of_the_stripe_stand_in(cloud: Stack) -> None:
    secret = client(cloud, "secretsmanager").get_secret_value(
        SecretId=cloud["outputs"]["StripeSecretId"]
    )

    assert json.loads(secret["SecretString"]) == {
        "api_key": STRIPE_KEY,
        "webhook_secret": WEBHOOK_SECRET,
    }


def test_texts_go_to_the_deployed_topics(cloud: Stack) -> None:
    told = httpx.get(f"{cloud['sms']}/_local/config", timeout=60).json()

    assert told["inbound_topic_arn"] == cloud["outputs"]["TextsTopicArn"]
    assert told["delivery_topic_arn"] == cloud["outputs"]["DeliveriesTopicArn"]


def test_api_answers_at_the_products_origin(cloud: Stack) -> None:
    assert httpx.get(f"{cloud['api']}/health", timeout=60).json() == {"status": "ok"}


def test_api_unknown_address_answers_in_the_one_shape(cloud: Stack) -> None:
    answer = httpx.get(f"{cloud['api']}/there-is-none", timeout=60)

    assert answer.status_code == 404
    assert set(answer.json()) == {"code", "message", "fields"}


def test_live_connection_without_a_ticket_is_refused(cloud: Stack) -> None:
    with pytest.raises(InvalidStatus), connect(cloud["live"], open_timeout=60):
        pytest.fail("it was let in")


def test_await_answer_says_what_came_instead(cloud: Stack) -> None:
    missing = await_answer(f"{cloud['site']}/none.js", lambda _: True, patience=0.1)
    silent = await_answer("http://127.0.0.1:9/", lambda _: True, patience=0.1)

    assert missing.startswith("status 404")
    assert silent
