"""Charges afterwards: looked up, given back, disputed; and payment intents to read."""

from collections.abc import Callable
from typing import Literal

from pydantic import Field

from infra.local.stripe.account import Account
from infra.local.stripe.ids import new_id
from infra.local.stripe.ledger import Json
from infra.local.stripe.periods import DAY
from infra.local.stripe.views import present
from infra.local.stripe.wire import listing
from infra.local.stripe.wire.errors import InvalidRequest
from infra.local.stripe.wire.operation import Operation
from infra.local.stripe.wire.params import Count, Metadata, PageParams, Params, Text, merged


class ListPayments(PageParams):
    customer: Text | None = None


class ListCharges(ListPayments):
    payment_intent: Text | None = None


class InvoicePaymentFilter(PageParams):
    invoice: Text | None = None
    status: Literal["open", "paid", "canceled"] | None = None


class CreateRefund(Params):
    amount: Count | None = None
    charge: Text | None = None
    metadata: Metadata = Field(default_factory=dict)
    payment_intent: Text | None = None
    reason: Literal["duplicate", "fraudulent", "requested_by_customer"] | None = None


class ListRefunds(PageParams):
    charge: Text | None = None
    payment_intent: Text | None = None


def refund(account: Account, params: CreateRefund) -> Json:
    charge = _charge_to_refund(account, params)
    left = charge["amount_captured"] - charge["amount_refunded"]
    if left <= 0:
        raise InvalidRequest(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded"
        )
    amount = params.amount or left
    if amount > left:
        raise InvalidRequest(
            f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})",
            param="amount",
        )
    body = _refund(account, params, charge, amount)
    account.add(body, "refund.created")
    returned = charge["amount_refunded"] + amount
    charge |= {"amount_refunded": returned, "refunded": returned == charge["amount_captured"]}
    account.change(charge, "charge.refunded")
    return present(account, body)


def _charge_to_refund(account: Account, params: CreateRefund) -> Json:
    if params.charge:
        return account.refer("charge", params.charge, "charge")
    if not params.payment_intent:
        raise InvalidRequest(
            "One of the following params should be provided: charge or payment_intent."
        )
    intent = account.refer("payment_intent", params.payment_intent, "payment_intent")
    if intent["status"] != "succeeded":
        raise InvalidRequest(
            f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
            param="payment_intent",
        )
    return account.get("charge", intent["latest_charge"])


def _refund(account: Account, params: CreateRefund, charge: Json, amount: int) -> Json:
    return {
        "id": new_id("refund"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": account.clock.now(),
        "currency": charge["currency"],
        "destination_details": None,
        "metadata": merged({}, params.metadata),
        "payment_intent": charge["payment_intent"],
        "reason": params.reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }


def dispute(account: Account, charge_id: str, reason: str) -> Json:
    """The holder went to the bank. There is no call for this: tests and developers order it."""
    charge = account.get("charge", charge_id)
    now = account.clock.now()
    body = {
        "id": new_id("dispute"),
        "object": "dispute",
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge_id,
        "created": now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {"enhanced_evidence": {}},
        "evidence_details": {
            "due_by": now + 21 * DAY,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "status": "needs_response",
    }
    account.add(body, "charge.dispute.created")
    account.change(charge | {"disputed": True}, "charge.updated")
    return present(account, body)


def _retrieve(kind: str) -> Callable[[Account, Params, str], Json]:
    def retrieve(account: Account, params: Params, identifier: str) -> Json:
        return present(account, account.get(kind, identifier))

    return retrieve


def list_charges(account: Account, params: ListCharges) -> Json:
    conditions = listing.equal(customer=params.customer, payment_intent=params.payment_intent)
    return listing.page(account, "charge", "/v1/charges", params, conditions)


def list_intents(account: Account, params: ListPayments) -> Json:
    conditions = listing.equal(customer=params.customer)
    return listing.page(account, "payment_intent", "/v1/payment_intents", params, conditions)


def list_invoice_payments(account: Account, params: InvoicePaymentFilter) -> Json:
    conditions = listing.equal(invoice=params.invoice, status=params.status)
    return listing.page(account, "invoice_payment", "/v1/invoice_payments", params, conditions)


def list_refunds(account: Account, params: ListRefunds) -> Json:
    conditions = listing.equal(charge=params.charge, payment_intent=params.payment_intent)
    return listing.page(account, "refund", "/v1/refunds", params, conditions)


OPERATIONS = [
    Operation("GET", "/v1/charges", ListCharges, list_charges),
    Operation("GET", "/v1/charges/{id}", Params, _retrieve("charge")),
    Operation("GET", "/v1/payment_intents", ListPayments, list_intents),
    Operation("GET", "/v1/payment_intents/{id}", Params, _retrieve("payment_intent")),
    Operation("GET", "/v1/invoice_payments", InvoicePaymentFilter, list_invoice_payments),
    Operation("GET", "/v1/invoice_payments/{id}", Params, _retrieve("invoice_payment")),
    Operation("POST", "/v1/refunds", CreateRefund, refund),
    Operation("GET", "/v1/refunds", ListRefunds, list_refunds),
    Operation("GET", "/v1/refunds/{id}", Params, _retrieve("refund")),
    Operation("GET", "/v1/disputes/{id}", Params, _retrieve("dispute")),
]
