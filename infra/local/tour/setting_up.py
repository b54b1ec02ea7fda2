"""The owner makes the clinic bookable: branch, practitioner with hours, service, widget page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from infra.local.tour.journey import Journey

_WORKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def add_branch(journey: Journey) -> str:
    page = journey.stage.window("owner")
    page.get_by_role("link", name="Open: Where you work").click()
    page.get_by_role("button", name="Add a branch").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("Name").fill("Main practice")
    form.get_by_label("Address").fill("2 Example Lane, Samplebridge")
    _save(page)
    expect(page.get_by_role("listitem").filter(has_text="Main practice")).to_be_visible()
    journey.stage.show("branches", page)
    return "Main practice"


def add_practitioner(journey: Journey) -> str:
    """Saving leads on to the weekly hours."""
    page = journey.stage.window("owner")
    page.goto(journey.url("console", "/settings/practitioners"))
    page.get_by_role("button", name="Add a practitioner").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("Name", exact=True).fill("Robin Placeholder")
    form.get_by_label("Specialty").fill("General practice")
    _save(page)
    page.wait_for_url("**/settings/practitioners/*")
    return "Robin Placeholder"


def set_hours(journey: Journey) -> str:
    """Monday with a break; the other workdays take its hours over."""
    page = journey.stage.window("owner")
    for day in _WORKDAYS:
        group = page.get_by_role("group", name=day)
        group.get_by_role("switch", name=day).check()
        expect(group.get_by_label(f"{day}, from").first).to_be_visible()
        if day == "Monday":
            group.get_by_role("button", name="Add a break").click()
    page.get_by_role("button", name="Save the hours").click()
    expect(page.get_by_text("Hours saved")).to_be_visible()
    journey.stage.show("hours", page)
    return "Monday to Friday with a break"


def add_service(journey: Journey) -> str:
    page = journey.stage.window("owner")
    page.goto(journey.url("console", "/settings/services"))
    page.get_by_role("button", name="Add a service").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("Name", exact=True).fill("First visit")
    form.get_by_label("Price (GBP)").fill("60")
    journey.stage.show("service", page)
    _save(page)
    expect(page.get_by_role("listitem").filter(has_text="First visit")).to_be_visible()
    return "First visit"


def set_up_widget(journey: Journey) -> str:
    """The clinic's own site may show it, and the preview does."""
    page, origin = journey.stage.window("owner"), journey.stack["clinic_page"]
    page.goto(journey.url("console", "/settings/widget"))
    origins = page.get_by_role("combobox", name="Sites that may show it")
    origins.fill(origin)
    origins.press("Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    tag = page.locator("pre code").inner_text()
    journey.site_key = tag.split('data-site="')[1].split('"')[0]
    preview = page.frame_locator("iframe")
    expect(preview.get_by_role("heading", name=journey.owner.clinic)).to_be_visible()
    journey.stage.show("widget-settings", page)
    return f"allowed on {origin}"


def find_bookable_slot(journey: Journey) -> str:
    """The new clinic's first free time, public on a page of another origin."""
    page = journey.stage.person("visitor").new_page()
    page.goto(journey.url("clinic_page", f"/?site={journey.site_key}"))
    first = page.locator("section.first button")
    expect(first).to_be_visible()
    return " ".join(first.inner_text().split())


def _save(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
