"""What somebody typed into the console is there until they save it or say that it may go."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from infra.local.client import GOOD_CARD, Browser
from tests.e2e.accounts import PASSWORD, own_allowance, owner

__all__ = ["own_allowance", "owner"]
pytestmark = [pytest.mark.cloud, pytest.mark.browser]


def _sign_in(page: Page, email: str) -> None:
    page.get_by_role("textbox", name="E-mail", exact=True).fill(email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_typed_card_outlives_escape_and_a_lost_session(
    cloud: dict[str, Any], owner: tuple[Browser, str], page: Page
) -> None:
    boss, email = owner
    boss.pay(boss.call("POST", "/api/billing/checkout", {})["url"], GOOD_CARD, "Robin Sample")
    boss.call("POST", "/api/billing/sync", {})
    page.goto(f"{cloud['site']}/console/patients")
    _sign_in(page, email)
    page.get_by_role("button", name="New patient").first.click()
    card = page.get_by_role("dialog", name="New patient")
    card.get_by_label("Given name").fill("Ada")
    card.get_by_label("Date of birth").fill("13.05.1984")

    card.get_by_label("Phone").fill("+442079460045")
    card.get_by_label("Phone").press("Escape")
    question = page.get_by_role("dialog", name="Leave without saving?")
    question.get_by_role("button", name="Keep editing").click()
    page.context.clear_cookies()
    card.get_by_role("button", name="Save").click()
    expect(page.get_by_text("What you typed is still here.")).to_be_visible()
    _sign_in(page, email)
    expect(page.get_by_role("dialog", name="You were signed out")).to_be_hidden()
    card.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="Ada")).to_be_visible()
    found = boss.call("GET", "/api/patients?q=Ada")["items"]
    assert [each["birth_date"] for each in found] == ["1984-05-13"]
