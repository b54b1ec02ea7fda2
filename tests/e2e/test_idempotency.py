"""The same request twice does its work once; the same key for another request is refused."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import count
from typing import Any

import httpx
import pytest

import app  # noqa: F401  (registers every route)
from chalicelib.edge.http import ENDPOINTS, Endpoint
from infra.local.client import Browser, Refused
from tests.clinics import WholeClinic, free_slots, kept, make_whole_clinic
from tests.e2e.rush import instant
from tests.samples import sample

Stack = dict[str, Any]
_CREATING = [
    e for e in ENDPOINTS if e.method == "POST" and e.status == 201 and e.guard.name == "session"
]
# Facts and the entries that they lead to come later, and on their own.
_FOLLOWS = {"Event", "Inquiry", "InquiryCount", "Limit", "Timer", "Sheet", "SetupVersion"}
_days = count()
_TEXTS = ("note", "reason", "name", "filename", "body", "given_name")


@pytest.fixture(scope="module")
def clinic(in_step: Stack) -> WholeClinic:
    return make_whole_clinic("again", plan="network")


def _name(made: Endpoint) -> str:
    return made.path


def _things(cloud: Stack, clinic: WholeClinic) -> set[tuple[str, str]]:
    found = kept(cloud, clinic.ctx.tenant_id).items()
    return {key for key, item in found if item["kind"]["S"] not in _FOLLOWS}


def _next_day() -> str:
    """Closing a closed day is nothing new."""
    return (date(2027, 5, 5) + timedelta(next(_days))).isoformat()


def _request(clinic: WholeClinic, made: Endpoint) -> tuple[str, Stack]:
    """Path and body of something new and possible."""
    assert made.body
    ids = {name: clinic.id_of(name) for name in clinic.things}
    service, who = clinic.things["service_id"], clinic.things["practitioner_id"]
    start = free_slots(clinic.ctx, service, who)[4]
    given = {**ids, "start": instant(start), "to": "2027-03-22T11:00", "date": _next_day()}
    given |= {"email": f"{uuid.uuid4().hex}@example.com"}
    fields = {info.alias or name for name, info in made.body.model_fields.items()}
    body = sample(made.body, {n: v for n, v in given.items() if n in fields or n in ids})
    if "staff_id" in fields:
        body["staff_id"] = clinic.staff["doctor"].id
    if "notify" in fields:
        body["notify"] = False
    return made.path.replace("{patient_id}", ids["patient_id"]), body


@pytest.mark.parametrize("made", _CREATING, ids=_name)
def test_creating_twice_with_one_key_makes_one(
    cloud: Stack, clinic: WholeClinic, made: Endpoint
) -> None:
    browser, key = clinic.browser(cloud), uuid.uuid4().hex
    path, body = _request(clinic, made)
    first = browser.call("POST", path, body, key=key)
    before = _things(cloud, clinic)

    second = browser.call("POST", path, body, key=key)

    assert _told(second) == _told(first)
    assert _things(cloud, clinic) == before
    assert first["id"] in json.dumps([*before])


@pytest.mark.parametrize("made", _CREATING, ids=_name)
def test_key_of_another_request_is_refused(
    cloud: Stack, clinic: WholeClinic, made: Endpoint
) -> None:
    browser, key = clinic.browser(cloud), uuid.uuid4().hex
    path, body = _request(clinic, made)
    fields = made.body.model_fields if made.body else {}
    changed = {**body, next(n for n in _TEXTS if n in fields): "another"}
    browser.call("POST", path, body, key=key)
    before = _things(cloud, clinic)

    with pytest.raises(Refused) as refused:
        browser.call("POST", path, changed, key=key)

    assert (refused.value.status, refused.value.code) == (409, "conflict")
    assert _things(cloud, clinic) == before


@pytest.mark.parametrize("made", _CREATING, ids=_name)
def test_same_request_at_the_same_moment_makes_one(
    cloud: Stack, clinic: WholeClinic, made: Endpoint
) -> None:
    key = uuid.uuid4().hex
    path, body = _request(clinic, made)
    browsers = [clinic.browser(cloud) for _ in range(4)]
    for browser in browsers:
        browser.cookie = browsers[0].cookie

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda b: b.call("POST", path, body, key=key), browsers))

    assert len({each["id"] for each in told}) == 1
    ids = [pk for pk, _ in _things(cloud, clinic)] + [sk for _, sk in _things(cloud, clinic)]
    assert any(told[0]["id"] in each for each in ids)


def _told(answer: Stack) -> Stack:
    """Without what is signed anew each time, or goes its way at the carrier meanwhile."""
    passing = {"upload", "status"} if answer.get("channel") == "sms" else {"upload"}
    return {name: value for name, value in answer.items() if name not in passing}


def test_widget_booking_sent_again_is_the_same_booking(cloud: Stack, clinic: WholeClinic) -> None:
    widget = Browser(cloud).widget(clinic.site_key)
    start = free_slots(clinic.ctx, clinic.things["service_id"], clinic.things["practitioner_id"])[9]
    slot = {"start": instant(start), "practitioner_id": clinic.id_of("practitioner_id")}
    person = {"given_name": "Jo", "family_name": "Again", "phone": "+447700900188"}
    said = {"service_id": clinic.id_of("service_id"), **slot}
    held = widget.post("holds", said)
    code = widget.code(held["token"], person["phone"])
    body = {
        "token": held["token"], "code": code, "patient": person, "idempotency_key": "once",
        "consents": {"terms": True, "marketing": False},
    }  # fmt: skip
    first = widget.post("bookings", body)
    before = _things(cloud, clinic)

    second = widget.post("bookings", body)
    with pytest.raises(Refused) as refused:
        widget.post("bookings", {**body, "note": "another"})

    assert second == first
    assert (refused.value.status, refused.value.code) == (409, "conflict")
    assert _things(cloud, clinic) >= before
    assert {pk for pk, _ in _things(cloud, clinic) if "#APPOINTMENT#" in pk} == {
        pk for pk, _ in before if "#APPOINTMENT#" in pk
    }


def test_widget_hold_sent_again_is_the_same_hold(cloud: Stack, clinic: WholeClinic) -> None:
    widget = Browser(cloud).widget(clinic.site_key)
    service, who = clinic.things["service_id"], clinic.things["practitioner_id"]
    starts = free_slots(clinic.ctx, service, who)
    said = {"service_id": service.id, "idempotency_key": uuid.uuid4().hex}
    body = {**said, "start": instant(starts[14]), "practitioner_id": None}

    first, second = (widget.post("holds", body) for _ in range(2))
    with pytest.raises(Refused) as refused:
        widget.post("holds", {**body, "start": instant(starts[18])})
    with ThreadPoolExecutor(4) as pool:
        fresh = {**body, "idempotency_key": "twins", "start": instant(starts[22])}
        twins = list(pool.map(lambda _: widget.post("holds", fresh), range(4)))

    assert (second["token"], second["slot"]) == (first["token"], first["slot"])
    assert (refused.value.status, refused.value.code) == (409, "conflict")
    assert len({each["token"] for each in twins}) == 1


@pytest.mark.parametrize("change", ["cancel", "move"])
def test_patients_change_sent_again_is_done_once(in_step: Stack, change: str) -> None:
    clinic = make_whole_clinic("link")
    service, who = clinic.things["service_id"], clinic.things["practitioner_id"]
    start = free_slots(clinic.ctx, service, who)[12]
    body = {"start": instant(start)} if change == "move" else {}
    headers = {"X-Link": clinic.link, "Idempotency-Key": uuid.uuid4().hex}
    url = f"{in_step['api']}/visit/{change}"

    told = [httpx.post(url, json=body, headers=headers, timeout=60) for _ in range(2)]
    other = httpx.post(url, json=body, headers={"X-Link": clinic.link}, timeout=60)

    assert [t.status_code for t in told] == [200, 200]
    assert told[0].json()["visit"] == told[1].json()["visit"]
    assert (other.status_code, other.json()["code"]) == (409, "link_used")
