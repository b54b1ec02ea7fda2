"""How a kept object reads on the wire: links filled in, private and on-request fields left out."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from infra.local.stripe.account import Account

Json = dict[str, Any]
# Only shown when a caller expands them.
ON_REQUEST = {
    "price": ("currency_options",),
    "checkout.session": ("line_items",),
}


def present(account: Account, body: Json) -> Json:
    """The object as the API shows it, with nothing expanded. A copy: callers may change it."""
    if body.get("deleted"):
        return {"id": body["id"], "object": body["object"], "deleted": True}
    hidden = ON_REQUEST.get(body["object"], ())
    shown = {
        name: copy.deepcopy(value)
        for name, value in body.items()
        if not name.startswith("_") and name not in hidden
    }
    fill = _FILLED.get(body["object"])
    if fill is not None:
        fill(account, body, shown)
    return shown


def _subscription(account: Account, _: Json, shown: Json) -> None:
    shown["items"]["data"] = [present_item(account, item) for item in shown["items"]["data"]]


def present_item(account: Account, item: Json) -> Json:
    """A subscription item: it embeds its price (and the older `plan` reading of it)."""
    price = present(account, account.get("price", item["price"]))
    return {**item, "price": price, "plan": _plan(price)}


def _plan(price: Json) -> Json:
    same = ("id", "active", "billing_scheme", "created", "currency", "livemode", "metadata")
    recurring = price["recurring"]
    return {
        **{name: price[name] for name in (*same, "nickname", "product", "tiers_mode")},
        "object": "plan",
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "interval": recurring["interval"],
        "interval_count": recurring["interval_count"],
        "meter": None,
        "transform_usage": None,
        "trial_period_days": recurring["trial_period_days"],
        "usage_type": recurring["usage_type"],
    }


def _invoice(account: Account, body: Json, shown: Json) -> None:
    finalized = body["status"] != "draft"
    link = f"{account.public_url}/i/{body['_token']}" if finalized else None
    shown["hosted_invoice_url"] = link


def _checkout_session(account: Account, body: Json, shown: Json) -> None:
    shown["url"] = f"{account.public_url}/c/pay/{body['id']}" if body["status"] == "open" else None


def _portal_session(account: Account, body: Json, shown: Json) -> None:
    shown["url"] = f"{account.public_url}/p/session/{body['_token']}"


def _event(account: Account, body: Json, shown: Json) -> None:
    row = account.ledger.db.execute(
        "SELECT count(*) FROM deliveries WHERE event_id = ? AND state = 'pending'", (body["id"],)
    ).fetchone()
    shown["pending_webhooks"] = int(row[0])


_FILLED: dict[str, Callable[[Account, Json, Json], None]] = {
    "subscription": _subscription,
    "invoice": _invoice,
    "checkout.session": _checkout_session,
    "billing_portal.session": _portal_session,
    "event": _event,
}
