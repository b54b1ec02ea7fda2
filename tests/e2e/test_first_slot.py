"""From the landing page to a time that patients can book: at most ten calls."""

import uuid
from typing import Any

import pytest

from infra.local.client import Browser

pytestmark = pytest.mark.cloud
MOST_CALLS = 10


def test_first_slot_new_clinic_at_most_ten_calls(cloud: dict[str, Any]) -> None:
    # Arrange
    browser = Browser(cloud)
    form = {
        "clinic_name": "First Slot Clinic",
        "country": "TR",
        "owner_name": "Robin Sample",
        "email": f"owner-{uuid.uuid4().hex[:10]}@example.com",
        "password": "a-long-enough-word",
    }

    # Act
    session = browser.sign_up(form)
    branch = browser.call("POST", "/api/branches", {"name": "Main"})
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    hours = {day: [["09:00", "17:00"]] for day in days}
    doctor = {"name": "Sam Specimen", "branch_id": branch["id"], "hours": hours}
    practitioner = browser.call("POST", "/api/practitioners", doctor)
    offer = {
        "name": "Consultation",
        "duration_minutes": 30,
        "practitioner_ids": [practitioner["id"]],
    }
    service = browser.call("POST", "/api/services", offer)
    settings = browser.call("GET", "/api/widget-settings")
    shown = browser.widget(settings["site_key"]).get("slots", service_id=service["id"])
    calls = browser.calls + 1
    setup = browser.call("GET", "/api/setup")

    # Assert
    assert shown["first"] is not None
    assert shown["zone"] == "Europe/Istanbul"
    assert session["clinic"]["currency"] == "TRY"
    assert calls <= MOST_CALLS
    assert setup["script_tag"] == settings["script_tag"]
    assert settings["site_key"] in setup["script_tag"]


def test_closed_clinic_widget_tells_the_phone_only(cloud: dict[str, Any]) -> None:
    # Arrange
    browser = Browser(cloud)
    form = {
        "clinic_name": "Unpaid Clinic", "country": "GB", "owner_name": "Robin Sample",
        "email": f"owner-{uuid.uuid4().hex[:10]}@example.com", "password": "a-long-enough-word",
        "phone": "+44 20 7946 0019",
    }  # fmt: skip
    browser.call("POST", "/api/signup", form)
    browser.confirm(form)
    site_key = browser.call("GET", "/api/widget-settings")["site_key"]

    # Act
    boot = browser.widget(site_key).get("boot")

    # Assert
    assert boot["open"] is False
    assert boot["clinic"]["phone"] == "+44 20 7946 0019"
    assert boot["services"] == []
