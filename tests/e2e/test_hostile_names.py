"""Names that are programs: every page shows them as the words that they are."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from infra.local.client import GOOD_CARD, Browser
from tests.e2e.accounts import PASSWORD, own_allowance, owner

__all__ = ["own_allowance", "owner"]
pytestmark = [pytest.mark.cloud, pytest.mark.browser]
_HOSTILE = "\"'><img src=x onerror=window.hit=1><script>window.hit=1</script>{{7*7}}"
_PHONE = "+447700900944"
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PAGES = (
    "calendar", "patients", "inquiries", "setup", "settings/clinic", "settings/branches",
    "settings/practitioners", "settings/services", "settings/staff", "settings/widget",
)  # fmt: skip
_SIGN_IN = """([email, password]) => fetch('/api/auth/sign-in', {
  method: 'POST', headers: {'X-Frontdesk': '1', 'Content-Type': 'application/json'},
  body: JSON.stringify({email, password})}).then(answer => answer.status)"""


def _set_up(boss: Browser) -> str:
    """Everything that has a name is called so; gives the patient's id."""
    boss.pay(boss.call("POST", "/api/billing/checkout", {})["url"], GOOD_CARD, "Robin Sample")
    boss.call("POST", "/api/billing/sync", {})
    version = boss.call("GET", "/api/clinic")["version"]
    boss.call("PATCH", "/api/clinic", {"name": _HOSTILE, "version": version})
    branch = boss.call("POST", "/api/branches", {"name": _HOSTILE, "address": _HOSTILE})
    hours = {day: [["09:00", "17:00"]] for day in _DAYS}
    said = {"name": _HOSTILE, "branch_id": branch["id"], "hours": hours, "specialty": _HOSTILE}
    who = boss.call("POST", "/api/practitioners", said)
    offer = {"name": _HOSTILE, "duration_minutes": 30, "practitioner_ids": [who["id"]]}
    service = boss.call("POST", "/api/services", offer)
    person = {"given_name": _HOSTILE, "family_name": _HOSTILE, "phone": _PHONE}
    patient = boss.call("POST", "/api/patients", person)
    site_key = boss.call("GET", "/api/widget-settings")["site_key"]
    first = boss.widget(site_key).get("slots", service_id=service["id"])["first"]
    booking = {
        "service_id": service["id"], "practitioner_id": who["id"], "start": first["start"],
        "patient_id": patient["id"], "note": _HOSTILE,
    }  # fmt: skip
    boss.call("POST", "/api/appointments", booking)
    return str(patient["id"])


def test_name_that_is_a_program_stays_a_name_on_every_page(
    cloud: dict[str, Any], owner: tuple[Browser, str], page: Page
) -> None:
    boss, email = owner
    before = len(boss.texts(_PHONE))
    patient_id = _set_up(boss)
    page.goto(cloud["site"])
    assert page.evaluate(_SIGN_IN, [email, PASSWORD]) == 200
    texts = boss.wait_for(lambda: boss.texts(_PHONE)[before:])
    link = next(word for word in texts[0]["text"].split() if "/v/" in word)

    for address in (
        *(f"{cloud['site']}/console/{each}" for each in _PAGES),
        f"{cloud['site']}/console/patients/{patient_id}", link,
    ):  # fmt: skip
        page.goto(address)
        expect(page.locator("body")).to_contain_text("onerror=window.hit")
        assert page.evaluate("window.hit") is None, address
        assert page.locator("img[src=x]").count() == 0, address
