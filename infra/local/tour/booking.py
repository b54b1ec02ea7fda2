"""The patient books through the widget on the clinic's own page."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from infra.local.tour.journey import Journey
from infra.local.tour.phone import read_code
from infra.local.tour.stage import PATIENT

CAMPAIGN = ("newsletter", "spring-check")
# The second of the days whose eve has free times, too: its reminder is still to come, and comes on
# a day on which somebody is at the clinic's telephone.
_FAR_DAY = ".days button.day:not(.empty) + button.day:not(.empty)"


def open_clinic_page(journey: Journey) -> str:
    """Another origin, under a strict content security policy."""
    page = journey.stage.window(PATIENT)
    source, campaign = CAMPAIGN
    asked = f"/?utm_source={source}&utm_campaign={campaign}"
    page.goto(journey.url("clinic_page", asked))
    expect(page.get_by_role("button", name=re.compile("^Consultation"))).to_be_visible()
    _show(journey, "widget-services")
    return page.url


def choose_time(journey: Journey) -> str:
    """The first free time is there at once; another day is two presses away."""
    page = journey.stage.window(PATIENT)
    page.get_by_role("button", name=re.compile("^Consultation")).click()
    expect(page.locator("section.first button")).to_be_visible()
    page.locator(_FAR_DAY).nth(1).click()
    _show(journey, "widget-times")
    with page.expect_response(re.compile(r"/holds$")) as held:
        page.locator("button.slot").nth(1).click()
    journey.slot = held.value.json()["slot"]
    return f"{journey.slot['wall']} with {journey.slot['practitioner_name']}"


def give_details(journey: Journey) -> str:
    """Who comes; marketing consent is not given."""
    page, patient = journey.stage.window(PATIENT), journey.patient
    page.locator("#given_name").fill(patient.given_name)
    page.locator("#family_name").fill(patient.family_name)
    page.locator("#phone").fill(patient.phone)
    page.locator("#email").fill(patient.email)
    page.locator("#terms").check()
    _show(journey, "widget-details")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#code")).to_be_visible()
    return f"{patient.name}, {patient.phone}"


def prove_phone(journey: Journey) -> str:
    """The code is read off the handset."""
    page, code = journey.stage.window(PATIENT), read_code(journey)
    _show(journey, "widget-code")
    page.locator("#code").fill(code)
    with page.expect_response(re.compile(r"/bookings$")) as booked:
        page.get_by_role("button", name="Book this visit").click()
    answer = booked.value
    answer.finished()
    timing = answer.request.timing
    journey.booked_at = (timing["startTime"] + timing["responseEnd"]) / 1000
    expect(page.get_by_role("heading", name="Your visit is booked")).to_be_visible()
    _show(journey, "widget-booked")
    return "booked"


def _show(journey: Journey, name: str) -> None:
    """With the widget's head at the top, as a reader would scroll it."""
    page = journey.stage.window(PATIENT)
    page.locator("frontdesk-booking").evaluate("widget => widget.scrollIntoView()")
    journey.stage.show(name, page)
