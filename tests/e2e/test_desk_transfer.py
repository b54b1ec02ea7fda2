"""A call that is handed to a colleague: two consoles, the library in both, Connect's own way."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from infra.local.client import Browser
from infra.local.tour.stage import Stage
from tests.e2e import straight
from tests.e2e.test_desk_call import owner, sit_down

__all__ = ["owner"]
pytestmark = [pytest.mark.cloud, pytest.mark.browser]
_PASSWORD = "another long secret 8"


@pytest.fixture
def colleague(demo: dict[str, Any], owner: Browser) -> Iterator[str]:
    """An operator's address; their account is closed afterwards, and with it their telephone."""
    address = f"{uuid.uuid4().hex}@example.com"
    asked = {"email": address, "name": "Kim Colleague", "role": "operator"}
    made = owner.call("POST", "/api/staff/invitations", asked)
    token = owner.mailed_token(address, "/invitation#token=")
    taken = {"token": token, "name": "Kim Colleague", "password": _PASSWORD}
    Browser(demo).call("POST", "/api/auth/invitation", taken)
    yield address
    owner.call("DELETE", f"/api/staff/{made['id']}")


def _bar(page: Page) -> Any:
    return page.get_by_role("region", name="Telephone")


def test_call_is_handed_to_a_colleague_and_taken_over(
    demo: dict[str, Any], owner: Browser, colleague: str, stage: Stage
) -> None:
    # Arrange
    here, there = stage.window("owner"), stage.window("colleague")
    sit_down(here, demo, demo["demo"]["email"], demo["demo"]["password"])
    contact = straight.ring(demo, owner.call("POST", "/api/desk/session", {}), straight.FAMILY)
    here.get_by_role("button", name="Accept").click()
    expect(_bar(here).get_by_text("In a call")).to_be_visible()
    sit_down(there, demo, colleague, _PASSWORD)

    # Act
    here.keyboard.press("Alt+t")
    here.get_by_role("button", name=re.compile("^Kim Colleague")).click()
    there.get_by_role("button", name="Accept").click()
    expect(_bar(here).get_by_text("You talk to Kim Colleague")).to_be_visible()
    here.get_by_role("button", name="Hand over").click()
    here.get_by_role("button", name="Save and take the next").click()

    # Assert
    expect(_bar(there).get_by_text("In a call")).to_be_visible()
    expect(there.get_by_role("button", name=re.compile("Charlie Sampleton"))).to_be_visible()
    there.get_by_role("button", name="Hang up").click()
    there.get_by_role("button", name="Save and take the next").click()
    expect(there.get_by_role("button", name="Your state: Available")).to_be_visible()
    assert owner.call("GET", f"/api/calls/{contact}")["agent"]["name"] == "Kim Colleague"
