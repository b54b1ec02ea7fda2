"""Paying on the Checkout page: everything that follows from it happens, or none of it."""

from typing import NamedTuple

from infra.local.stripe.account import Account
from infra.local.stripe.checkout.model import details_of
from infra.local.stripe.customers import cards, customers, payment_methods
from infra.local.stripe.customers.cards import Card
from infra.local.stripe.ledger import Json
from infra.local.stripe.local import settings
from infra.local.stripe.subscriptions import lifecycle
from infra.local.stripe.subscriptions.lifecycle import Line, Start
from infra.local.stripe.subscriptions.model import ENDED
from infra.local.stripe.subscriptions.trials import trial_end_of
from infra.local.stripe.wire.errors import CardDeclined, InvalidRequest


class HolderAsked(Exception):
    """The bank wants the card's holder to confirm; ask, and come back with the answer."""


class Typed(NamedTuple):
    """What was typed on the page. `confirmed`: the holder's answer to the bank, if asked."""

    email: str = ""
    name: str = ""
    number: str = ""
    expiry: str = ""
    cvc: str = ""
    confirmed: str = ""


def needs_card(body: Json) -> bool:
    total: int = body["amount_total"]
    return body["payment_method_collection"] == "always" or total > 0


def complete(account: Account, body: Json, typed: Typed) -> Json:
    """The completed session. Raises CardDeclined, HolderAsked, or InvalidRequest if not open."""
    if body["status"] != "open":
        raise InvalidRequest(f"This Checkout Session is {body['status']}.")
    card = _checked_card(account, body, typed) if needs_card(body) else None
    customer = _customer(account, body, typed)
    _refuse_second(account, customer["id"])
    kept = None
    if card is not None:
        kept = payment_methods.keep(
            account, card, customer["id"], typed.name or None, customer["email"]
        )
    subscription = lifecycle.begin(account, _start(account, body, customer, kept))
    body |= {
        "customer": customer["id"],
        "customer_details": details_of(customer["email"], typed.name or customer["name"]),
        "invoice": subscription["latest_invoice"],
        "payment_status": "no_payment_required" if subscription["trial_end"] else "paid",
        "status": "complete",
        "subscription": subscription["id"],
    }
    account.change(body)
    account.announce("checkout.session.completed", body)
    return body


def _checked_card(account: Account, body: Json, typed: Typed) -> Card:
    card = cards.read(typed.number, typed.expiry, typed.cvc, account.clock.now())
    behaviour = card.behaviour
    refused = behaviour.refused_when == "given"
    if refused or (behaviour.refused_when == "charged" and body["amount_total"] > 0):
        raise cards.declined(behaviour)
    if behaviour.asks and not typed.confirmed:
        raise HolderAsked
    if behaviour.asks and typed.confirmed != "yes":
        raise CardDeclined(
            "We are unable to authenticate your payment method. Please choose a different "
            "payment method and try again.",
            code="payment_intent_authentication_failure",
        )
    return card


def _customer(account: Account, body: Json, typed: Typed) -> Json:
    if body["customer"]:
        known = account.get("customer", body["customer"])
        if body["_customer_update"]["name"] == "auto" and typed.name:
            account.change(known | {"name": typed.name}, "customer.updated")
        return account.get("customer", known["id"])
    email = body["customer_email"] or typed.email
    if not email:
        raise CardDeclined("Your email is incomplete.", code="email_invalid", param="email")
    fields = {"email": email} | ({"name": typed.name} if typed.name else {})
    made = customers.create(account, customers.CreateCustomer.model_validate(fields))
    return account.get("customer", made["id"])


def _refuse_second(account: Account, customer_id: str) -> None:
    if not settings.read(account.ledger).one_subscription_per_customer:
        return
    held = account.bodies("subscription", customer=customer_id)
    if any(body["status"] not in (*ENDED, "incomplete") for body in held):
        raise InvalidRequest("You already have a subscription.")


def _start(account: Account, body: Json, customer: Json, card: Json | None) -> Start:
    data = body["_subscription_data"]
    trial_end = str(data["trial_end"]) if data["trial_end"] else None
    more = {"description": data["description"], "metadata": data["metadata"] or {}}
    if data["trial_settings"]:
        more["trial_settings"] = data["trial_settings"]
    return Start(
        customer=customer["id"],
        currency=body["currency"],
        lines=[_line(account, item) for item in body["line_items"]],
        trial_end=trial_end_of(account, trial_end, data["trial_period_days"]),
        card=card["id"] if card else None,
        more=more,
        holder_present=True,
    )


def _line(account: Account, item: Json) -> Line:
    return Line(account.get("price", item["price"]), item["quantity"], item["metadata"])
