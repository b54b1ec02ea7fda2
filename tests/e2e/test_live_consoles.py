"""An open console hears of changes of its own clinic, by ids only."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from websockets.exceptions import InvalidHandshake
from websockets.sync.client import ClientConnection, connect

from infra.local.client import Browser

pytestmark = pytest.mark.cloud


def _owner(cloud: dict[str, Any]) -> Browser:
    browser = Browser(cloud)
    browser.sign_up(
        {
            "clinic_name": "Live Clinic",
            "country": "GB",
            "owner_name": "Robin Sample",
            "email": f"owner-{uuid.uuid4().hex[:10]}@example.com",
            "password": "a-long-enough-word",
        }
    )
    return browser


@contextmanager
def _listening(browser: Browser) -> Iterator[ClientConnection]:
    url = browser.call("POST", "/api/live/ticket")["url"]
    with connect(url, proxy=None, open_timeout=60) as console:
        yield console


def _make_patient(browser: Browser, name: str) -> str:
    body = {"given_name": name, "family_name": "Example", "phone": "+447700900177"}
    patient_id: str = browser.call("POST", "/api/patients", body)["id"]
    return patient_id


def _frame(console: ClientConnection, kind: str) -> dict[str, str]:
    """The next frame of a kind."""
    while True:
        frame: dict[str, str] = json.loads(console.recv(timeout=60))
        if frame["kind"] == kind:
            return frame


def test_console_hears_of_its_own_clinic_only(cloud: dict[str, Any]) -> None:
    here, elsewhere = _owner(cloud), _owner(cloud)

    with _listening(here) as console:
        _make_patient(elsewhere, "Foreign")
        own = _make_patient(here, "Own")
        frame = _frame(console, "patient")

    assert frame == {"type": "changed", "kind": "patient", "id": own}


def test_both_consoles_of_a_clinic_hear(cloud: dict[str, Any]) -> None:
    browser = _owner(cloud)

    with _listening(browser) as one, _listening(browser) as two:
        patient_id = _make_patient(browser, "Own")
        heard = [_frame(console, "patient")["id"] for console in (one, two)]

    assert heard == [patient_id, patient_id]


@pytest.mark.parametrize("ticket", ["", "?ticket=", "?ticket=nonsense", "?ticket=a.b"])
def test_console_without_a_ticket_is_not_let_in(cloud: dict[str, Any], ticket: str) -> None:
    address = f"{cloud['live']}{ticket}"

    with pytest.raises(InvalidHandshake), connect(address, proxy=None, open_timeout=60):
        pass


def test_console_that_left_is_not_in_the_way(cloud: dict[str, Any]) -> None:
    browser = _owner(cloud)
    with _listening(browser):
        pass

    with _listening(browser) as console:
        patient_id = _make_patient(browser, "Own")
        heard = _frame(console, "patient")["id"]

    assert heard == patient_id
