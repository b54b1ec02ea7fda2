"""Makes the fictional demo clinic through the product's own API: `python -m infra.local.seed`.

Nobody and nothing in it is real: numbers come from ranges reserved for fiction, addresses from
example.com. The last line printed is JSON with the demo's sign-in and site key.
"""

from __future__ import annotations

import argparse
import json
import random
import uuid
from pathlib import Path
from typing import Any

from infra.local.client import Browser, Refused

EMAIL, PASSWORD = "owner@riverside.example.com", "riverside-demo-2026"
FORM = {
    "clinic_name": "Riverside Demo Clinic",
    "country": "GB",
    "owner_name": "Robin Sample",
    "email": EMAIL,
    "password": PASSWORD,
    "phone": "+44 20 7946 0018",
    "plan": "clinic",
}
_HERE = "http://127.0.0.1:"
_WEEK = [["09:00", "13:00"], ["14:00", "18:00"]]
_WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
_PRACTITIONERS = (
    ("Dr.", "Alex Example", "General practice", "#2f6f8f", _WORKDAYS),
    ("Dr.", "Sam Specimen", "Dentistry", "#7a5c99", _WORKDAYS),
    ("", "Kim Placeholder", "Physiotherapy", "#4f7d4a", ("mon", "wed", "fri", "sat")),
)
_SERVICES: tuple[dict[str, Any], ...] = (
    {
        "name": "Consultation",
        "names": {"tr": "Muayene", "ru": "Консультация", "hu": "Konzultáció", "zh": "门诊"},
        "duration_minutes": 30, "price": {"amount": 6500, "currency": "GBP"}, "who": (0, 1),
        "color": "#2f6f8f",
    },
    {
        "name": "Dental cleaning",
        "names": {
            "tr": "Diş temizliği", "ru": "Чистка зубов", "hu": "Fogkőeltávolítás", "zh": "洗牙",
        },
        "duration_minutes": 45, "buffer_after_minutes": 10, "room_kind": "dental chair",
        "who": (1,), "price": {"amount": 9000, "currency": "GBP"}, "color": "#7a5c99",
        "cancel_notice_minutes": 120, "preparation": "Please come ten minutes early.",
    },
    {
        "name": "Physiotherapy",
        "names": {"tr": "Fizyoterapi", "ru": "Физиотерапия", "hu": "Gyógytorna", "zh": "理疗"},
        "duration_minutes": 60, "price": {"amount": 7500, "currency": "GBP"}, "who": (2,),
        "color": "#4f7d4a",
    },
)  # fmt: skip
_PEOPLE = (
    ("Jo", "Example", "+447700900101", "1984-03-12", "en"),
    ("Deniz", "Örnek", "+447700900102", "1990-07-01", "tr"),
    ("Мария", "Примерова", "+447700900103", "1975-11-23", "ru"),
    ("Eszter", "Minta", "+447700900104", "2001-01-30", "hu"),
    ("小明", "例", "+447700900105", "1968-09-09", "zh"),
    ("Pat", "Sampleton", "+447700900106", "2015-05-05", "en"),
    ("Charlie", "Sampleton", "+447700900106", "2018-08-18", "en"),
)


def seed(stack: dict[str, Any], made: bool = False) -> dict[str, str]:
    """What there is: sign-in, site key and number for calls.

    It runs again where it was interrupted, making nothing twice; a clinic that is `made` is only
    brought up to date.
    """
    browser = Browser(stack)
    try:
        browser.call("POST", "/api/auth/sign-in", {"email": EMAIL, "password": PASSWORD})
    except Refused:
        browser.sign_up(FORM)
    if not made:
        _set_up(browser)
        _book_some(browser)
    number = _numbered(browser)
    site_key = _allow_page(browser, stack["clinic_page"])
    known = {"site_key": site_key, "voice_number": number, "clinic_page": stack["clinic_page"]}
    return {"email": EMAIL, "password": PASSWORD, **known}


