"""The widget on a page of another origin: under its strict policy, by keyboard, and closed."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from infra.local.client import Browser
from infra.local.tour.journey import Journey
from infra.local.tour.phone import read_code
from infra.local.tour.stage import Stage

pytestmark = [pytest.mark.cloud, pytest.mark.browser]

_FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return [at?.id ?? '', at?.getAttribute('aria-label') ?? at?.textContent ?? ''];
}"""
_MOST_TABS = 60
_NOTE_VIOLATIONS = """
  window.violations = [];
  document.addEventListener('securitypolicyviolation', event =>
    window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""


def _tab_to(page: Page, wanted: Callable[[str, str], bool]) -> None:
    """Presses Tab until the focus is on the element with that id or name."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        if wanted(*page.evaluate(_FOCUSED)):
            return
    raise AssertionError(f"the keyboard does not get there; it is at {page.evaluate(_FOCUSED)}")


def _named(start: str) -> Callable[[str, str], bool]:
    return lambda _, name: name.strip().startswith(start)


def _is(identifier: str) -> Callable[[str, str], bool]:
    return lambda found, _: found == identifier


def test_strict_policy_of_the_clinics_page_is_kept(demo: dict[str, Any], page: Page) -> None:
    # Arrange
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(_NOTE_VIOLATIONS)

    # Act
    answer = page.goto(demo["clinic_page"])
    page.get_by_role("button", name=re.compile("^Consultation")).click()
    page.locator("section.first button").click()
    expect(page.locator("#given_name")).to_be_visible()

    # Assert
    assert answer is not None
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert page.evaluate("window.violations") == []
    assert said == []


def test_booking_by_keyboard_alone(demo: dict[str, Any], stage: Stage) -> None:
    # Arrange
    journey = Journey(demo, stage)
    patient, page = journey.patient, stage.window("patient")
    page.goto(demo["clinic_page"])
    expect(page.get_by_role("button", name=re.compile("^Consultation"))).to_be_visible()

    # Act
    _tab_to(page, _named("Consultation"))
    page.keyboard.press("Enter")
    expect(page.locator("section.first button")).to_be_visible()
    _tab_to(page, lambda _, name: "free time" in name and "no free" not in name)
    page.keyboard.press("Enter")
    _tab_to(page, lambda _, name: re.match(r"\d\d:\d\d, ", name) is not None)
    page.keyboard.press("Enter")
    expect(page.locator("#given_name")).to_be_visible()
    typed = {"given_name": patient.given_name, "family_name": patient.family_name}
    for field, text in {**typed, "phone": patient.phone}.items():
        _tab_to(page, _is(field))
        page.keyboard.type(text)
    _tab_to(page, _is("terms"))
    page.keyboard.press("Space")
    _tab_to(page, _named("Continue"))
    page.keyboard.press("Enter")
    expect(page.locator("#code")).to_be_visible()
    _tab_to(page, _is("code"))
    page.keyboard.type(read_code(journey))
    page.keyboard.press("Enter")

    # Assert
    done = page.get_by_role("heading", name="Your visit is booked")
    expect(done).to_be_visible()
    expect(done).to_be_focused()


def test_clinic_that_is_not_active_shows_its_phone(cloud: dict[str, Any], page: Page) -> None:
    # Arrange
    owner = Browser(cloud)
    form = {
        "clinic_name": "Unpaid Clinic", "country": "GB", "owner_name": "Robin Sample",
        "email": f"owner-{uuid.uuid4().hex[:10]}@example.com", "password": "a-long-enough-word",
        "phone": "+44 20 7946 0019",
    }  # fmt: skip
    owner.call("POST", "/api/signup", form)
    owner.confirm(form)
    site_key = owner.call("GET", "/api/widget-settings")["site_key"]

    # Act
    page.goto(f"{cloud['clinic_page']}/?site={site_key}")

    # Assert
    expect(page.get_by_role("heading", name="Please book by phone")).to_be_visible()
    call = page.locator("frontdesk-booking").get_by_role("link", name=re.compile("^Call"))
    expect(call).to_have_attribute("href", "tel:+442079460019")
    expect(page.locator("frontdesk-booking").get_by_role("button")).to_have_count(0)
