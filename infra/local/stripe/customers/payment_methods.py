"""Payment methods: cards that belong to a customer, or to nobody yet."""

import hashlib
from typing import Literal

from infra.local.stripe.account import Account
from infra.local.stripe.customers import cards
from infra.local.stripe.customers.cards import Card
from infra.local.stripe.ids import new_id
from infra.local.stripe.ledger import Json
from infra.local.stripe.views import present
from infra.local.stripe.wire import listing
from infra.local.stripe.wire.errors import InvalidRequest, missing_reference
from infra.local.stripe.wire.operation import Operation
from infra.local.stripe.wire.params import PageParams, Params, Text

NO_ADDRESS = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))


class AttachPaymentMethod(Params):
    customer: Text


class ListPaymentMethods(PageParams):
    customer: Text | None = None
    type: Literal["card"] = "card"


def keep(
    account: Account, card: Card, customer: str, name: str | None = None, email: str | None = None
) -> Json:
    """The card as the customer's payment method; CardDeclined if the bank wants none of it."""
    if card.behaviour.refused_when == "given":
        raise cards.declined(card.behaviour)
    body = {
        "id": new_id("payment_method"),
        "object": "payment_method",
        "allow_redisplay": "limited",
        "billing_details": {
            "address": dict(NO_ADDRESS),
            "email": email,
            "name": name,
            "phone": None,
            "tax_id": None,
        },
        "card": _shown_card(card),
        "created": account.clock.now(),
        "customer": customer,
        "livemode": False,
        "metadata": {},
        "type": "card",
        "_number": card.number,
    }
    account.add(body, "payment_method.attached")
    return body


def _shown_card(card: Card) -> Json:
    brand = card.behaviour.brand
    return {
        "brand": brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": "pass",
        },
        "country": "US",
        "display_brand": "american_express" if brand == "amex" else brand,
        "exp_month": card.exp_month,
        "exp_year": card.exp_year,
        "fingerprint": hashlib.sha256(card.number.encode()).hexdigest()[:16],
        "funding": "credit",
        "generated_from": None,
        "last4": card.number[-4:],
        "networks": {"available": [brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }


def owned(account: Account, identifier: str, customer: str, param: str) -> Json:
    """A payment method that a parameter names: it must be this customer's."""
    body = account.refer("payment_method", identifier, param)
    if body["customer"] != customer:
        raise InvalidRequest(
            f"The customer does not have a payment method with the ID {identifier}. The payment "
            "method must be attached to the customer.",
            code="resource_missing",
            param=param,
        )
    return body


def attach(account: Account, params: AttachPaymentMethod, identifier: str) -> Json:
    account.refer("customer", params.customer, "customer")
    card = cards.from_token(identifier, account.clock.now())
    if card is not None:
        return present(account, keep(account, card, params.customer))
    body = account.get("payment_method", identifier)
    if body["customer"] != params.customer:
        raise InvalidRequest("This payment method has already been attached to a customer.")
    return present(account, body)


def detach(account: Account, params: Params, identifier: str) -> Json:
    body = account.get("payment_method", identifier)
    if body["customer"] is None:
        raise InvalidRequest(
            "The payment method you provided is not attached to a customer so detachment is "
            "impossible."
        )
    _forget(account, identifier, body["customer"])
    account.change(body | {"customer": None}, "payment_method.detached")
    return present(account, body | {"customer": None})


def _forget(account: Account, identifier: str, customer_id: str) -> None:
    customer = account.get("customer", customer_id)
    if customer["invoice_settings"]["default_payment_method"] == identifier:
        customer["invoice_settings"]["default_payment_method"] = None
        account.change(customer, "customer.updated")
    for held in account.bodies("subscription", default_payment_method=identifier):
        account.change(held | {"default_payment_method": None}, "customer.subscription.updated")


def retrieve(account: Account, params: Params, identifier: str) -> Json:
    return present(account, account.get("payment_method", identifier))


def list_payment_methods(account: Account, params: ListPaymentMethods) -> Json:
    if params.customer is None:
        raise InvalidRequest("Missing required param: customer.", code="parameter_missing")
    return list_of_customer(account, params, params.customer)


def list_of_customer(account: Account, params: ListPaymentMethods, customer: str) -> Json:
    if account.ledger.find("customer", customer) is None:
        raise missing_reference("customer", customer, "customer")
    conditions = listing.equal(customer=customer)
    return listing.page(account, "payment_method", "/v1/payment_methods", params, conditions)


OPERATIONS = [
    Operation("GET", "/v1/payment_methods", ListPaymentMethods, list_payment_methods),
    Operation("GET", "/v1/payment_methods/{id}", Params, retrieve),
    Operation("POST", "/v1/payment_methods/{id}/attach", AttachPaymentMethod, attach),
    Operation("POST", "/v1/payment_methods/{id}/detach", Params, detach),
    Operation("GET", "/v1/customers/{id}/payment_methods", ListPaymentMethods, list_of_customer),
]
