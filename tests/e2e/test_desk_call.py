"""One real call at the desk: exchange, events, API, and the library in the operator's browser."""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import boto3
import httpx
import pytest
from playwright.sync_api import Page, expect

from infra.local.client import Browser
from infra.local.region import CREDENTIALS, REGION

pytestmark = [pytest.mark.cloud, pytest.mark.browser]

_FAMILY = "+447700900106"  # two children of the demo clinic are reached by it


def _flow(queue_arn: str) -> str:
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


def call_the_family(stack: dict[str, Any], desk: dict[str, Any]) -> str:
    """The clinic's number rings them, they answer, and wait for whoever is free; the call's id."""
    connect = boto3.client(
        "connect", endpoint_url=stack["telephony"], region_name=REGION, **CREDENTIALS
    )
    instance = desk["instance_id"]
    name = f"Straight to the desk {uuid.uuid4().hex[:8]}"
    flow = connect.create_contact_flow(
        InstanceId=instance, Name=name, Type="CONTACT_FLOW",
        Content=_flow(desk["queue_arn"]),
    )["ContactFlowId"]  # fmt: skip
    contact: str = connect.start_outbound_voice_contact(
        InstanceId=instance, ContactFlowId=flow,
        SourcePhoneNumber=desk["number"], DestinationPhoneNumber=_FAMILY,
    )["ContactId"]  # fmt: skip
    httpx.post(f"{stack['telephony']}/_local/calls/{contact}/answer", json={}).raise_for_status()
    return contact


def sit_down(page: Page, stack: dict[str, Any], email: str, password: str) -> None:
    """Signs in at the console and takes calls there."""
    page.goto(f"{stack['console']}sign-in")
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(password)
    page.locator("button[type=submit]").click()
    page.get_by_role("link", name=re.compile("^Calls")).click()
    page.get_by_role("button", name="Take calls here").click()
    page.get_by_role("button", name=re.compile("^Your state: (Off|Avail)")).click()
    page.get_by_role("menuitem", name="Available").click()
    expect(page.get_by_role("button", name="Your state: Available")).to_be_visible()


@pytest.fixture
def owner(demo: dict[str, Any]) -> Iterator[Browser]:
    """Who takes no more calls afterwards: others' tests ring the demo clinic, too."""
    browser, account = Browser(demo), demo["demo"]
    told = {"email": account["email"], "password": account["password"]}
    browser.call("POST", "/api/auth/sign-in", told)
    yield browser
    username = browser.call("POST", "/api/desk/session", {})["username"]
    address = f"{demo['telephony']}/_local/agents/{username}/status"
    httpx.post(address, json={"status": "Offline"}).raise_for_status()


def test_call_reaches_the_desk_with_who_it_is(
    demo: dict[str, Any], owner: Browser, page: Page
) -> None:
    # Arrange
    browser = owner
    sit_down(page, demo, demo["demo"]["email"], demo["demo"]["password"])

    # Act
    contact = call_the_family(demo, browser.call("POST", "/api/desk/session", {}))
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("button", name=re.compile("Charlie Sampleton")).click()
    page.get_by_label("Note").fill("Asked about parking")
    page.get_by_role("button", name="Hang up").click()
    page.get_by_role("button", name="Save and take the next").click()

    # Assert
    expect(page.get_by_role("button", name="Your state: Available")).to_be_visible()
    expect(page.get_by_text("Asked about parking").first).to_be_visible()
    noted = browser.call("GET", f"/api/calls/{contact}")
    assert (noted["wrapped_up"], noted["patient"]["name"]) == (True, "Charlie Sampleton")
