"""The phone: a call that books, one that an operator takes, and a reminder that rings."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
from playwright.sync_api import Locator, Page, expect

from infra.local.tour.journey import Journey

_CALLER = "caller"  # holds another phone than the patient who booked through the widget
_MOVE_MS, _RING_MS = 300_000, 60_000
_CONNECTED_SECONDS = 60
_LATER = 2  # days: a reminder of the day before is still to come


def switch_phone_on(journey: Journey) -> str:
    """The desk takes calls from now on, on every page of the console."""
    page = journey.stage.window("desk")
    page.get_by_role("link", name=re.compile("^Calls")).click()
    page.get_by_role("button", name="Take calls here").click()
    bar = page.get_by_role("region", name="Telephone")
    idle = bar.get_by_text("No call", exact=True)
    again = page.get_by_role("button", name="I am free again")  # a call was missed before
    expect(idle.or_(again).first).to_be_visible()
    if again.is_visible():
        again.click()
    state = bar.get_by_role("button", name=re.compile("^Your state"))
    if "Available" not in state.inner_text():
        state.click()
        page.get_by_role("menuitem", name="Available", exact=True).click()
    expect(state).to_contain_text("Available")
    journey.stage.show("calls", page, still=False)
    return state.inner_text()


def ring_and_book(journey: Journey) -> str:
    """By keypad, from a landline: whoever is free first, two days later than offered."""
    page = _handset(journey)
    page.get_by_role("button", name="Ring", exact=True).click()
    _heard(page, "To book a visit, press 1")
    _press(page, "1", "Who is the visit for")
    _press(page, "#", "What would you like to book")
    _press(page, _key_for(page, "Consultation"), "With whom")
    _press(page, "0", "These times are free")
    for _ in range(_LATER):
        _press(page, "8", "press 1")
    _press(page, "1", "Your visit is booked")
    journey.stage.show("call", page, still=False)
    said = page.get_by_role("log").get_by_text("Your visit is booked").inner_text()
    _hang_up(page)
    return said


def ring_for_operator(journey: Journey) -> str:
    """The caller's card is open before anybody has said a word."""
    page, desk = _handset(journey), journey.stage.window("desk")
    page.get_by_role("button", name="Ring", exact=True).click()
    _heard(page, "To speak with us, press 0")
    page.keyboard.press("0")
    bar = desk.get_by_role("region", name="Telephone")
    expect(bar.get_by_text("Incoming call")).to_be_visible(timeout=_RING_MS)
    card = desk.get_by_role("complementary", name=re.compile("card"))
    expect(card.get_by_text("Next visit")).to_be_visible()
    journey.stage.show("desk", desk, still=False)
    desk.keyboard.press("Alt+a")
    expect(bar.get_by_text("In a call")).to_be_visible()
    _heard(page, "You are being connected now")
    _talk(journey)
    return card.inner_text().splitlines()[0]


def note_the_call(journey: Journey) -> str:
    """The operator hangs up and notes what came of it; the caller is asked how it was."""
    page, desk = journey.stage.window(_CALLER), journey.stage.window("desk")
    desk.keyboard.press("Alt+e")
    _heard(page, "How satisfied were you")
    page.keyboard.press("5")
    _heard(page, "Thank you for your answer")
    desk.get_by_label("Note").fill("Asked where to park.")
    desk.get_by_role("button", name="Save and take the next").click()
    bar = desk.get_by_role("region", name="Telephone")
    expect(bar.get_by_text("No call", exact=True)).to_be_visible()
    expect(page.get_by_text("The call has ended")).to_be_visible()
    page.get_by_role("button", name="Put the phone down").click()
    return "answered, noted, rated 5"


def wait_for_reminder_call(journey: Journey) -> str:
    """A landline can't be texted: the day before, the clinic rings."""
    page, due = journey.stage.window(_CALLER), _due(journey)
    clock = journey.stage.person("phone").new_page()
    clock.goto(journey.url("handset"))
    clock.locator("#to-time").fill(due.strftime("%Y-%m-%dT%H:%M"))
    clock.get_by_role("button", name="Go", exact=True).click()
    expect(page.get_by_role("button", name="Answer")).to_be_visible(timeout=_MOVE_MS)
    journey.stage.show("reminder-call", page, still=False)
    page.get_by_role("button", name="Answer").click()
    _heard(page, "We remind you of a visit")
    clock.close()
    return f"rang at {due:%a %d %B, %H:%M}"


def press_one(journey: Journey) -> str:
    """One key confirms."""
    page = journey.stage.window(_CALLER)
    _press(page, "1", "your visit is confirmed")
    expect(page.get_by_text("The call has ended")).to_be_visible()
    journey.stage.show("reminder-answered", page, still=False)
    return "1 → confirmed"


def see_calls(journey: Journey) -> str:
    """The desk's list: who called, what became of it."""
    page = journey.stage.window("desk")
    page.get_by_role("link", name=re.compile("^Calls")).click()
    rows = page.get_by_role("main").get_by_role("listitem").filter(has_text=journey.landline[-3:])
    expect(rows.first).to_be_visible()
    journey.stage.show("call-list", page, still=False)
    return f"{rows.count()} calls of {journey.landline}"


def _handset(journey: Journey) -> Page:
    """The caller's phone, at rest, with the demo clinic's number in the field."""
    page = journey.stage.window(_CALLER)
    page.goto(journey.url("handset", f"/#/calls/{journey.landline}"))
    page.get_by_label("Number to ring").fill(journey.stack["demo"]["voice_number"])
    return page


def _heard(page: Page, text: str) -> None:
    expect(page.get_by_role("log").get_by_text(text).last).to_be_visible()


def _talk(journey: Journey) -> None:
    """Until both hear each other: whoever hangs up before ends the call without a question."""
    address = f"{journey.stack['telephony']}/_local/phones/{journey.landline}/call"
    until = time.monotonic() + _CONNECTED_SECONDS
    while httpx.get(address, timeout=60).json()["stage"] != "connected":
        if time.monotonic() > until:
            raise AssertionError("the operator and the caller were not connected")
        time.sleep(0.2)


def _key_for(page: Page, name: str) -> str:
    """The key that the last line names for a choice."""
    found = re.search(rf"For {name}, press (\d)", _lines(page).last.inner_text())
    assert found, f"{name} was not offered"
    return found[1]


def _lines(page: Page) -> Locator:
    return page.get_by_role("log").locator(".received")


def _press(page: Page, key: str, answer: str) -> None:
    """Press a key and wait for a new line that holds the answer, however often it is said."""
    said = _lines(page).filter(has_text=answer)
    before = said.count()
    page.keyboard.press(key)
    expect(said.nth(before)).to_be_visible()


def _hang_up(page: Page) -> None:
    page.get_by_role("button", name="Hang up").click()
    expect(page.get_by_text("The call has ended")).to_be_visible()
    page.get_by_role("button", name="Put the phone down").click()


def _due(journey: Journey) -> datetime:
    """A minute after the reminder of the day before, in the zone of the handset's browser."""
    desk = journey.stage.window("desk").request
    found = desk.get(journey.url("site", "/api/patients"), params={"q": journey.landline}).json()
    card = found["items"][0]["id"]
    told = desk.get(journey.url("site", f"/api/patients/{card}/timeline")).json()["items"]
    start = next(e["appointment"]["start"] for e in told if e["kind"] == "appointment")
    due = datetime.fromisoformat(start) - timedelta(hours=24) + timedelta(minutes=1)
    return due.astimezone(ZoneInfo("Europe/London"))
