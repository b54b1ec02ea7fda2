"""The same request twice does its work once; the same key for another request is refused."""

import hashlib
import hmac
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import count
from typing import Any

import httpx
import pytest

import app  # noqa: F401  (registers every route)
from chalicelib import clock
from chalicelib.edge.http import ENDPOINTS, Endpoint
from chalicelib.gateways import secrets
from infra.local.client import Browser, Refused
from tests.clinics import WholeClinic, free_slots, kept, make_whole_clinic, root
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
    """Without what is signed anew each time."""
    return {name: value for name, value in answer.items() if name != "upload"}


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


class Paying:
    """A clinic that pays, and Stripe's letters about it."""

    def __init__(self, cloud: Stack) -> None:
        self.cloud, self.browser = cloud, Browser(cloud)
        self.session = self.browser.sign_up(
            {
                "clinic_name": "Paying Clinic", "country": "GB", "owner_name": "Robin Sample",
                "email": f"{uuid.uuid4().hex}@example.com", "password": "a good long secret 7",
                "plan": "clinic",
            }
        )  # fmt: skip
        self.tenant_id = self.session["clinic"]["id"]
        profile = kept(cloud, self.tenant_id)[f"T#{self.tenant_id}#CLINIC", "PROFILE"]
        self.customer = profile["customer_id"]["S"]

    def letter(self, kind: str, **thing: Any) -> bytes:
        inner = {"object": "subscription", "customer": self.customer, **thing}
        event = {"id": f"evt_{uuid.uuid4().hex}", "object": "event", "type": kind}
        return json.dumps({**event, "data": {"object": inner}}).encode()

    def post(self, raw: bytes, signature: str | None = None) -> httpx.Response:
        headers = {"Stripe-Signature": signature or signed(raw), "Content-Type": "application/json"}
        return httpx.post(
            f"{self.cloud['api']}/stripe/webhook", content=raw, headers=headers, timeout=30
        )

    def is_handled(self, raw: bytes) -> bool:
        event_id = json.loads(raw)["id"]
        found = root(self.cloud, "dynamodb").get_item(
            TableName=self.cloud["outputs"]["TableName"],
            Key={"pk": {"S": f"P#EVENT#{event_id}"}, "sk": {"S": "DONE"}},
            ConsistentRead=True,
        )
        return "Item" in found

    def status(self) -> Any:
        return self.browser.call("GET", "/api/clinic")["status"]


def signed(raw: bytes, at: int | None = None) -> str:
    stamp = str(at if at is not None else clock.epoch())
    secret = secrets.stripe_webhook_secrets()[0].strip().encode()
    made = hmac.new(secret, stamp.encode() + b"." + raw, hashlib.sha256).hexdigest()
    return f"t={stamp},v1={made}"


@pytest.fixture(scope="module")
def paying(in_step: Stack) -> Paying:
    return Paying(in_step)


def test_letters_of_stripe_twice_and_out_of_order_leave_what_is_true(paying: Paying) -> None:
    """An old letter says that it ended and one that it began; what Stripe says now counts."""
    ended = paying.letter("customer.subscription.deleted", status="canceled")
    begun = paying.letter("customer.subscription.created", status="incomplete")

    told = [paying.post(raw).status_code for raw in (ended, begun, ended, begun, ended)]
    paying.browser.wait_for(lambda: paying.is_handled(ended) and paying.is_handled(begun), 60)

    assert told == [200] * 5
    assert paying.status() == "trialing"


@pytest.mark.parametrize(
    "signature",
    ["", "t=1,v1=00", "t=²,v1=00", f"t={'9' * 5000},v1=0", "v1=00", "t=now", "no signature", "é"],
)
def test_letter_with_a_wrong_signature_is_refused(paying: Paying, signature: str) -> None:
    raw = paying.letter("customer.subscription.deleted", status="canceled")
    header = signature.encode("latin-1") or b"-"

    answer = paying.post(raw, header)  # type: ignore[arg-type]

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert not paying.is_handled(raw)


def test_letter_with_a_right_time_and_strange_signature_is_refused(paying: Paying) -> None:
    raw = paying.letter("customer.subscription.deleted", status="canceled")

    answer = paying.post(raw, f"t={clock.epoch()},v1=é".encode("latin-1"))  # type: ignore[arg-type]

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_letter_that_is_old_or_changed_is_refused(paying: Paying) -> None:
    raw = paying.letter("customer.subscription.deleted", status="canceled")
    old = signed(raw, clock.epoch() - 3600)

    answers = [paying.post(raw, old), paying.post(raw + b" ", signed(raw))]

    assert [a.status_code for a in answers] == [422, 422]
    assert not paying.is_handled(raw)
