"""A trial that ends: the clock says so, Stripe takes the money, and the clinic goes on."""

import uuid
from typing import Any

from infra.local.client import Browser


def test_trial_ends_by_the_clock_and_the_clinic_stays_open(cloud: dict[str, Any]) -> None:
    browser = Browser(cloud)
    browser.sign_up(
        {
            "clinic_name": "Trial Clinic", "country": "GB", "owner_name": "Robin Sample",
            "email": f"{uuid.uuid4().hex}@example.com", "password": "a good long secret 7",
            "plan": "clinic",
        }
    )  # fmt: skip
    before = browser.call("GET", "/api/billing")

    browser.move_clock(advance="15d")
    browser.wait_for(lambda: browser.call("GET", "/api/clinic")["status"] == "active", 60)

    after = browser.call("GET", "/api/billing")
    assert (before["status"], after["status"]) == ("trialing", "active")
    assert after["current_period_end"] > before["trial_end"]
    assert browser.call("GET", "/api/clinic")["is_open"]
