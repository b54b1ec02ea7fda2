"""One attempt to take an invoice's amount from a card: payment intent, charge, outcome."""

from typing import NamedTuple

from infra.local.stripe.account import Account
from infra.local.stripe.customers.cards import Behaviour, behaviour_of
from infra.local.stripe.ids import new_id
from infra.local.stripe.ledger import Json

INTENT_BLANK: Json = {
    "object": "payment_intent",
    "amount_capturable": 0,
    "amount_details": {"tip": {}},
    "amount_received": 0,
    "application": None,
    "application_fee_amount": None,
    "automatic_payment_methods": None,
    "canceled_at": None,
    "cancellation_reason": None,
    "capture_method": "automatic",
    "confirmation_method": "automatic",
    "last_payment_error": None,
    "latest_charge": None,
    "livemode": False,
    "metadata": {},
    "next_action": None,
    "on_behalf_of": None,
    "payment_method": None,
    "payment_method_options": {},
    "payment_method_types": ["card"],
    "processing": None,
    "receipt_email": None,
    "review": None,
    "setup_future_usage": "off_session",
    "shipping": None,
    "source": None,
    "statement_descriptor": None,
    "statement_descriptor_suffix": None,
    "status": "requires_payment_method",
    "transfer_data": None,
    "transfer_group": None,
}
CHARGE_BLANK: Json = {
    "object": "charge",
    "amount_refunded": 0,
    "application": None,
    "application_fee": None,
    "application_fee_amount": None,
    "balance_transaction": None,
    "calculated_statement_descriptor": "FRONTDESK",
    "disputed": False,
    "failure_balance_transaction": None,
    "fraud_details": {},
    "livemode": False,
    "metadata": {},
    "on_behalf_of": None,
    "receipt_email": None,
    "receipt_number": None,
    "receipt_url": None,
    "refunded": False,
    "review": None,
    "shipping": None,
    "source": None,
    "source_transfer": None,
    "statement_descriptor": None,
    "statement_descriptor_suffix": None,
    "transfer_data": None,
    "transfer_group": None,
}


class Outcome(NamedTuple):
    """`problem` is None when the money moved; `needs_holder`: the bank wants to ask the holder."""

    intent_id: str
    problem: Json | None
    needs_holder: bool = False


def open_intent(account: Account, invoice: Json) -> None:
    """The payment intent and the invoice payment that a finalized invoice waits on."""
    now = account.clock.now()
    intent_id = new_id("payment_intent")
    intent = INTENT_BLANK | {
        "id": intent_id,
        "amount": invoice["amount_due"],
        "client_secret": f"{intent_id}_secret_{intent_id[-8:]}",
        "created": now,
        "currency": invoice["currency"],
        "customer": invoice["customer"],
        "description": "Subscription creation"
        if invoice["billing_reason"] == "subscription_create"
        else "Subscription update",
    }
    account.add(intent, "payment_intent.created")
    payment = {
        "id": new_id("invoice_payment"),
        "object": "invoice_payment",
        "amount_paid": None,
        "amount_requested": invoice["amount_due"],
        "created": now,
        "currency": invoice["currency"],
        "invoice": invoice["id"],
        "is_default": True,
        "livemode": False,
        "payment": {"type": "payment_intent", "payment_intent": intent_id},
        "status": "open",
        "status_transitions": {"canceled_at": None, "paid_at": None},
    }
    account.add(payment)


def try_card(
    account: Account, invoice: Json, card: Json | None, *, holder_present: bool
) -> Outcome:
    """Charge the invoice's intent. Everything that happened is kept, whatever the outcome."""
    payment = account.bodies("invoice_payment", invoice=invoice["id"])[0]
    intent = account.get("payment_intent", payment["payment"]["payment_intent"])
    if card is None:
        return Outcome(intent["id"], _problem("There is no payment method to charge.", None))
    behaviour = behaviour_of(card["_number"])
    intent |= {"payment_method": card["id"]}
    if behaviour.asks == "always" and not holder_present:
        return _ask(account, intent)
    if behaviour.refused_when:
        return _refuse(account, intent, card, behaviour)
    return _take(account, intent, payment, card)


def _take(account: Account, intent: Json, payment: Json, card: Json) -> Outcome:
    now, amount = account.clock.now(), intent["amount"]
    charge = _charge(account, intent, card, None)
    account.add(charge, "charge.succeeded")
    intent |= {
        "amount_received": amount,
        "last_payment_error": None,
        "latest_charge": charge["id"],
        "next_action": None,
        "status": "succeeded",
    }
    account.change(intent)
    account.announce("payment_intent.succeeded", intent)
    payment |= {
        "amount_paid": amount,
        "status": "paid",
        "status_transitions": {"canceled_at": None, "paid_at": now},
    }
    account.change(payment)
    account.announce("invoice_payment.paid", payment)
    return Outcome(intent["id"], None)


def _refuse(account: Account, intent: Json, card: Json, behaviour: Behaviour) -> Outcome:
    charge = _charge(account, intent, card, behaviour)
    account.add(charge, "charge.failed")
    problem = _problem(behaviour.message, card) | {
        "code": behaviour.code,
        "decline_code": behaviour.decline_code,
        "charge": charge["id"],
    }
    intent |= {
        "last_payment_error": problem,
        "latest_charge": charge["id"],
        "status": "requires_payment_method",
    }
    account.change(intent)
    account.announce("payment_intent.payment_failed", intent)
    return Outcome(intent["id"], problem)


def _ask(account: Account, intent: Json) -> Outcome:
    problem = _problem("Your card was declined. This transaction requires authentication.", None)
    problem |= {"code": "authentication_required", "decline_code": "authentication_required"}
    intent |= {
        "last_payment_error": problem,
        "next_action": {"type": "use_stripe_sdk", "use_stripe_sdk": {}},
        "status": "requires_action",
    }
    account.change(intent)
    account.announce("payment_intent.requires_action", intent)
    return Outcome(intent["id"], problem, needs_holder=True)


def _problem(message: str, card: Json | None) -> Json:
    shown = {name: value for name, value in (card or {}).items() if not name.startswith("_")}
    return {"type": "card_error", "message": message} | ({"payment_method": shown} if card else {})


def _charge(account: Account, intent: Json, card: Json, failure: Behaviour | None) -> Json:
    amount = intent["amount"]
    shown = {name: card["card"][name] for name in ("brand", "last4", "exp_month", "exp_year")}
    return CHARGE_BLANK | {
        "id": new_id("charge"),
        "amount": amount,
        "amount_captured": 0 if failure else amount,
        "billing_details": card["billing_details"],
        "captured": failure is None,
        "created": account.clock.now(),
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "failure_code": failure.code if failure else None,
        "failure_message": failure.message if failure else None,
        "outcome": _outcome(failure),
        "paid": failure is None,
        "payment_intent": intent["id"],
        "payment_method": card["id"],
        "payment_method_details": {"type": "card", "card": shown},
        "status": "failed" if failure else "succeeded",
    }


def _outcome(failure: Behaviour | None) -> Json:
    return {
        "network_status": "declined_by_network" if failure else "approved_by_network",
        "reason": failure.decline_code if failure else None,
        "risk_level": "normal",
        "seller_message": "The bank refused." if failure else "Payment complete.",
        "type": "issuer_declined" if failure else "authorized",
    }
