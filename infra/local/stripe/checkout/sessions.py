"""Checkout sessions: opened by the product, open for a day, then complete or expired."""

from infra.local.stripe.account import Account
from infra.local.stripe.catalogue.prices import amount_in
from infra.local.stripe.checkout.model import BLANK, details_of
from infra.local.stripe.checkout.params import (
    CreateSession,
    ListSessions,
    UpdateSession,
)
from infra.local.stripe.ids import new_id
from infra.local.stripe.ledger import Json
from infra.local.stripe.periods import DAY, HOUR
from infra.local.stripe.subscriptions import lines
from infra.local.stripe.subscriptions.lifecycle import Line
from infra.local.stripe.subscriptions.params import NewItem
from infra.local.stripe.subscriptions.trials import trial_end_of
from infra.local.stripe.views import present
from infra.local.stripe.wire import listing
from infra.local.stripe.wire.errors import InvalidRequest
from infra.local.stripe.wire.expansion import shown_items
from infra.local.stripe.wire.operation import Operation
from infra.local.stripe.wire.params import PageParams, Params, merged

_SHOWN = (
    "allow_promotion_codes",
    "billing_address_collection",
    "cancel_url",
    "client_reference_id",
    "customer_email",
    "locale",
    "mode",
    "origin_context",
    "payment_method_collection",
    "submit_type",
    "success_url",
    "ui_mode",
)


def create(account: Account, params: CreateSession) -> Json:
    customer = _customer(account, params)
    currency = lines.currency_for(
        account, customer or {"id": ""}, params.currency, params.line_items[0].price
    )
    items = [NewItem(**item.given()) for item in params.line_items]
    sold = lines.lines_of(account, items, currency, "line_items")
    body = _new(account, params, customer, currency, sold)
    account.add(body)
    return present(account, body)


def _customer(account: Account, params: CreateSession) -> Json | None:
    if params.customer and params.customer_email:
        raise InvalidRequest(
            "You may only specify one of these parameters: customer, customer_email.",
            param="customer_email",
        )
    return account.refer("customer", params.customer, "customer") if params.customer else None


def _new(
    account: Account,
    params: CreateSession,
    customer: Json | None,
    currency: str,
    sold: list[Line],
) -> Json:
    data = params.subscription_data
    trial = data.trial_end or data.trial_period_days
    # Refuses a trial end that has passed, or both ways of saying it, before the page opens.
    trial_end_of(account, str(data.trial_end) if data.trial_end else None, data.trial_period_days)
    items = [_item(account, line, currency, free=bool(trial)) for line in sold]
    total = sum(item["amount_total"] for item in items)
    return (
        BLANK
        | {name: getattr(params, name) for name in _SHOWN}
        | {
            "id": new_id("checkout.session"),
            "amount_subtotal": total,
            "amount_total": total,
            "automatic_tax": {
                "enabled": params.automatic_tax.enabled,
                "liability": None,
                "provider": None,
                "status": None,
            },
            "created": account.clock.now(),
            "currency": currency,
            "customer": customer["id"] if customer else None,
            "customer_creation": None if customer else "always",
            "customer_details": _details(customer, params.customer_email),
            "expires_at": _expiry(account, params),
            "line_items": items,
            "metadata": merged({}, params.metadata),
            "tax_id_collection": {"enabled": params.tax_id_collection.enabled, "required": "never"},
            "_customer_update": params.customer_update.model_dump(),
            "_subscription_data": data.model_dump(),
        }
    )


def _item(account: Account, line: Line, currency: str, *, free: bool) -> Json:
    amount = 0 if free else amount_in(line.price, currency) * line.quantity
    return {
        "id": new_id("item"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": currency,
        "description": account.get("product", line.price["product"])["name"],
        "metadata": line.metadata,
        "price": line.price["id"],
        "quantity": line.quantity,
    }


def _details(customer: Json | None, email: str | None) -> Json | None:
    email = customer["email"] if customer else email
    return None if email is None else details_of(email, customer["name"] if customer else None)


def _expiry(account: Account, params: CreateSession) -> int:
    now = account.clock.now()
    if params.expires_at is None:
        return now + DAY
    if not now + HOUR // 2 <= params.expires_at <= now + DAY:
        raise InvalidRequest(
            "The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from "
            "Checkout Session creation.",
            param="expires_at",
        )
    return params.expires_at


def retrieve(account: Account, params: Params, identifier: str) -> Json:
    return present(account, account.get("checkout.session", identifier))


def update(account: Account, params: UpdateSession, identifier: str) -> Json:
    body = account.get("checkout.session", identifier)
    if "metadata" in params.given():
        body |= {"metadata": merged(body["metadata"], params.metadata)}
    account.change(body)
    return present(account, body)


def expire(account: Account, params: Params, identifier: str) -> Json:
    body = account.get("checkout.session", identifier)
    if body["status"] != "open":
        raise InvalidRequest(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout '
            f"Session has a status of {body['status']}."
        )
    return present(account, _expired(account, body))


def expire_when_due(account: Account, identifier: str) -> None:
    _expired(account, account.get("checkout.session", identifier))


def _expired(account: Account, body: Json) -> Json:
    body |= {"status": "expired"}
    account.change(body)
    account.announce("checkout.session.expired", body)
    return body


def list_sessions(account: Account, params: ListSessions) -> Json:
    conditions = listing.equal(
        customer=params.customer, status=params.status, subscription=params.subscription
    )
    return listing.page(account, "checkout.session", "/v1/checkout/sessions", params, conditions)


def list_line_items(account: Account, params: PageParams, identifier: str) -> Json:
    body = account.get("checkout.session", identifier)
    return {
        "object": "list",
        "data": shown_items(account, body["line_items"]),
        "has_more": False,
        "url": f"/v1/checkout/sessions/{identifier}/line_items",
    }


OPERATIONS = [
    Operation("POST", "/v1/checkout/sessions", CreateSession, create),
    Operation("GET", "/v1/checkout/sessions", ListSessions, list_sessions),
    Operation("GET", "/v1/checkout/sessions/{id}", Params, retrieve),
    Operation("POST", "/v1/checkout/sessions/{id}", UpdateSession, update),
    Operation("POST", "/v1/checkout/sessions/{id}/expire", Params, expire),
    Operation("GET", "/v1/checkout/sessions/{id}/line_items", PageParams, list_line_items),
]
