"""The patient's page behind the link: move the visit, cancel it, and links that were used."""

from __future__ import annotations

from playwright.sync_api import expect

from infra.local.tour.journey import Journey
from infra.local.tour.phone import handset, open_newest_link, received
from infra.local.tour.stage import PHONE


def open_link(journey: Journey) -> str:
    """The visit as the patient's phone shows it."""
    page = open_newest_link(journey)
    page.set_viewport_size(PHONE)
    journey.stage.replace("visit", page)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(journey.patient.given_name)
    journey.stage.show("visit", page)
    return heading.inner_text()


def move_visit(journey: Journey) -> str:
    """Another time, chosen by the patient; a new text brings a new link."""
    texts = received(handset(journey))
    before, page = texts.count(), journey.stage.window("visit")
    page.get_by_role("button", name="Change the time").click()
    page.locator(".days button.day:not(.empty)").last.click()
    page.locator("button.slot").last.click()
    journey.stage.show("visit-move", page)
    page.get_by_role("button", name="Move my visit here").click()
    expect(page.get_by_text("Your visit has a new time.")).to_be_visible()
    expect(texts).to_have_count(before + 1)
    return page.locator(".facts .when").inner_text().replace("\n", " ")


def try_used_link(journey: Journey) -> str:
    """The first text's link belongs to a time that is gone."""
    page = journey.stage.window("visit")
    page.goto(journey.first_link)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("This link was already used")
    journey.stage.show("visit-used", page)
    return heading.inner_text()


def cancel_visit(journey: Journey) -> str:
    """The newest link still holds, and ends the visit."""
    journey.stage.window("visit").close()
    page = open_newest_link(journey)
    page.set_viewport_size(PHONE)
    journey.stage.replace("visit", page)
    page.get_by_role("button", name="Cancel the visit").click()
    page.get_by_role("button", name="Yes, cancel the visit").click()
    expect(page.get_by_text("Your visit is cancelled.")).to_be_visible()
    journey.stage.show("visit-cancelled", page)
    return page.get_by_role("heading", level=1).inner_text()
