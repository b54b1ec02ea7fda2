"""The patient's phone: what it received, what it answers, and the clock beside it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from infra.local.tour.journey import Journey

_MOVE_MS = 300_000


def handset(journey: Journey) -> Page:
    """The handset page with the patient's thread open."""
    page = journey.stage.window("phone")
    wanted = journey.url("handset", f"/#/messages/{quote(journey.patient.phone, safe='')}")
    if page.url != wanted:
        page.goto(wanted)
    expect(page.get_by_role("log")).to_be_visible()
    return page


def received(page: Page) -> Locator:
    """The texts that came, oldest first."""
    return page.locator(".bubble.received")


def read_code(journey: Journey) -> str:
    """The six digits of the newest text that has some."""
    texts = received(handset(journey)).filter(has_text=re.compile(r"(?<!\d)\d{6}(?!\d)"))
    expect(texts).to_have_count(len(journey.codes) + 1)
    found = re.search(r"(?<!\d)\d{6}(?!\d)", texts.last.inner_text())
    assert found
    journey.codes.append(found[0])
    return found[0]


def read_confirmation(journey: Journey) -> str:
    """A text with a link, without which nothing can be changed later."""
    page = handset(journey)
    text = received(page).filter(has=page.locator("a[href*='/v/']")).first
    expect(text).to_be_visible()
    journey.first_link = text.locator("a").get_attribute("href") or ""
    journey.stage.show("handset", page)
    return _words(text)


def move_clock_to_reminder(journey: Journey) -> str:
    """The product's clock goes to a day before the visit; what falls due on the way happens."""
    page = handset(journey)
    before = received(page).count()
    start = datetime.fromisoformat(journey.slot["start"])
    due = (start - timedelta(hours=24) + timedelta(minutes=1)).astimezone(ZoneInfo("Europe/London"))
    page.locator("#to-time").fill(due.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.locator(".clock [role=status]")).to_contain_text("Done.", timeout=_MOVE_MS)
    expect(received(page)).to_have_count(before + 1)
    journey.stage.show("reminder", page)
    return _words(received(page).last)


def answer_reminder(journey: Journey) -> str:
    """One key is an answer."""
    page = handset(journey)
    before = received(page).count()
    page.get_by_role("group", name="Quick answers").get_by_role("button", name="1").click()
    expect(received(page)).to_have_count(before + 1)
    return f"1 → {_words(received(page).last)}"


def open_newest_link(journey: Journey) -> Page:
    """The link of the newest text that has one, in the phone's browser."""
    page = handset(journey)
    link = received(page).locator("a[href*='/v/']").last
    with page.context.expect_page() as opened:
        link.click()
    return opened.value


def _words(text: Locator) -> str:
    return " ".join(text.locator("p").inner_text().split())
