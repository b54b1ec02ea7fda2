"""Stripe: customers, Checkout, the portal, and what a subscription is now.

The SDK takes 110 ms to import, so only what really asks Stripe imports it.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from chalicelib import clock, config
from chalicelib.errors import Invalid, Unavailable
from chalicelib.gateways import secrets

_TOLERANCE_SECONDS = 300
TRIAL_DAYS = 14
_STAMP = re.compile(r"[0-9]{1,15}")
# Which subscription counts when there are several: the one that lets most.
_RANK = ("active", "trialing", "past_due", "unpaid", "paused", "incomplete", "canceled")


@dataclass(frozen=True)
class Subscription:
    """What Stripe says now. `status` none when there never was one."""

    id: str | None
    status: str
    plan: str | None
    trial_end: datetime | None
    current_period_end: datetime | None
    cancel_at_period_end: bool
    amount: int | None
    currency: str | None


NOTHING = Subscription(None, "none", None, None, None, False, None, None)


def create_customer(tenant_id: str, name: str, email: str) -> str:
    """The customer of a tenant; the same one however often it is asked."""
    made = _call(
        lambda c: c.v1.customers.create(
            params={"name": name, "email": email, "metadata": {"tenant_id": tenant_id}},
            options={"idempotency_key": f"customer-{tenant_id}"},
        )
    )
    customer_id: str = made.id
    return customer_id


def checkout(
    customer_id: str, tenant_id: str, plan: str, currency: str, *, with_trial: bool
) -> str:
    """The address of an open Checkout session for the plan: the open one, if there is one."""
    open_ones = _call(
        lambda c: c.v1.checkout.sessions.list(
            params={"customer": customer_id, "status": "open", "limit": 10}
        )
    ).data
    for session in open_ones:
        if (session.metadata or {})["plan"] == plan and session.url:
            address: str = session.url
            return address
        _call(lambda c, s=session: c.v1.checkout.sessions.expire(s.id))
    return _new_checkout(customer_id, tenant_id, plan, currency, with_trial)


def _new_checkout(
    customer_id: str, tenant_id: str, plan: str, currency: str, with_trial: bool
) -> str:
    price = _price(plan)
    details: dict[str, Any] = {"metadata": {"tenant_id": tenant_id, "plan": plan}}
    if with_trial:
        details["trial_period_days"] = TRIAL_DAYS
    home = config.public_url()
    params: dict[str, Any] = {
        "mode": "subscription",
        "customer": customer_id,
        "client_reference_id": tenant_id,
        "line_items": [{"price": price.id, "quantity": 1}],
        "subscription_data": details,
        "metadata": {"tenant_id": tenant_id, "plan": plan},
        "success_url": f"{home}/welcome?session_id={{CHECKOUT_SESSION_ID}}",
        "cancel_url": f"{home}/welcome?cancelled=1",
    }
    if currency.lower() in (price.currency_options or {}):
        params["currency"] = currency.lower()
    url: str = _call(lambda c: c.v1.checkout.sessions.create(params=params)).url
    return url


def portal(customer_id: str) -> str:
    """The address of the portal for cards, invoices and cancelling."""
    params = {
        "customer": customer_id,
        "return_url": f"{config.public_url()}/console/settings/billing",
    }
    url: str = _call(lambda c: c.v1.billing_portal.sessions.create(params=params)).url
    return url


def subscription_of(customer_id: str) -> Subscription:
    """The subscription that counts; extra live ones (two open tabs) are cancelled here."""
    found = _call(
        lambda c: c.v1.subscriptions.list(
            params={"customer": customer_id, "status": "all", "limit": 20}
        )
    ).data
    ranked = sorted(found, key=lambda s: (_rank(s.status), s.created))
    for extra in ranked[1:]:
        if extra.status in ("trialing", "active") and ranked[0].status in ("trialing", "active"):
            _call(lambda c, s=extra: c.v1.subscriptions.cancel(s.id))
    return _told(ranked[0]) if ranked else NOTHING


def prices(currency: str) -> dict[str, tuple[int, str]]:
    """Amount (minor units) and currency of each plan, in the wanted currency where there is one."""
    found = {}
    for price in _prices():
        options = price.currency_options or {}
        wanted = currency.lower()
        if wanted in options:
            found[_plan(price)] = (int(options[wanted].unit_amount), wanted.upper())
        else:
            found[_plan(price)] = (int(price.unit_amount), price.currency.upper())
    return found


def verify(raw: bytes, header: str | None) -> None:
    """Raises Invalid unless one of the header's v1 signatures is right and recent.

    Source: Stripe's documentation of webhook signatures; several v1 stand while secrets rotate.
    """
    parts = [part.partition("=") for part in (header or "").split(",")]
    stamps = [value for name, _, value in parts if name == "t" and _STAMP.fullmatch(value)]
    given = [value.encode() for name, _, value in parts if name == "v1"]
    if not stamps or abs(clock.epoch() - int(stamps[0])) > _TOLERANCE_SECONDS:
        raise Invalid("The signature is too old or missing.", fields={"Stripe-Signature": "t"})
    signed = stamps[0].encode() + b"." + raw
    for secret in secrets.stripe_webhook_secrets():
        expected = hmac.new(secret.strip().encode(), signed, hashlib.sha256).hexdigest().encode()
        if any(hmac.compare_digest(expected, each) for each in given):
            return
    raise Invalid("The signature is not right.", fields={"Stripe-Signature": "v1"})


def _told(subscription: Any) -> Subscription:
    item = subscription["items"].data[0]
    return Subscription(
        subscription.id,
        subscription.status,
        _plan(item.price),
        _instant(subscription.trial_end),
        _instant(item.current_period_end),
        bool(subscription.cancel_at_period_end or subscription.cancel_at),
        item.price.unit_amount,
        (subscription.currency or item.price.currency).upper(),
    )


def _plan(price: Any) -> str:
    return str(price.lookup_key or "").removesuffix("_monthly")


def _price(plan: str) -> Any:
    for price in _prices():
        if _plan(price) == plan:
            return price
    raise Invalid("This plan is not offered.", fields={"plan": "must be one of the plans"})


@cache
def _prices() -> list[Any]:
    keys = ["starter_monthly", "clinic_monthly", "network_monthly"]
    params: dict[str, Any] = {"lookup_keys": keys, "expand": ["data.currency_options"]}
    found: list[Any] = _call(lambda c: c.v1.prices.list(params=params)).data
    return found


def _rank(status: str) -> int:
    return _RANK.index(status) if status in _RANK else len(_RANK)


def _instant(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _call(ask: Any) -> Any:
    import stripe

    try:
        return ask(_client())
    except stripe.InvalidRequestError:
        raise
    except stripe.StripeError:
        raise Unavailable("The payment service does not answer. Please try again.") from None


@cache
def _client() -> Any:
    import stripe

    base = config.stripe_api_base()
    extra: dict[str, Any] = {"base_addresses": {"api": base}} if base else {}
    return stripe.StripeClient(
        secrets.stripe_api_key(),
        max_network_retries=2,
        http_client=stripe.RequestsClient(timeout=(3, 10)),
        **extra,
    )
