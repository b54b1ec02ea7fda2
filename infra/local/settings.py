"""Settings that the local CloudFormation drops: made by API, from the template."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from infra.local.layout import STAGE
from infra.local.parts import STRIPE_KEY, WEBHOOK_SECRET
from infra.local.stack import Stack
from infra.local.telephone import NUMBERS as VOICE_NUMBERS
from infra.numbers import fill

# 555-0100 to 555-0199 are kept for fiction in every North American area.
_NUMBERS = [f"+1{area}55501{n:02d}" for area in ("202", "303") for n in range(100)]
_AT_ONCE = 8
Client = Callable[[Stack, str], Any]


def complete(stack: Stack, client: Client, template: Path) -> None:
    """Brings tables, buckets, functions, secrets and the SMS stand-in to what the template says."""
    for name, resource in json.loads(template.read_text())["Resources"].items():
        make = _MAKERS.get(resource["Type"])
        physical = stack["resources"].get(name)
        if make and physical:
            make(stack, client, physical, resource.get("Properties", {}))
    _tell_texts(stack)
    if "DeliveriesTopicArn" in stack["outputs"]:
        texts = {**stack, "cloud": stack["sms"]}
        topic = stack["outputs"]["DeliveriesTopicArn"]
        _make_text_settings(client(texts, "pinpoint-sms-voice-v2"), topic)
    _tell_stripe(stack, client)
    _give_numbers(stack, client)
    _verify_sender(client(stack, "sesv2"))


def _table(stack: Stack, client: Client, name: str, properties: dict[str, Any]) -> None:
    dynamodb = client(stack, "dynamodb")
    expiry = properties.get("TimeToLiveSpecification")
    if expiry:
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=expiry)
    recovery = properties.get("PointInTimeRecoverySpecification")
    if recovery:
        dynamodb.update_continuous_backups(
            TableName=name, PointInTimeRecoverySpecification=recovery
        )


def _bucket(stack: Stack, client: Client, name: str, properties: dict[str, Any]) -> None:
    rules = properties.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration")
    if rules:
        asked = [
            {"ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"]}
            for rule in rules
        ]
        client(stack, "s3").put_bucket_encryption(
            Bucket=name, ServerSideEncryptionConfiguration={"Rules": asked}
        )


def _function(stack: Stack, client: Client, name: str, properties: dict[str, Any]) -> None:
    reserved = properties.get("ReservedConcurrentExecutions")
    if isinstance(reserved, int):
        client(stack, "lambda").put_function_concurrency(
            FunctionName=name, ReservedConcurrentExecutions=reserved
        )


_MAKERS: dict[str, Callable[[Stack, Client, str, dict[str, Any]], None]] = {
    "AWS::DynamoDB::Table": _table,
    "AWS::S3::Bucket": _bucket,
    "AWS::Serverless::Function": _function,
}


def _tell_texts(stack: Stack) -> None:
    """The SMS stand-in publishes replies and delivery events to the deployed topics."""
    topics = {
        "inbound_topic_arn": stack["outputs"].get("TextsTopicArn"),
        "delivery_topic_arn": stack["outputs"].get("DeliveriesTopicArn"),
    }
    httpx.post(f"{stack['sms']}/_local/config", json=topics).raise_for_status()


def _make_text_settings(texts: Any, topic: str) -> None:
    """On AWS the template makes the configuration set; the emulator doesn't know the type."""
    name = f"frontdesk-{STAGE}"
    with contextlib.suppress(texts.exceptions.ConflictException):
        texts.create_configuration_set(ConfigurationSetName=name)
    with contextlib.suppress(texts.exceptions.ConflictException):
        texts.create_event_destination(
            ConfigurationSetName=name,
            EventDestinationName="deliveries",
            MatchingEventTypes=["TEXT_ALL"],
            SnsDestination={"TopicArn": topic},
        )


def _verify_sender(mails: Any) -> None:
    """On AWS a person proves that the domain is theirs (docs/deploy.md)."""
    with contextlib.suppress(mails.exceptions.AlreadyExistsException):
        mails.create_email_identity(EmailIdentity="frontdesk.example.com")
    with contextlib.suppress(mails.exceptions.AlreadyExistsException):
        mails.create_email_identity(EmailIdentity="hello@frontdesk.example.com")


def _give_numbers(stack: Stack, client: Client) -> None:
    """Fictional numbers for clinics: known to the stand-in, and in the pool of the product."""
    table = stack["resources"].get("Table")
    if table is None:
        return
    _register(stack)
    dynamodb = client(stack, "dynamodb")
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(lambda number: fill(dynamodb, table, [number]), _NUMBERS))
        list(pool.map(lambda number: fill(dynamodb, table, [number], "voice"), VOICE_NUMBERS))


def _register(stack: Stack) -> None:
    """Makes the numbers known to the stand-in, those that are not yet."""
    topic, address = stack["outputs"].get("TextsTopicArn"), f"{stack['sms']}/_local/numbers"
    with httpx.Client() as http, ThreadPoolExecutor(_AT_ONCE) as pool:
        known = {
            each["PhoneNumber"]
            for each in http.get(address).raise_for_status().json()["phone_numbers"]
            if each.get("TwoWayChannelArn") == topic
        }
        told = [
            {"phone_number": number, "two_way_channel_arn": topic}
            for number in _NUMBERS
            if number not in known
        ]
        for answer in pool.map(lambda each: http.post(address, json=each), told):
            answer.raise_for_status()


def _tell_stripe(stack: Stack, client: Client) -> None:
    """On AWS a person puts the account's keys into this secret (docs/deploy.md)."""
    keys = {"api_key": STRIPE_KEY, "webhook_secret": WEBHOOK_SECRET}
    client(stack, "secretsmanager").put_secret_value(
        SecretId=stack["outputs"]["StripeSecretId"], SecretString=json.dumps(keys)
    )
