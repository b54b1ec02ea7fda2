"""The phone on the handset's page: it rings, is rung, takes keys, and shows a call's way."""

import json
import re
from collections.abc import Iterator
from typing import Any

import boto3
import httpx
import pytest
from playwright.sync_api import Page, expect

from infra.local.region import CREDENTIALS, REGION
from tests.e2e.axe import findings

pytestmark = [pytest.mark.cloud, pytest.mark.browser]

_NUMBER, _PHONE, _OTHER = "+12025550187", "+447700900191", "+447700900192"


def _said(name: str, text: str, following: str) -> dict[str, Any]:
    error = {"NextAction": "bye", "ErrorType": "NoMatchingError"}
    return {
        "Identifier": name, "Type": "MessageParticipant", "Parameters": {"Text": text},
        "Transitions": {"NextAction": following, "Errors": [error]},
    }  # fmt: skip


_MENU = {
    "Identifier": "menu", "Type": "GetParticipantInput",
    "Parameters": {"Text": "Press 1", "StoreInput": "False", "InputTimeLimitSeconds": "60"},
    "Transitions": {
        "NextAction": "bye",
        "Errors": [
            {"NextAction": "bye", "ErrorType": "NoMatchingError"},
            {"NextAction": "menu", "ErrorType": "NoMatchingCondition"},
            {"NextAction": "menu", "ErrorType": "InputTimeLimitExceeded"},
        ],
        "Conditions": [
            {"NextAction": "one", "Condition": {"Operator": "Equals", "Operands": ["1"]}}
        ],
    },
}  # fmt: skip
_BYE = {"Identifier": "bye", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
_ACTIONS = [_said("hello", "Welcome here", "menu"), _MENU, _said("one", "That was one", "menu")]
_FLOW = {"Version": "2019-10-30", "StartAction": "hello", "Actions": [*_ACTIONS, _BYE]}


class Clinic:
    """A number of the exchange with a menu of the test's own."""

    def __init__(self, address: str) -> None:
        self._connect = boto3.client(
            "connect", endpoint_url=address, region_name=REGION, **CREDENTIALS
        )
        (self._instance,) = self._connect.list_instances()["InstanceSummaryList"][:1]
        made = self._connect.create_contact_flow(
            InstanceId=self._instance["Id"], Name="Tests of the handset", Type="CONTACT_FLOW",
            Content=json.dumps(_FLOW),
        )  # fmt: skip
        self._flow = made["ContactFlowId"]
        claimed = self._connect.claim_phone_number(
            TargetArn=self._instance["Arn"], PhoneNumber=_NUMBER
        )
        self._number = claimed["PhoneNumberId"]
        self._connect.associate_phone_number_contact_flow(
            PhoneNumberId=self._number, InstanceId=self._instance["Id"], ContactFlowId=self._flow
        )

    def ring(self, phone: str) -> None:
        self._connect.start_outbound_voice_contact(
            DestinationPhoneNumber=phone, SourcePhoneNumber=_NUMBER,
            ContactFlowId=self._flow, InstanceId=self._instance["Id"],
        )  # fmt: skip

    def close(self) -> None:
        self._connect.release_phone_number(PhoneNumberId=self._number)
        self._connect.delete_contact_flow(InstanceId=self._instance["Id"], ContactFlowId=self._flow)


@pytest.fixture(scope="module")
def clinic(demo: dict[str, Any]) -> Iterator[Clinic]:
    made = Clinic(demo["telephony"])
    yield made
    made.close()


@pytest.fixture
def handset(demo: dict[str, Any], clinic: Clinic, page: Page) -> Iterator[Page]:
    page.goto(f"{demo['handset']}/#/calls/{_PHONE}")
    expect(page.get_by_role("button", name="Ring", exact=True)).to_be_visible()
    yield page
    for phone in (_PHONE, _OTHER):
        call = httpx.get(f"{demo['telephony']}/_local/phones/{phone}/call", timeout=60).json()
        if call:
            httpx.post(f"{demo['telephony']}/_local/calls/{call['contact_id']}/hang-up", timeout=60)


def _ring(page: Page) -> None:
    page.get_by_label("Number to ring").fill(_NUMBER)
    page.get_by_role("button", name="Ring", exact=True).click()


def test_number_is_rung_and_its_menu_answered_by_keyboard(handset: Page) -> None:
    # Act
    _ring(handset)
    expect(handset.get_by_role("log").get_by_text("Press 1")).to_be_visible()
    handset.keyboard.press("1")

    # Assert
    expect(handset.get_by_role("log").get_by_text("That was one")).to_be_visible()
    path = handset.get_by_role("region", name="The call’s way").get_by_role("listitem")
    expect(path.nth(0)).to_contain_text("hello")
    expect(path.nth(1)).to_contain_text(re.compile("menu.*GetParticipantInput.*1"))
    assert findings(handset) == []
    handset.get_by_role("button", name="Hang up").click()
    expect(handset.get_by_text("The call has ended")).to_be_visible()


def test_number_that_is_withheld_is_not_told(demo: dict[str, Any], handset: Page) -> None:
    handset.get_by_label("Withhold my number").check()

    _ring(handset)

    expect(handset.get_by_role("log").get_by_text("Welcome here")).to_be_visible()
    calls = httpx.get(f"{demo['telephony']}/_local/calls", timeout=60).json()["calls"]
    assert calls[0]["from"] is None


def test_phone_elsewhere_rings_on_every_part_of_the_page(clinic: Clinic, handset: Page) -> None:
    handset.get_by_role("link", name="Messages").click()

    clinic.ring(_OTHER)
    handset.get_by_role("button", name="Pick this phone up").click()
    expect(handset.get_by_text("The clinic is calling")).to_be_visible()
    assert findings(handset) == []
    handset.get_by_role("button", name="Answer").click()

    expect(handset.get_by_role("log").get_by_text("Press 1")).to_be_visible()


def test_call_of_the_clinic_may_be_declined(clinic: Clinic, handset: Page) -> None:
    clinic.ring(_PHONE)

    handset.get_by_role("button", name="Decline").click()

    expect(handset.get_by_role("button", name="Answer")).to_be_hidden()


def test_number_that_is_none_is_said_at_the_field(handset: Page) -> None:
    handset.get_by_label("Number to ring").fill("12345")

    handset.get_by_role("button", name="Ring", exact=True).click()

    expect(handset.get_by_text("Please type the number with its country code")).to_be_visible()
