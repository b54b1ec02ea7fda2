"""A reminder by voice, whole: the clock moves, the patient's telephone rings, and 1 confirms."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import httpx
import pytest

from infra.local.client import Browser

pytestmark = pytest.mark.cloud
Json = dict[str, Any]


class Telephone:
    """Somebody's telephone at the exchange."""

    def __init__(self, stack: Json, number: str) -> None:
        self._base, self._number = stack["telephony"], number

    def ringing(self) -> Json | None:
        found: Json | None = self._get(f"/_local/phones/{quote(self._number)}/call")
        return found

    def do(self, call: Json, what: str, **body: Any) -> None:
        url = f"{self._base}/_local/calls/{call['contact_id']}/{what}"
        httpx.post(url, json=body, timeout=60).raise_for_status()

    def hears(self, call: Json, words: str) -> Callable[[], bool]:
        def heard() -> bool:
            lines = self._get(f"/_local/calls/{call['contact_id']}")["transcript"]
            return any(words in line["text"] for line in lines)

        return heard

    def _get(self, path: str) -> Any:
        return httpx.get(f"{self._base}{path}", timeout=60).json()


@pytest.fixture
def desk(demo: Json) -> Browser:
    made = Browser(demo)
    account = {"email": demo["demo"]["email"], "password": demo["demo"]["password"]}
    made.call("POST", "/api/auth/sign-in", account)
    return made


def _patient(desk: Browser, number: str) -> Json:
    said = {
        "given_name": "Vera", "family_name": "Voice", "phone": number, "language": "en",
        "preferred_contact": "phone",
    }  # fmt: skip
    made: Json = desk.call("POST", "/api/patients", said)
    return made


def _visit(desk: Browser, patient: Json) -> Json:
    """In three days at an hour whose reminder a day before falls into the hours for calls."""
    zone = desk.call("GET", "/api/clinic")["zone"]
    services = desk.call("GET", "/api/services")["items"]
    first = datetime.fromisoformat(desk.http.get(_clock(desk)).json()["now"]) + timedelta(days=3)
    query = f"service_id={services[0]['id']}&from={first.date()}&days=10"
    for day in desk.call("GET", f"/api/slots?{query}")["days"]:
        for slot in day["slots"]:
            hour = datetime.fromisoformat(slot["start"]).astimezone(ZoneInfo(zone)).hour
            if 10 <= hour < 18:
                return _booked(desk, patient, services[0]["id"], slot)
    raise AssertionError("no time is free")


def _booked(desk: Browser, patient: Json, service_id: str, slot: Json) -> Json:
    body = {
        "patient_id": patient["id"], "service_id": service_id, "start": slot["start"],
        "practitioner_id": slot["practitioner_id"],
    }  # fmt: skip
    made: Json = desk.call("POST", "/api/appointments", body)
    return made


def _clock(desk: Browser) -> str:
    return f"{desk.stack['handset']}/_local/clock"


def test_patient_is_called_hears_the_visit_and_confirms_it_by_1(demo: Json, desk: Browser) -> None:
    # Arrange
    number = "+447700900183"
    telephone = Telephone(demo, number)
    patient = _patient(desk, number)
    visit = _visit(desk, patient)
    due = datetime.fromisoformat(visit["start"]).astimezone(UTC) - timedelta(hours=24)

    # Act
    desk.move_clock(to=(due + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    call = desk.wait_for(telephone.ringing, 90)
    telephone.do(call, "answer")
    desk.wait_for(telephone.hears(call, visit["practitioner_name"]), 60)
    telephone.do(call, "keys", keys="1")

    # Assert
    path = f"/api/appointments/{visit['id']}"
    desk.wait_for(lambda: desk.call("GET", path)["confirmed_at"], 60)
    shown = desk.call("GET", f"/api/patients/{patient['id']}/timeline")["items"]
    told = [each["message"] for each in shown if each["kind"] == "message"]
    [reminder] = [each for each in told if each["kind"] == "reminder"]
    assert (reminder["channel"], reminder["status"]) == ("voice", "delivered")
    assert reminder["because"].endswith("the patient answered: confirmed")
