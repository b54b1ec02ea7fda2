"""One real call at the desk: exchange, events, API, and the library in the operator's browser."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from infra.local.client import Browser
from tests.e2e import straight

pytestmark = [pytest.mark.cloud, pytest.mark.browser]


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
    httpx.post(address, json={"status": "Offline"}, timeout=60).raise_for_status()


def test_call_reaches_the_desk_with_who_it_is(
    demo: dict[str, Any], owner: Browser, page: Page
) -> None:
    # Arrange
    browser = owner
    sit_down(page, demo, demo["demo"]["email"], demo["demo"]["password"])

    # Act
    contact = straight.ring(demo, browser.call("POST", "/api/desk/session", {}), straight.FAMILY)
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
