"""The pages in a real browser: used by keyboard, read by axe, at the widths of desk and phone."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import stripe
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from infra.local import chromium
from tests.infra.stripe_standin import DECLINED, WORKS, StripeStandIn

pytest_plugins = ["tests.infra.stripe_standin_fixtures"]
pytestmark = pytest.mark.browser
WIDTHS = {"desk": (1440, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = chromium.find()
        assert path, "These tests need Chromium: install it, or name one in CHROMIUM."
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def product() -> Iterator[str]:
    """Where the payer comes from and goes back to; here any answer will do."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<h1>Frontdesk</h1>")

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def checkout(standin: StripeStandIn, product: str, trial: int = 14) -> stripe.checkout.Session:
    return standin.checkout(
        trial,
        success_url=f"{product}/done?session={{CHECKOUT_SESSION_ID}}",
        cancel_url=f"{product}/plans",
    )


@pytest.fixture(params=WIDTHS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = WIDTHS[request.param]
    opened = browser.new_page(viewport={"width": width, "height": height})
    opened.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    yield opened
    opened.close()


def faults(page: Page) -> list[str]:
    """What axe finds wrong, and whether the page must be scrolled sideways."""
    found = [violation["id"] for violation in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["scrolls sideways"] if wide else [])]


def look(page: Page, tmp_path: Path, name: str) -> None:
    page.screenshot(path=tmp_path / f"{name}.png", full_page=True)


def test_paying_after_a_declined_card(
    page: Page, standin: StripeStandIn, product: str, tmp_path: Path
) -> None:
    # Arrange
    session = checkout(standin, product)
    page.goto(session.url or "")
    at_first = faults(page)
    look(page, tmp_path, "checkout")

    # Act
    page.get_by_label("Card number").fill(DECLINED)
    page.get_by_label("Expiry").fill("12/80")
    page.get_by_label("Security code").fill("123")
    page.get_by_label("Name on card").fill("Ada Payer")
    page.get_by_role("button", name="Start trial").click()
    expect(page.get_by_role("alert")).to_have_text("Your card was declined.")
    declined = faults(page)
    look(page, tmp_path, "declined")
    expect(page.get_by_label("Card number")).to_be_focused()
    page.get_by_label("Card number").fill(WORKS)
    page.get_by_role("button", name="Start trial").click()
    page.wait_for_url(f"{product}/done**")

    # Assert
    assert (at_first, declined) == ([], [])
    assert page.url == f"{product}/done?session={session.id}"
    assert standin.client.v1.checkout.sessions.retrieve(session.id).status == "complete"


def test_paying_by_keyboard_alone(page: Page, standin: StripeStandIn, product: str) -> None:
    # Arrange
    session = checkout(standin, product, trial=0)
    page.goto(session.url or "")

    # Act
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "number":
            break
    for typed in (WORKS, "12/80", "123", "Ada Payer"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{product}/done**")

    # Assert
    assert standin.client.v1.checkout.sessions.retrieve(session.id).status == "complete"


def test_going_back_leaves_the_session_open(
    page: Page, standin: StripeStandIn, product: str
) -> None:
    # Arrange
    session = checkout(standin, product)
    page.goto(session.url or "")

    # Act
    page.get_by_role("link", name="Back to Frontdesk").click()
    page.wait_for_url(f"{product}/plans")

    # Assert
    assert standin.client.v1.checkout.sessions.retrieve(session.id).status == "open"


def test_bank_asks_its_holder(page: Page, standin: StripeStandIn, product: str) -> None:
    # Arrange
    session = checkout(standin, product)
    page.goto(session.url or "")
    page.get_by_label("Card number").fill("4000002500003155")
    page.get_by_label("Expiry").fill("12/80")
    page.get_by_label("Security code").fill("123")
    page.get_by_label("Name on card").fill("Ada Payer")

    # Act
    page.get_by_role("button", name="Start trial").click()
    page.get_by_role("button", name="Confirm payment").wait_for()
    asked = faults(page)
    page.get_by_role("button", name="Confirm payment").click()
    page.wait_for_url(f"{product}/done**")

    # Assert
    assert asked == []
    assert standin.client.v1.checkout.sessions.retrieve(session.id).status == "complete"


def test_portal_cancels_resumes_and_changes_the_card(
    page: Page, standin: StripeStandIn, product: str, tmp_path: Path
) -> None:
    # Arrange
    body = standin.subscribe()
    wanted = {"customer": body.customer, "return_url": f"{product}/billing"}
    page.goto(standin.client.v1.billing_portal.sessions.create(wanted).url)
    found = faults(page)
    look(page, tmp_path, "portal")

    # Act
    page.get_by_role("link", name="Cancel plan").click()
    found += faults(page)
    page.get_by_role("button", name="Cancel plan").click()
    expect(page.get_by_role("status")).to_have_text("Your plan has been cancelled.")
    found += faults(page)
    page.get_by_role("button", name="Keep plan").click()
    expect(page.get_by_role("status")).to_have_text("Your plan goes on.")
    page.get_by_text("Change card").click()
    page.get_by_label("Card number").fill("5555 5555 5555 4444")
    page.get_by_label("Expiry").fill("12/80")
    page.get_by_label("Security code").fill("123")
    page.get_by_label("Name on card").fill("Ada Payer")
    page.get_by_role("button", name="Save card").click()
    expect(page.get_by_text("Mastercard ending in 4444")).to_be_visible()
    page.get_by_role("link", name="-0001").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Invoice")
    found += faults(page)
    look(page, tmp_path, "invoice")

    # Assert
    assert found == []
    assert standin.client.v1.subscriptions.retrieve(body.id).cancel_at is None


@pytest.mark.parametrize("path", ["c/pay/cs_test_none", "p/session/none", "i/none"])
def test_broken_links_say_so(page: Page, standin: StripeStandIn, path: str) -> None:
    # Act
    answer = page.goto(f"{standin.url}/{path}")

    # Assert
    assert answer is not None
    assert answer.status in (404, 410)
    assert faults(page) == []
