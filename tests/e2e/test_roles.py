"""What each role may ask, for every route of the console; and nothing from a foreign page."""

import re
from typing import Any

import httpx
import pytest

import app  # noqa: F401  (registers every route)
from chalicelib.edge.http import ENDPOINTS, Endpoint
from tests.clinics import WholeClinic, make_whole_clinic
from tests.samples import sample

Stack = dict[str, Any]
_PARTS = re.compile(r"{(\w+)}")


@pytest.fixture(scope="module")
def clinic(in_step: Stack) -> WholeClinic:
    return make_whole_clinic("roles")


_SESSIONS = [e for e in ENDPOINTS if e.guard.name == "session"]
_ROLES = ("owner", "operator", "doctor")


def _route(made: Endpoint) -> str:
    return f"{made.method} {made.path}"


def _ask(cloud: Stack, clinic: WholeClinic, made: Endpoint, **headers: str) -> httpx.Response:
    """With a body and query that the schema accepts, and ids of things that are not there."""
    ids = dict.fromkeys([*clinic.things, "owner_id"], "aaaaaaaaaaaaaaaa")
    said = [sample(s, {**ids, "version": 99}) if s else None for s in (made.body, made.query)]
    body, query = said
    path = _PARTS.sub("aaaaaaaaaaaaaaaa", made.path)
    return httpx.request(
        made.method, cloud["site"] + path, json=body, params=query, headers=headers, timeout=60
    )


_MATRIX = [(m, r) for m in _SESSIONS for r in _ROLES if m.guard.roles and r not in m.guard.roles]


@pytest.mark.parametrize(
    ("made", "role"), _MATRIX, ids=lambda v: _route(v) if isinstance(v, Endpoint) else v
)
def test_route_of_others_is_forbidden_to_a_role(
    cloud: Stack, clinic: WholeClinic, made: Endpoint, role: str
) -> None:
    cookie = f"__Host-session={clinic.browser(cloud, role).cookie}"

    answer = _ask(cloud, clinic, made, **{"Cookie": cookie, "X-Frontdesk": "1"})

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_what_only_owners_do_is_what_the_clinic_expects() -> None:
    """Doctors read; operators run the desk; set-up, staff and billing are the owner's."""
    changing = {e.path for e in _SESSIONS if e.method != "GET" and "doctor" not in e.guard.roles}
    open_to_doctors = {
        e.path for e in _SESSIONS if e.method != "GET" and (not e.guard.roles)
    }  # fmt: skip

    assert open_to_doctors == {
        "/api/appointments/{appointment_id}/confirm", "/api/appointments/{appointment_id}/status",
        "/api/auth/session", "/api/auth/sign-out", "/api/auth/sign-out-everywhere",
        "/api/live/ticket",
    }  # fmt: skip
    for word in ("staff", "billing", "branches", "services", "rooms", "closures", "leave"):
        theirs = [e for e in _SESSIONS if e.path.startswith(f"/api/{word}") and e.method != "GET"]
        assert theirs and {e.guard.roles for e in theirs} == {("owner",)}, word
    assert "/api/clinic" in changing


_WRITES = [e for e in _SESSIONS if e.method != "GET"]
_FOREIGN = {
    "no header": {},
    "foreign origin": {"X-Frontdesk": "1", "Origin": "https://elsewhere.example"},
    "no origin's name": {"X-Frontdesk": "1", "Origin": "null"},
    "broken origin": {"X-Frontdesk": "1", "Origin": "http://["},
}


@pytest.mark.parametrize("how", _FOREIGN)
@pytest.mark.parametrize("made", _WRITES, ids=_route)
def test_write_from_a_foreign_page_is_forbidden(
    cloud: Stack, clinic: WholeClinic, made: Endpoint, how: str
) -> None:
    cookie = f"__Host-session={clinic.browser(cloud).cookie}"

    answer = _ask(cloud, clinic, made, Cookie=cookie, **_FOREIGN[how])

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("made", _SESSIONS, ids=_route)
def test_route_of_the_console_wants_somebody_signed_in(
    cloud: Stack, clinic: WholeClinic, made: Endpoint
) -> None:
    answer = _ask(cloud, clinic, made, **{"X-Frontdesk": "1"})

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
