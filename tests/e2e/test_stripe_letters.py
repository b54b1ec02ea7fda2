"""Stripe's letters about a clinic: twice, out of order, and from somebody who is not Stripe."""

import hashlib
import hmac
import json
import uuid
from typing import Any

import httpx
import pytest

from chalicelib import clock
from chalicelib.gateways import secrets
from infra.local.client import Browser
from tests.clinics import kept, root

Stack = dict[str, Any]


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
            f"{self.cloud['api']}/stripe/webhook", content=raw, headers=headers, timeout=60
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
