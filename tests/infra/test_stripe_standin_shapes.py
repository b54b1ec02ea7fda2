"""Every object has the fields that the SDK's types promise, of their types, and no others."""

import inspect
from collections.abc import Iterator
from decimal import Decimal
from types import UnionType
from typing import Any, ForwardRef, Literal, Union, get_args, get_origin

import pytest
import stripe
from stripe._stripe_object import UntypedStripeObject

from tests.infra.stripe_standin import FAILS_LATER, StripeStandIn, submit

pytest_plugins = ["tests.infra.stripe_standin_fixtures"]
Json = dict[str, Any]


def problems(value: Any, path: str) -> Iterator[str]:
    """What is missing, unknown or of the wrong type, anywhere in an object of the SDK."""
    if isinstance(value, list):
        for position, entry in enumerate(value):
            yield from problems(entry, f"{path}[{position}]")
    if isinstance(value, stripe.StripeObject):
        fields = {name: value[name] for name in value.to_dict(recursive=False)}
        hints = promised(type(value))
        if hints:
            yield from (f"{path}.{problem}" for problem in differences(fields, hints))
        for name, field in fields.items():
            if not is_map(field, hints.get(name)):
                yield from problems(field, f"{path}.{name}")


def is_map(field: Any, hint: Any) -> bool:
    """Whether a field's keys are free, as a price's currencies are: the SDK has no class for it."""
    kinds = [get_origin(choice) for choice in (hint, *get_args(hint))]
    return UntypedStripeObject in kinds and "object" not in field.to_dict(recursive=False)


def differences(fields: Json, hints: Json) -> Iterator[str]:
    for name in hints.keys() - fields.keys():
        if type(None) not in get_args(hints[name]):
            yield f"{name} is missing"
    for name, field in fields.items():
        if name not in hints:
            yield f"{name} is unknown"
        elif not fits(field, hints[name]):
            yield f"{name} = {field!r} is not {hints[name]}"


def promised(kind: type) -> dict[str, Any]:
    """The annotated fields of one of the SDK's classes; none where it is open to any."""
    open_to_any = (stripe.StripeObject, UntypedStripeObject)
    if kind in open_to_any:
        return {}
    hints: dict[str, Any] = {}
    for base in inspect.getmro(kind):
        if issubclass(base, stripe.StripeObject) and base not in open_to_any:
            hints |= inspect.get_annotations(base)
    if issubclass(kind, stripe.ListObject):
        hints |= {"object": str, "total_count": int | None}
    return {name: hint for name, hint in hints.items() if name != "OBJECT_NAME"}


def fits(value: Any, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return any(fits(value, choice) for choice in get_args(hint))
    if origin is Literal:
        return value in get_args(hint)
    if origin is list:
        return isinstance(value, list) and all(fits(v, get_args(hint)[0]) for v in value)
    if isinstance(hint, ForwardRef):
        return type(value).__name__ == hint.__forward_arg__
    kind = origin or hint
    if kind is int:
        return type(value) is int
    if kind is UntypedStripeObject:
        return isinstance(value, stripe.StripeObject)
    return not isinstance(kind, type) or isinstance(value, kind)


@pytest.fixture(scope="module")
def lived(standin: StripeStandIn) -> Json:
    """One of everything, after a trial that ended in a refused payment and a paid one."""
    v1 = standin.client.v1
    session = standin.checkout(trial=14)
    submit(session.url)
    failing = standin.checkout(trial=14)
    submit(failing.url, FAILS_LATER)
    standin.move(days=15)
    paid = v1.charges.list({"customer": session.customer}).data[0]
    refund = v1.refunds.create({"charge": paid.id})
    dispute = standin.control(f"charges/{paid.id}/dispute")["id"]
    portal = v1.billing_portal.sessions.create({"customer": session.customer})
    return {
        "customer": session.customer,
        "failing": failing.customer,
        "session": session.id,
        "portal": portal,
        "refund": refund,
        "charge": paid.id,
        "dispute": dispute,
        "intent": paid.payment_intent,
    }


READERS = {
    "product": lambda v1, has: v1.products.retrieve("prod_clinic"),
    "prices": lambda v1, has: v1.prices.list({"expand": ["data.currency_options"]}),
    "customer": lambda v1, has: v1.customers.retrieve(
        has["customer"], {"expand": ["subscriptions"]}
    ),
    "session": lambda v1, has: v1.checkout.sessions.retrieve(
        has["session"], {"expand": ["line_items", "subscription", "invoice"]}
    ),
    "open session": lambda v1, has: v1.checkout.sessions.create(
        {
            "mode": "subscription",
            "customer_email": "shape@example.com",
            "line_items": [{"price": v1.prices.list().data[0].id}],
            "success_url": "https://frontdesk.test/",
        }
    ),
    "line items": lambda v1, has: v1.checkout.sessions.line_items.list(has["session"]),
    "subscriptions": lambda v1, has: v1.subscriptions.list(
        {"status": "all", "expand": ["data.latest_invoice", "data.default_payment_method"]}
    ),
    "invoices": lambda v1, has: v1.invoices.list({"expand": ["data.payments"]}),
    "payment methods": lambda v1, has: v1.payment_methods.list({"customer": has["customer"]}),
    "charges": lambda v1, has: v1.charges.list({"customer": has["failing"]}),
    "charge": lambda v1, has: v1.charges.retrieve(has["charge"], {"expand": ["refunds"]}),
    "intents": lambda v1, has: v1.payment_intents.list({"customer": has["failing"]}),
    "intent": lambda v1, has: v1.payment_intents.retrieve(
        has["intent"], {"expand": ["latest_charge", "customer", "payment_method"]}
    ),
    "invoice payments": lambda v1, has: v1.invoice_payments.list(),
    "refund": lambda v1, has: has["refund"],
    "dispute": lambda v1, has: v1.disputes.retrieve(has["dispute"]),
    "portal": lambda v1, has: has["portal"],
    "configurations": lambda v1, has: v1.billing_portal.configurations.list(),
    "events": lambda v1, has: list(v1.events.list({"limit": 100}).auto_paging_iter()),
}


@pytest.mark.parametrize("name", READERS)
def test_shape_is_the_sdks(standin: StripeStandIn, lived: Json, name: str) -> None:
    # Act
    read = READERS[name](standin.client.v1, lived)

    # Assert
    assert list(problems(read, name)) == []


def test_event_shapes_cover_what_is_told(standin: StripeStandIn, lived: Json) -> None:
    """The check of events above means something only if the kinds of objects are all in them."""
    # Act
    told = standin.client.v1.events.list({"limit": 100}).auto_paging_iter()

    # Assert
    assert {event.data.object["object"] for event in told} >= {
        "charge",
        "checkout.session",
        "customer",
        "dispute",
        "invoice",
        "payment_intent",
        "payment_method",
        "price",
        "product",
        "refund",
        "subscription",
    }


def test_wrong_shapes_are_found(standin: StripeStandIn) -> None:
    """The check itself: it must not pass whatever it is shown."""
    # Arrange
    price = standin.client.v1.prices.list().data[0].to_dict()
    spoilt = {**price, "unit_amount": "29", "shoe_size": 43}
    spoilt.pop("active")

    # Act
    found = list(problems(stripe.Price.construct_from(spoilt, "sk_test_local"), "price"))

    # Assert
    assert {problem.split(" ")[0] for problem in found} == {
        "price.unit_amount",
        "price.shoe_size",
        "price.active",
    }
    assert isinstance(
        stripe.Price.construct_from(price, "sk_test_local").unit_amount_decimal, Decimal | str
    )
