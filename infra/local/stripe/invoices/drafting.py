"""Invoices as drafts: the lines of one period, and their sum."""

from infra.local.stripe.account import Account
from infra.local.stripe.catalogue.prices import amount_in
from infra.local.stripe.ids import new_id, random_text
from infra.local.stripe.ledger import Json
from infra.local.stripe.local import settings
from infra.local.stripe.money import rhythm, written

BLANK: Json = {
    "object": "invoice",
    "account_country": "HU",
    "account_name": "Frontdesk",
    "account_tax_ids": None,
    "amount_overpaid": 0,
    "amount_paid": 0,
    "amount_shipping": 0,
    "application": None,
    "attempt_count": 0,
    "attempted": False,
    "automatic_tax": {
        "disabled_reason": None,
        "enabled": False,
        "liability": None,
        "provider": None,
        "status": None,
    },
    "collection_method": "charge_automatically",
    "custom_fields": None,
    "customer_account": None,
    "customer_address": None,
    "customer_shipping": None,
    "customer_tax_exempt": "none",
    "customer_tax_ids": [],
    "default_payment_method": None,
    "default_source": None,
    "default_tax_rates": [],
    "description": None,
    "discounts": [],
    "due_date": None,
    "effective_at": None,
    "ending_balance": None,
    "footer": None,
    "from_invoice": None,
    "invoice_pdf": None,
    "issuer": {"type": "self"},
    "last_finalization_error": None,
    "latest_revision": None,
    "livemode": False,
    "metadata": {},
    "next_payment_attempt": None,
    "number": None,
    "on_behalf_of": None,
    "payment_settings": {
        "default_mandate": None,
        "payment_method_options": None,
        "payment_method_types": None,
    },
    "post_payment_credit_notes_amount": 0,
    "pre_payment_credit_notes_amount": 0,
    "receipt_number": None,
    "rendering": None,
    "shipping_cost": None,
    "shipping_details": None,
    "starting_balance": 0,
    "statement_descriptor": None,
    "status": "draft",
    "test_clock": None,
    "total_discount_amounts": [],
    "total_pretax_credit_amounts": [],
    "total_taxes": [],
    "webhooks_delivered_at": None,
}
NO_TRANSITIONS: Json = {
    "finalized_at": None,
    "marked_uncollectible_at": None,
    "paid_at": None,
    "voided_at": None,
}


def draft(account: Account, subscription: Json, reason: str, since: int) -> Json:
    """Keep and tell of a draft for the subscription's present period.

    `reason` is Stripe's billing_reason; `since` is when the period before began.
    """
    body = composed(account, subscription, reason, since)
    account.add(body, "invoice.created")
    return body


def composed(account: Account, subscription: Json, reason: str, since: int) -> Json:
    now, identifier = account.clock.now(), new_id("invoice")
    customer = account.get("customer", subscription["customer"])
    lines = [_line(account, subscription, item, identifier) for item in _items(subscription)]
    total = sum(line["amount"] for line in lines)
    collects = _collects(subscription)
    delay = settings.read(account.ledger).draft_minutes * 60
    return (
        BLANK
        | _sums(total)
        | {
            "id": identifier,
            "auto_advance": collects,
            "automatically_finalizes_at": now + delay if collects else None,
            "billing_reason": reason,
            "created": now,
            "currency": subscription["currency"],
            "customer": subscription["customer"],
            "customer_email": customer["email"],
            "customer_name": customer["name"],
            "customer_phone": customer["phone"],
            "lines": _list(identifier, lines),
            "next_payment_attempt": now + delay if collects else None,
            "parent": _parent(subscription),
            "period_end": now,
            "period_start": since,
            "status_transitions": dict(NO_TRANSITIONS),
            "_subscription": subscription["id"],
            "_token": random_text(24),
        }
    )


def _items(subscription: Json) -> list[Json]:
    return list(subscription["items"]["data"])


def _collects(subscription: Json) -> bool:
    paused = subscription["pause_collection"] or {}
    return subscription["status"] != "unpaid" and paused.get("behavior") != "keep_as_draft"


def _sums(total: int) -> Json:
    same = ("amount_due", "amount_remaining", "subtotal", "subtotal_excluding_tax", "total")
    return dict.fromkeys((*same, "total_excluding_tax"), total)


def _list(invoice_id: str, lines: list[Json]) -> Json:
    return {
        "object": "list",
        "data": lines,
        "has_more": False,
        "total_count": len(lines),
        "url": f"/v1/invoices/{invoice_id}/lines",
    }


def _parent(subscription: Json) -> Json:
    details = {"metadata": subscription["metadata"], "subscription": subscription["id"]}
    return {
        "quote_details": None,
        "subscription_details": details,
        "type": "subscription_details",
    }


def _line(account: Account, subscription: Json, item: Json, invoice_id: str) -> Json:
    price = account.get("price", item["price"])
    currency, trial = subscription["currency"], subscription["status"] == "trialing"
    unit = 0 if trial else amount_in(price, currency)
    amount = unit * item["quantity"]
    return {
        "id": new_id("line_item"),
        "object": "line_item",
        "amount": amount,
        "currency": currency,
        "description": _description(account, price, item["quantity"], currency, trial),
        "discount_amounts": [],
        "discountable": True,
        "discounts": [],
        "invoice": invoice_id,
        "livemode": False,
        "metadata": item["metadata"],
        "parent": _line_parent(subscription, item),
        "period": {"start": item["current_period_start"], "end": item["current_period_end"]},
        "pretax_credit_amounts": [],
        "pricing": _pricing(price, unit),
        "quantity": item["quantity"],
        "subscription": subscription["id"],
        "subtotal": amount,
        "taxes": [],
    }


def _description(account: Account, price: Json, quantity: int, currency: str, trial: bool) -> str:
    name = account.get("product", price["product"])["name"]
    if trial:
        return f"Trial period for {name}"
    recurring = price["recurring"]
    each = written(amount_in(price, currency), currency)
    every = rhythm(recurring["interval"], recurring["interval_count"])
    return f"{quantity} × {name} (at {each} / {every})"


def _line_parent(subscription: Json, item: Json) -> Json:
    details = {
        "invoice_item": None,
        "proration": False,
        "proration_details": {"credited_items": None},
        "subscription": subscription["id"],
        "subscription_item": item["id"],
    }
    return {
        "invoice_item_details": None,
        "subscription_item_details": details,
        "type": "subscription_item_details",
    }


def _pricing(price: Json, unit: int) -> Json:
    return {
        "price_details": {"price": price["id"], "product": price["product"]},
        "type": "price_details",
        "unit_amount_decimal": str(unit),
    }