def _numbered(browser: Browser) -> str:
    """The number for calls; a clinic older than the pool of numbers gets one with its next news."""
    if not browser.call("GET", "/api/clinic")["voice_number"]:
        browser.call("POST", "/api/billing/sync", {})
    return str(browser.call("GET", "/api/clinic")["voice_number"] or "")


def _allow_page(browser: Browser, page: str) -> str:
    """Lets the clinic's own page show the widget, wherever its port is now; gives the site key."""
    settings: dict[str, Any] = browser.call("GET", "/api/widget-settings")
    allowed = settings["allowed_origins"]
    if page not in allowed:
        others = [each for each in allowed if not each.startswith(_HERE)]
        change = {"allowed_origins": [*others, page], "version": settings["version"]}
        browser.call("PATCH", "/api/widget-settings", change)
    return str(settings["site_key"])


def _set_up(browser: Browser) -> None:
    branch = browser.call(
        "POST", "/api/branches",
        {"name": "Riverside", "address": "1 Fictional Quay, London", "phone": "+44 20 7946 0018"},
        key=_key("Riverside"),
    )  # fmt: skip
    for name in ("Chair 1", "Chair 2"):
        room = {"name": name, "kind": "dental chair", "branch_id": branch["id"]}
        browser.call("POST", "/api/rooms", room, key=_key(name))
    made = [_practitioner(browser, branch["id"], each) for each in _PRACTITIONERS]
    for service in _SERVICES:
        body = {k: v for k, v in service.items() if k != "who"}
        body["practitioner_ids"] = [made[at] for at in service["who"]]
        browser.call("POST", "/api/services", body, key=_key(service["name"]))
    settings = browser.call("GET", "/api/widget-settings")
    change = {
        "languages": ["en", "tr", "ru", "hu", "zh"],
        "version": settings["version"],
    }
    browser.call("PATCH", "/api/widget-settings", change)


def _practitioner(browser: Browser, branch_id: str, told: tuple[Any, ...]) -> str:
    prefix, name, specialty, color, days = told
    body = {
        "name": name, "prefix": prefix, "specialty": specialty, "color": color,
        "branch_id": branch_id, "hours": dict.fromkeys(days, _WEEK),
    }  # fmt: skip
    made: str = browser.call("POST", "/api/practitioners", body, key=_key(name))["id"]
    return made


def _key(name: str) -> str:
    """The same for the same thing, so that an interrupted seed goes on where it was."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"demo/{name}").hex


def _book_some(browser: Browser) -> None:
    """A few visits of the coming days, so that the board isn't empty; nobody is texted."""
    chance = random.Random(7)
    people = [_patient(browser, each) for each in _PEOPLE]
    services = browser.call("GET", "/api/services")["items"]
    for number in range(24):
        service = services[number % len(services)]
        asked = f"/api/slots?service_id={service['id']}&days=7"
        days = [d["slots"] for d in browser.call("GET", asked)["days"] if d["slots"]]
        if not days:
            continue
        slot = chance.choice(chance.choice(days))
        visit = {
            "service_id": service["id"], "practitioner_id": slot["practitioner_id"],
            "start": slot["start"], "patient_id": chance.choice(people), "notify": False,
        }  # fmt: skip
        browser.call("POST", "/api/appointments", visit)


def _patient(browser: Browser, told: tuple[str, str, str, str, str]) -> str:
    names = ("given_name", "family_name", "phone", "birth_date", "language")
    body, key = dict(zip(names, told, strict=True)), _key(told[0])
    made: str = browser.call("POST", "/api/patients", body, key=key)["id"]
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stack", type=Path, required=True)
    parser.add_argument("--made", action="store_true", help="only bring it up to date")
    arguments = parser.parse_args()
    print(json.dumps(seed(json.loads(arguments.stack.read_text()), arguments.made)))


if __name__ == "__main__":
    main()
