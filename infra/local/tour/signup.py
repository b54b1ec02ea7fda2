"""A clinic signs up: landing page, form, mail, card, and the console with what is left to do."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Page, expect

from infra.local.client import DECLINED_CARD, GOOD_CARD, Json
from infra.local.tour.journey import Journey


def read_landing_page(journey: Journey) -> str:
    """What Frontdesk is, and where it begins."""
    page = journey.stage.window("owner")
    page.goto(journey.url("site"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    journey.stage.show("landing", page)
    return page.title()


def sign_up(journey: Journey) -> str:
    """The form; what the country proposes is left as it is."""
    page, owner = journey.stage.window("owner"), journey.owner
    page.get_by_role("link", name="Start 14-day trial").first.click()
    page.wait_for_url("**/signup*")
    page.locator("#country").select_option("GB")
    expect(page.locator("#zone")).to_have_value("Europe/London")
    page.locator("#clinic_name").fill(owner.clinic)
    page.locator("#phone").fill("20 7946 0321")
    page.locator("#owner_name").fill(owner.name)
    page.locator("#email").fill(owner.email)
    page.locator("#password").fill(owner.password)
    journey.stage.show("signup", page)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Check your e-mail")).to_be_visible()
    return f"{owner.clinic}, {owner.email}"


def confirm_email(journey: Journey) -> str:
    """The link of the mail, opened from the handset's mails, and the password lead to the card."""
    stage, address = journey.stage, journey.owner.email
    mails = stage.person("owner").new_page()
    mails.goto(journey.url("handset", f"/#/mails/{quote(address, safe='')}"))
    link = mails.locator("article.mail a[href*='/confirm']").first
    expect(link).to_be_visible()
    stage.show("mail", mails)
    link.evaluate("link => link.removeAttribute('target')")
    link.click()
    mails.locator("#password").fill(journey.owner.password)
    mails.get_by_role("button", name="Confirm and continue").click()
    mails.wait_for_url(f"{journey.stack['stripe']}/**")
    stage.window("owner").close()
    stage.replace("owner", mails)
    return "to Stripe's page"


def try_declined_card(journey: Journey) -> str:
    """The page says so, and stays."""
    page = journey.stage.window("owner")
    _pay(page, DECLINED_CARD, journey)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("declined")
    journey.stage.show("declined", page)
    return alert.inner_text().strip()


def pay_with_good_card(journey: Journey) -> str:
    """The webhook opens the clinic, and the owner lands in the console."""
    page = journey.stage.window("owner")
    _pay(page, GOOD_CARD, journey)
    page.wait_for_url("**/console/setup")
    progress = page.get_by_role("main").get_by_role("progressbar")
    expect(progress).to_be_visible()
    journey.stage.show("setup", page)
    return progress.get_attribute("aria-label") or ""


def _pay(page: Page, card: Json, journey: Journey) -> None:
    for field, value in {**card, "name": journey.owner.name}.items():
        page.locator(f"#{field}").fill(value)
    email = page.locator("input[name=email]:not([type=hidden])")
    if email.count():
        email.fill("billing@example.com")
    page.locator("form button[type=submit]").click()
