"""The operator's desk by the unmodified softphone library, against a panel of the test's."""

import re
from collections.abc import Callable
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


def test_card_comes_up_and_takes_no_focus_from_who_types(desk: Desk) -> None:
    # Arrange
    desk.sit_down()
    page = desk.page
    page.get_by_role("link", name="Patients", exact=True).click()
    field = page.get_by_placeholder(re.compile("name", re.I)).first
    field.fill("Sam")

    # Act
    desk.ring()
    expect(page.get_by_role("complementary", name=re.compile("Pat Sampleton"))).to_be_visible()
    page.keyboard.type("ple")

    # Assert
    expect(field).to_have_value("Sample")
    expect(field).to_be_focused()


def test_call_is_taken_held_noted_and_ended_by_keyboard_alone(desk: Desk) -> None:
    # Arrange
    desk.sit_down()
    page, bar = desk.page, desk.bar
    desk.ring()

    # Act
    expect(bar.get_by_text("Incoming call")).to_be_visible()
    page.keyboard.press("Alt+a")
    expect(bar.get_by_text("In a call")).to_be_visible()
    page.keyboard.press("Alt+h")
    expect(bar.get_by_text("On hold")).to_be_visible()
    page.keyboard.press("Alt+h")
    expect(bar.get_by_text("In a call")).to_be_visible()
    page.keyboard.press("Alt+k")
    page.get_by_label("Keys sent").type("1#")
    page.get_by_role("link", name="Calendar", exact=True).click()
    expect(bar.get_by_text("In a call")).to_be_visible()
    page.keyboard.press("Alt+e")
    page.get_by_label("Note").fill("Asked about parking")
    page.get_by_role("button", name="Save and take the next").click()

    # Assert
    expect(bar.get_by_text("No call", exact=True)).to_be_visible()
    noted = {"outcome": "answered", "note": "Asked about parking", "patient_id": "patient0"}
    assert desk.asked[-1] == ("calls/contact-1/wrap-up", noted)
    assert desk.panel.evaluate("panel.asked") == [
        "acceptContact", "holdConnection", "resumeConnection", "digits 1", "digits #",
        "destroyConnection", "clearContact",
    ]  # fmt: skip


def test_call_is_handed_to_a_colleague_and_talked_about_together(desk: Desk) -> None:
    # Arrange
    desk.sit_down()
    desk.ring()
    expect(desk.bar.get_by_text("Incoming call")).to_be_visible()
    desk.page.keyboard.press("Alt+a")
    expect(desk.bar.get_by_text("In a call")).to_be_visible()

    # Act
    desk.page.keyboard.press("Alt+t")
    desk.page.get_by_role("button", name=re.compile("Kim Colleague")).click()
    expect(desk.bar.get_by_text("You talk to Kim Colleague")).to_be_visible()
    desk.page.get_by_role("button", name="Talk together").click()

    # Assert
    expect(desk.bar.get_by_text("All together")).to_be_visible()
    desk.page.get_by_role("button", name="Hand over").click()
    expect(desk.page.get_by_role("button", name="Save and take the next")).to_be_visible()


def test_unknown_number_is_filled_in_for_a_new_patient(desk: Desk) -> None:
    desk.pop = callers.pop()
    desk.sit_down()
    desk.ring()

    desk.page.get_by_role("button", name="Book as a new patient").click()

    expect(desk.page.get_by_role("dialog").get_by_label("Phone")).to_have_value(callers.NUMBER)


def test_family_is_asked_apart(desk: Desk) -> None:
    desk.pop = callers.pop("Pat Sampleton", "Charlie Sampleton")
    desk.sit_down()
    desk.ring()

    desk.page.get_by_role("button", name=re.compile("Charlie")).click()

    expect(desk.page.get_by_role("link", name="Charlie Sampleton")).to_be_visible()


def test_softphone_that_is_not_there_is_said_with_what_to_do(desk: Desk) -> None:
    desk.page.route(
        "**/ccp/**", lambda route: route.fulfill(body="<p>Sign in</p>", content_type="text/html")
    )
    desk.sit_down(phone=False)

    desk.page.get_by_role("button", name="Take calls here").click()

    expect(desk.page.get_by_text("The phone does not answer.")).to_be_visible()
    expect(desk.page.get_by_role("link", name="Sign in to the phone")).to_be_visible()


def test_library_is_fetched_by_nobody_who_takes_no_calls(desk: Desk) -> None:
    fetched: list[str] = []
    desk.page.on("request", lambda request: fetched.append(request.url))
    desk.sit_down(phone=False)
    desk.page.wait_for_load_state("networkidle")
    before = [url for url in fetched if "connect-streams" in url]

    desk.page.get_by_role("button", name="Take calls here").click()
    expect(desk.bar.get_by_text("No call", exact=True)).to_be_visible()

    assert (len(before), len([url for url in fetched if "connect-streams" in url])) == (0, 1)


_VIEWS: dict[str, Callable[[Desk], None]] = {
    "list": lambda desk: desk.calls.extend([callers.call("c1", recording="ready")]),
    "nothing": lambda desk: None,
    "ringing": lambda desk: desk.ring(),
}


@pytest.mark.parametrize("view", _VIEWS)
def test_desk_can_be_used_by_everybody(desk: Desk, view: str) -> None:
    desk.sit_down(phone=view == "ringing")
    _VIEWS[view](desk)
    desk.page.reload() if view == "list" else None
    desk.page.wait_for_load_state("networkidle")

    assert findings(desk.page) == []
