"""Moments of an operator's day: a lost session, a number that wants no calls, typing on."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import callers
from tests.e2e.axe import findings
from tests.e2e.operator import Desk

pytestmark = [pytest.mark.cloud, pytest.mark.browser]


@pytest.fixture
def desk(demo: dict[str, Any], page: Page) -> Desk:
    return Desk(page, demo)


def _talk(desk: Desk) -> None:
    desk.ring()
    expect(desk.bar.get_by_text("Incoming call")).to_be_visible()
    desk.page.keyboard.press("Alt+a")
    expect(desk.bar.get_by_text("In a call")).to_be_visible()


def test_session_that_ends_in_a_call_is_renewed_without_leaving_it(desk: Desk) -> None:
    # Arrange
    desk.sit_down()
    page = desk.page
    _talk(desk)
    page.context.clear_cookies()

    # Act
    page.get_by_role("link", name="Patients", exact=True).click()
    dialog = page.get_by_role("dialog", name="You were signed out")
    expect(dialog).to_be_visible()
    assert findings(page) == []
    assert "destroyConnection" not in desk.panel.evaluate("panel.asked")
    dialog.get_by_label("Password", exact=True).fill(desk.password)
    dialog.get_by_role("button", name="Sign in").click()

    # Assert
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("link", name="Jo Example")).to_be_visible()
    expect(desk.bar.get_by_text("In a call")).to_be_visible()


def test_card_takes_no_focus_from_a_form_over_the_page(desk: Desk) -> None:
    desk.sit_down()
    page = desk.page
    page.get_by_role("link", name="Patients", exact=True).click()
    page.get_by_role("button", name="New patient").first.click()
    field = page.get_by_label("Given name")
    field.fill("Sam")

    desk.ring()
    card = page.locator("aside[aria-label*='Pat Sampleton']")
    expect(card).to_be_attached()
    page.keyboard.type("ple")

    expect(field).to_have_value("Sample")
    expect(field).to_be_focused()


def test_escape_closes_what_a_key_opened_and_the_note_is_a_key_away(desk: Desk) -> None:
    desk.sit_down()
    page = desk.page
    _talk(desk)

    page.keyboard.press("Alt+t")
    expect(page.get_by_role("form", name="Transfer")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("form", name="Transfer")).to_be_hidden()
    page.keyboard.press("Alt+n")
    page.keyboard.type("Asked")

    expect(page.get_by_label("Note")).to_have_value("Asked")


def test_who_hung_up_by_key_writes_the_note_at_once(desk: Desk) -> None:
    desk.sit_down()
    _talk(desk)

    desk.page.keyboard.press("Alt+e")
    expect(desk.page.get_by_role("button", name="Save and take the next")).to_be_visible()
    desk.page.keyboard.type("Was about parking")

    expect(desk.page.get_by_label("Note")).to_have_value("Was about parking")


def test_number_that_wants_no_calls_is_rung_on_a_second_press_only(desk: Desk) -> None:
    # Arrange
    desk.calls.append(callers.call("c1", calls_refused=True))
    desk.sit_down()
    page = desk.page

    # Act
    page.get_by_role("button", name="Call", exact=True).click()
    dialog = page.get_by_role("dialog", name=re.compile("asked for no calls"))
    expect(dialog).to_be_visible()
    assert findings(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    before = desk.panel.evaluate("panel.asked")
    page.get_by_role("button", name="Call", exact=True).click()
    dialog.get_by_role("button", name="Call anyway").click()

    # Assert
    expect(dialog).to_be_hidden()
    assert (before, desk.panel.evaluate("panel.asked")) == ([], ["createOutboundContact"])


def test_withheld_number_among_the_missed_has_a_name(desk: Desk) -> None:
    desk.missed.append({**callers.missed("m1"), "number": "", "number_display": ""})
    desk.sit_down(phone=False)

    desk.page.get_by_text("To call back", exact=True).click()

    expect(desk.page.get_by_text("Withheld number")).to_be_visible()
    expect(desk.page.get_by_role("link", name="Call", exact=True)).to_be_hidden()
