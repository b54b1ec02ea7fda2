"""Subscriptions through time: begun, renewed, tried, paused, ended."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from infra.local.stripe.account import Account
from infra.local.stripe.ids import new_id
from infra.local.stripe.invoices import collecting, drafting
from infra.local.stripe.ledger import Json
from infra.local.stripe.subscriptions import model, standing
from infra.local.stripe.subscriptions.model import BLANK

UPDATED = "customer.subscription.updated"


class Line(NamedTuple):
    price: Json
    quantity: int
    metadata: dict[str, str]


@dataclass(frozen=True)
class Start:
    """What a new subscription is made from. `trial_end` in Unix seconds.

    `first_payment`: "attempt" charges the first invoice, "leave_open" waits for somebody to.
    """

    customer: str
    currency: str
    lines: list[Line]
    trial_end: int | None = None
    card: str | None = None
    more: Json = field(default_factory=dict)
    first_payment: Literal["attempt", "leave_open"] = "attempt"
    holder_present: bool = False


def begin(account: Account, start: Start) -> Json:
    """The subscription after its first invoice: trialing, active, or incomplete."""
    body = _new(account, start)
    account.add(body)
    _fix_currency(account, start)
    invoice = drafting.draft(account, body, "subscription_create", account.clock.now())
    body |= {"latest_invoice": invoice["id"]}
    account.change(body)
    account.announce("customer.subscription.created", body)
    invoice = collecting.finalize(account, invoice)
    if invoice["status"] == "open" and start.first_payment == "attempt":
        collecting.charge(account, invoice, holder_present=start.holder_present)
    return account.get("subscription", body["id"])


def _new(account: Account, start: Start) -> Json:
    now, identifier = account.clock.now(), new_id("subscription")
    recurring = start.lines[0].price["recurring"]
    items = [new_item(account, identifier, line) for line in start.lines]
    body = BLANK | {
        "id": identifier,
        "billing_cycle_anchor": now,
        "created": now,
        "currency": start.currency,
        "customer": start.customer,
        "default_payment_method": start.card,
        "items": model.item_list(identifier, items),
        "start_date": now,
        "status": "incomplete",
        "_interval": [recurring["interval"], recurring["interval_count"]],
    }
    body |= start.more
    body = model.with_period(body, *model.period_from(body, now))
    return model.with_trial(body, start.trial_end, now) if start.trial_end else body


def new_item(account: Account, subscription_id: str, line: Line) -> Json:
    now = account.clock.now()
    return {
        "id": new_id("subscription_item"),
        "object": "subscription_item",
        "billing_thresholds": None,
        "created": now,
        "current_period_end": now,
        "current_period_start": now,
        "discounts": [],
        "metadata": line.metadata,
        "price": line.price["id"],
        "quantity": line.quantity,
        "subscription": subscription_id,
        "tax_rates": [],
    }


def _fix_currency(account: Account, start: Start) -> None:
    customer = account.get("customer", start.customer)
    if customer["currency"] is None:
        account.change(customer | {"currency": start.currency}, "customer.updated")


def bill_period(
    account: Account, body: Json, start: int, reason: str, *, at_once: bool = False
) -> Json:
    """Move into the period that begins at `start` and bill it: now, or as a draft first."""
    since = model.period(body)[0]
    body = model.with_period(body, *model.period_from(body, start))
    invoice = drafting.draft(account, body, reason, since)
    body |= {"latest_invoice": invoice["id"]}
    account.change(body, UPDATED)
    if at_once and invoice["auto_advance"]:
        collecting.finalize_when_due(account, invoice["id"])
    return account.get("subscription", body["id"])


def renew(account: Account, subscription_id: str) -> None:
    body = account.get("subscription", subscription_id)
    bill_period(account, body, model.period(body)[1], "subscription_cycle")


def warn_of_trial_end(account: Account, subscription_id: str) -> None:
    body = account.get("subscription", subscription_id) | {"_trial_warned": True}
    account.change(body)
    account.announce("customer.subscription.trial_will_end", body)


def end_trial(account: Account, subscription_id: str) -> None:
    """The trial's day has come: billed from here, or what was chosen for having no card."""
    body = account.get("subscription", subscription_id)
    without_card = body["trial_settings"]["end_behavior"]["missing_payment_method"]
    if without_card == "create_invoice" or _has_card(account, body):
        after_trial(account, body)
    elif without_card == "cancel":
        standing.cancel(account, body, reason="payment_failed")
    else:
        pause(account, body)


def after_trial(account: Account, body: Json, *, at_once: bool = False) -> Json:
    """Active and billed, beginning where the trial ends."""
    start = body["trial_end"]
    body |= {"status": "active", "billing_cycle_anchor": start}
    reason = "subscription_update" if at_once else "subscription_cycle"
    return bill_period(account, body, start, reason, at_once=at_once)


def _has_card(account: Account, body: Json) -> bool:
    customer = account.get("customer", body["customer"])
    own = customer["invoice_settings"]["default_payment_method"]
    return bool(body["default_payment_method"] or own)


def pause(account: Account, body: Json) -> Json:
    body |= {"status": "paused"}
    account.change(body, UPDATED)
    account.announce("customer.subscription.paused", body)
    return body


def resume(account: Account, body: Json, *, keep_anchor: bool) -> Json:
    """Active again. A new period is billed, unless the anchor is kept and it has not passed."""
    now = account.clock.now()
    body |= {"status": "active"}
    if keep_anchor and now < model.period(body)[1]:
        account.change(body, UPDATED)
    else:
        body |= {} if keep_anchor else {"billing_cycle_anchor": now}
        body = bill_period(account, body, now, "subscription_update", at_once=True)
    account.announce("customer.subscription.resumed", body)
    return body


def resume_collection(account: Account, subscription_id: str) -> None:
    body = account.get("subscription", subscription_id)
    account.change(body | {"pause_collection": None}, UPDATED)


def cancel_as_scheduled(account: Account, subscription_id: str) -> None:
    body = account.get("subscription", subscription_id)
    standing.cancel(account, body, reason="cancellation_requested")


def expire_incomplete(account: Account, subscription_id: str) -> None:
    """Nobody paid the first invoice within 23 hours."""
    body = account.get("subscription", subscription_id)
    body |= {"status": "incomplete_expired", "ended_at": account.clock.now()}
    account.change(body, UPDATED)
    invoice = account.get("invoice", body["latest_invoice"])
    if invoice["status"] == "open":
        collecting.void(account, invoice)
