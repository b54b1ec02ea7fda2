"""Customers: who pays. One for each tenant of the product, found by its metadata."""

from typing import Literal

from pydantic import Field

from infra.local.stripe.account import Account
from infra.local.stripe.customers import payment_methods
from infra.local.stripe.ids import new_id, random_text
from infra.local.stripe.ledger import Json
from infra.local.stripe.subscriptions import standing
from infra.local.stripe.views import present
from infra.local.stripe.wire import listing
from infra.local.stripe.wire.operation import Operation
from infra.local.stripe.wire.params import (
    Clearable,
    Email,
    Hash,
    Listed,
    Metadata,
    PageParams,
    Params,
    Text,
    merged,
)
from infra.local.stripe.wire.search import SearchParams, search

BLANK: Json = {
    "object": "customer",
    "address": None,
    "balance": 0,
    "business_name": None,
    "currency": None,
    "customer_account": None,
    "default_source": None,
    "delinquent": False,
    "description": None,
    "discount": None,
    "email": None,
    "individual_name": None,
    "livemode": False,
    "metadata": {},
    "name": None,
    "next_invoice_sequence": 1,
    "phone": None,
    "preferred_locales": [],
    "shipping": None,
    "tax_exempt": "none",
    "test_clock": None,
}


class Address(Hash):
    city: Clearable[Text] = None
    country: Clearable[Text] = None
    line1: Clearable[Text] = None
    line2: Clearable[Text] = None
    postal_code: Clearable[Text] = None
    state: Clearable[Text] = None


class InvoiceSettings(Hash):
    default_payment_method: Clearable[Text] = None
    footer: Clearable[Text] = None


class CustomerFields(Params):
    address: Clearable[Address] = None
    business_name: Clearable[Text] = None
    description: Clearable[Text] = None
    email: Clearable[Email] = None
    individual_name: Clearable[Text] = None
    invoice_settings: InvoiceSettings = InvoiceSettings()
    metadata: Metadata = Field(default_factory=dict)
    name: Clearable[Text] = None
    phone: Clearable[Text] = None
    preferred_locales: Listed[Text] = Field(default_factory=list)
    tax_exempt: Literal["none", "exempt", "reverse"] = "none"


class CreateCustomer(CustomerFields):
    payment_method: Text | None = None


class ListCustomers(PageParams):
    email: Text | None = None


def create(account: Account, params: CreateCustomer) -> Json:
    body = {"id": new_id("customer"), **BLANK, "created": account.clock.now()}
    body["invoice_prefix"] = random_text(8).upper()
    body["invoice_settings"] = {
        "custom_fields": None,
        "default_payment_method": None,
        "footer": None,
        "rendering_options": None,
    }
    body = _written(body, params)
    account.add(body, "customer.created")
    if params.payment_method:
        body = _with_first_card(account, body, params.payment_method)
    wanted = params.invoice_settings.default_payment_method
    if wanted and wanted != params.payment_method:
        body = _with_default(account, body, wanted)
    return present(account, body)


def _written(body: Json, params: CustomerFields) -> Json:
    given = params.given()
    given.pop("payment_method", None)
    settings = given.pop("invoice_settings", {})
    settings.pop("default_payment_method", None)
    if given.get("address"):
        given["address"] = payment_methods.NO_ADDRESS | given["address"]
    if "metadata" in given:
        given["metadata"] = merged(body["metadata"], given["metadata"])
    return body | given | {"invoice_settings": body["invoice_settings"] | settings}


def _with_first_card(account: Account, body: Json, token: str) -> Json:
    params = payment_methods.AttachPaymentMethod(customer=body["id"])
    card = payment_methods.attach(account, params, token)
    return _with_default(account, body, card["id"])


def _with_default(account: Account, body: Json, payment_method: str) -> Json:
    param = "invoice_settings[default_payment_method]"
    payment_methods.owned(account, payment_method, body["id"], param)
    settings = body["invoice_settings"] | {"default_payment_method": payment_method}
    account.change(body | {"invoice_settings": settings}, "customer.updated")
    return body | {"invoice_settings": settings}


def retrieve(account: Account, params: Params, identifier: str) -> Json:
    return present(account, account.get("customer", identifier))


def update(account: Account, params: CustomerFields, identifier: str) -> Json:
    body = _written(account.refer("customer", identifier, "id"), params)
    given = params.invoice_settings.given()
    if "default_payment_method" in given:
        wanted = given["default_payment_method"]
        if wanted:
            param = "invoice_settings[default_payment_method]"
            payment_methods.owned(account, wanted, identifier, param)
        body["invoice_settings"] |= {"default_payment_method": wanted}
    account.change(body, "customer.updated")
    return present(account, body)


def delete(account: Account, params: Params, identifier: str) -> Json:
    """Gone for good: what it was subscribed to ends at once."""
    body = account.get("customer", identifier)
    for held in account.bodies("subscription", customer=identifier):
        if held["status"] not in standing.ENDED:
            standing.cancel(account, held, reason="cancellation_requested")
    gone = body | {"deleted": True}
    account.change(gone)
    account.announce("customer.deleted", body)
    return present(account, gone)


def list_customers(account: Account, params: ListCustomers) -> Json:
    conditions = listing.equal(email=params.email)
    return listing.page(account, "customer", "/v1/customers", params, conditions)


def search_customers(account: Account, params: SearchParams) -> Json:
    return search(account, "customer", "/v1/customers/search", params)


OPERATIONS = [
    Operation("GET", "/v1/customers/search", SearchParams, search_customers),
    Operation("POST", "/v1/customers", CreateCustomer, create),
    Operation("GET", "/v1/customers", ListCustomers, list_customers),
    Operation("GET", "/v1/customers/{id}", Params, retrieve),
    Operation("POST", "/v1/customers/{id}", CustomerFields, update),
    Operation("DELETE", "/v1/customers/{id}", Params, delete),
]
