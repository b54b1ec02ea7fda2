"""A call that comes straight to the desk, whatever the hour and whatever the menu."""

import json
import uuid
from typing import Any

import boto3
import httpx

from infra.local.region import CREDENTIALS, REGION

FAMILY = "+447700900106"  # two children of the demo clinic are reached by it


def flow(queue_arn: str) -> str:
    """Straight into the clinic's queue, whatever the hour."""
    failed = [{"NextAction": "bye", "ErrorType": "NoMatchingError"}]
    full = [*failed, {"NextAction": "bye", "ErrorType": "QueueAtCapacity"}]
    actions = [
        {
            "Identifier": "queue", "Type": "UpdateContactTargetQueue",
            "Parameters": {"QueueId": queue_arn},
            "Transitions": {"NextAction": "wait", "Errors": failed},
        },
        {
            "Identifier": "wait", "Type": "TransferContactToQueue", "Parameters": {},
            "Transitions": {"NextAction": "bye", "Errors": full},
        },
        {"Identifier": "bye", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}},
    ]  # fmt: skip
    return json.dumps({"Version": "2019-10-30", "StartAction": "queue", "Actions": actions})


def ring(stack: dict[str, Any], desk: dict[str, Any], number: str) -> str:
    """The clinic's line rings a number, which answers and waits for whoever is free; the call's id.

    `desk` is what POST /api/desk/session told.
    """
    connect = boto3.client(
        "connect", endpoint_url=stack["telephony"], region_name=REGION, **CREDENTIALS
    )
    instance = desk["instance_id"]
    name = f"Straight to the desk {uuid.uuid4().hex[:8]}"
    made = connect.create_contact_flow(
        InstanceId=instance, Name=name, Type="CONTACT_FLOW",
        Content=flow(desk["queue_arn"]),
    )["ContactFlowId"]  # fmt: skip
    contact: str = connect.start_outbound_voice_contact(
        InstanceId=instance, ContactFlowId=made,
        SourcePhoneNumber=desk["number"], DestinationPhoneNumber=number,
    )["ContactId"]  # fmt: skip
    httpx.post(
        f"{stack['telephony']}/_local/calls/{contact}/answer", json={}, timeout=60
    ).raise_for_status()
    return contact
