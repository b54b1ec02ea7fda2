"""A page that can't be fetched says so inside of the console, and comes when the line is back."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from infra.local.client import Browser
from tests.e2e.accounts import PASSWORD, own_allowance, owner

__all__ = ["own_allowance", "owner"]
pytestmark = [pytest.mark.cloud, pytest.mark.browser]


def test_page_that_fails_leaves_the_console_standing(
    cloud: dict[str, Any], owner: tuple[Browser, str], page: Page
) -> None:
    _, email = owner
    page.goto(f"{cloud['site']}/console/patients")
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="No patients yet")).to_be_visible()

    page.context.set_offline(True)
    page.get_by_role("link", name="Inquiries").click()
    expect(page.get_by_role("heading", name="This could not be loaded")).to_be_visible()
    expect(page.get_by_role("link", name="Calendar")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("heading", name="Inquiries", level=1)).to_be_visible()
