"""The calls on invoices."""

from typing import Annotated, Literal

from pydantic import Field

from infra.local.stripe.account import Account
from infra.local.stripe.customers import payment_methods
from infra.local.stripe.invoices import collecting, drafting
from infra.local.stripe.ledger import Json
from infra.local.stripe.subscriptions import changes, model
from infra.local.stripe.subscriptions.params import ChangedItem, UpdateSubscription
from infra.local.stripe.views import present
from infra.local.stripe.wire import listing
from infra.local.stripe.wire.errors import InvalidRequest, PaymentFailed
from infra.local.stripe.wire.operation import Operation
from infra.local.stripe.wire.params import (
    Clearable,
    Hash,
    Listed,
    Metadata,
    PageParams,
    Params,
    Text,
    merged,
)
from infra.local.stripe.wire.search import SearchParams, search


class ListInvoices(PageParams):
    collection_method: Literal["charge_automatically", "send_invoice"] | None = None
    customer: Text | None = None
    status: Literal["draft", "open", "paid", "uncollectible", "void"] | None = None
    subscription: Text | None = None


class UpdateInvoice(Params):
    auto_advance: bool = False
    default_payment_method: Clearable[Text] = None
    description: Clearable[Text] = None
    footer: Clearable[Text] = None
    metadata: Metadata = Field(default_factory=dict)


class PayInvoice(Params):
    off_session: bool = True
    payment_method: Text | None = None


class FinalizeInvoice(Params):
    auto_advance: bool | None = None


class PreviewDetails(Hash):
    items: Annotated[Listed[ChangedItem], Field(max_length=20)] = Field(default_factory=list)
    proration_behavior: Literal["none"] = "none"


class PreviewInvoice(Params):
    customer: Text | None = None
    subscription: Text
    subscription_details: PreviewDetails = PreviewDetails()


def retrieve(account: Account, params: Params, identifier: str) -> Json:
    return present(account, account.get("invoice", identifier))


def update(account: Account, params: UpdateInvoice, identifier: str) -> Json:
    body, given = account.get("invoice", identifier), params.given()
    chosen = params.default_payment_method
    if chosen:
        payment_methods.owned(account, chosen, body["customer"], "default_payment_method")
    if "metadata" in given:
        given["metadata"] = merged(body["metadata"], given["metadata"])
    account.change(body | given, "invoice.updated")
    return present(account, body | given)


def list_invoices(account: Account, params: ListInvoices) -> Json:
    conditions = listing.equal(
        collection_method=params.collection_method,
        customer=params.customer,
        status=params.status,
        _subscription=params.subscription,
    )
    return listing.page(account, "invoice", "/v1/invoices", params, conditions)


def search_invoices(account: Account, params: SearchParams) -> Json:
    return search(account, "invoice", "/v1/invoices/search", params)


def list_lines(account: Account, params: PageParams, identifier: str) -> Json:
    lines: Json = account.get("invoice", identifier)["lines"]
    return lines


def finalize(account: Account, params: FinalizeInvoice, identifier: str) -> Json:
    body = account.get("invoice", identifier)
    advance = body["auto_advance"] if params.auto_advance is None else params.auto_advance
    body = collecting.finalize(account, body | {"auto_advance": advance})
    if body["status"] == "open" and advance:
        collecting.charge(account, body)
    return retrieve(account, params, identifier)


def pay(account: Account, params: PayInvoice, identifier: str) -> Json:
    body = payable(account, account.get("invoice", identifier))
    card = None
    if params.payment_method:
        card = payment_methods.owned(
            account, params.payment_method, body["customer"], "payment_method"
        )
    if body["status"] == "open":
        pay_with(account, body, card, holder_present=not params.off_session)
    return retrieve(account, params, identifier)


def payable(account: Account, body: Json) -> Json:
    """The invoice, finalized if it was a draft; refused if there is nothing to pay any more."""
    if body["status"] == "paid":
        raise InvalidRequest("Invoice is already paid", code="invoice_already_paid")
    if body["status"] in ("void", "uncollectible"):
        raise InvalidRequest(
            f"You can only pay draft or open invoices. This one is {body['status']}.",
            code="invoice_not_editable",
        )
    return collecting.finalize(account, body) if body["status"] == "draft" else body


def pay_with(account: Account, body: Json, card: Json | None, *, holder_present: bool) -> None:
    """Charge by hand. A decline is kept as an attempt and then told: PaymentFailed."""
    if card is None and collecting.card_on_file(account, body) is None:
        raise InvalidRequest(
            "There is no `default_payment_method` set on this Customer or Invoice. Please set "
            "one, or pass a `payment_method`.",
        )
    outcome = collecting.charge(account, body, card, holder_present=holder_present, by_hand=True)
    if outcome.problem is None:
        return
    known = ("message", "code", "decline_code", "charge", "payment_method")
    problem = {name: outcome.problem[name] for name in known if name in outcome.problem}
    raise PaymentFailed(**problem, payment_intent={"id": outcome.intent_id})


def void(account: Account, params: Params, identifier: str) -> Json:
    return present(account, collecting.void(account, account.get("invoice", identifier)))


def mark_uncollectible(account: Account, params: Params, identifier: str) -> Json:
    body = account.get("invoice", identifier)
    return present(account, collecting.mark_uncollectible(account, body))


def preview(account: Account, params: PreviewInvoice) -> Json:
    """The invoice of the next period as it would be with these items; nothing is kept."""
    body = account.refer("subscription", params.subscription, "subscription")
    if body["status"] in model.ENDED or body["cancel_at"]:
        raise InvalidRequest("No upcoming invoices.", code="invoice_upcoming_none")
    wanted = UpdateSubscription(items=params.subscription_details.items, proration_behavior="none")
    body = changes.with_items(account, body, wanted)
    start = model.period(body)[1]
    billed = model.with_period(body | {"status": "active"}, *model.period_from(body, start))
    invoice = drafting.composed(account, billed, "upcoming", model.period(body)[0])
    invoice |= {"id": f"upcoming_{invoice['id']}", "period_end": start}
    return present(account, invoice)


OPERATIONS = [
    Operation("GET", "/v1/invoices/search", SearchParams, search_invoices),
    Operation("POST", "/v1/invoices/create_preview", PreviewInvoice, preview),
    Operation("GET", "/v1/invoices", ListInvoices, list_invoices),
    Operation("GET", "/v1/invoices/{id}", Params, retrieve),
    Operation("POST", "/v1/invoices/{id}", UpdateInvoice, update),
    Operation("GET", "/v1/invoices/{id}/lines", PageParams, list_lines),
    Operation("POST", "/v1/invoices/{id}/finalize", FinalizeInvoice, finalize),
    Operation("POST", "/v1/invoices/{id}/pay", PayInvoice, pay),
    Operation("POST", "/v1/invoices/{id}/void", Params, void),
    Operation("POST", "/v1/invoices/{id}/mark_uncollectible", Params, mark_uncollectible),
]
