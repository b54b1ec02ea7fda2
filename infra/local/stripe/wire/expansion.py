"""`expand`: replacing an id in an answer by the object that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from infra.local.stripe.account import Account
from infra.local.stripe.views import present
from infra.local.stripe.wire.errors import Malformed

Json = dict[str, Any]
Tree = dict[str, Any]
_DEEPEST = 4
# Field name → the kind of object that its id names.
LINKS = {
    "charge": "charge",
    "configuration": "billing_portal.configuration",
    "customer": "customer",
    "default_payment_method": "payment_method",
    "default_price": "price",
    "invoice": "invoice",
    "latest_charge": "charge",
    "latest_invoice": "invoice",
    "payment_intent": "payment_intent",
    "payment_method": "payment_method",
    "price": "price",
    "product": "product",
    "subscription": "subscription",
}


def expanded(account: Account, answer: Json, paths: Iterable[str]) -> Json:
    """The answer with every path expanded; a path that leads nowhere is refused."""
    for name, below in _tree(paths).items():
        _expand(account, answer, name, below)
    return answer


def _tree(paths: Iterable[str]) -> Tree:
    tree: Tree = {}
    for path in paths:
        parts = path.split(".")
        if len([part for part in parts if part != "data"]) > _DEEPEST:
            raise Malformed(
                f"You cannot expand more than {_DEEPEST} levels of a property ({path})",
                param="expand",
            )
        node = tree
        for part in parts:
            node = node.setdefault(part, {})
    return tree


def _expand(account: Account, holder: Json, name: str, below: Tree) -> None:
    computed = _COMPUTED.get((str(holder.get("object")), name))
    if computed is not None:
        holder[name] = computed(account, holder)
    elif name not in holder:
        raise Malformed(f"This property cannot be expanded ({name}).", param="expand")
    elif isinstance(holder[name], str):
        holder[name] = _linked(account, name, holder[name])
    _descend(account, holder[name], name, below)


def _descend(account: Account, value: Any, name: str, below: Tree) -> None:
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, dict):
            for below_name, rest in below.items():
                _expand(account, item, below_name, rest)
        elif item is not None:
            raise Malformed(f"This property cannot be expanded ({name}).", param="expand")


def _linked(account: Account, name: str, identifier: str) -> Json:
    kind = LINKS.get(name)
    found = account.ledger.find(kind, identifier) if kind else None
    if found is None:
        raise Malformed(f"This property cannot be expanded ({name}).", param="expand")
    return present(account, found)


def _list(url: str, data: list[Json]) -> Json:
    return {"object": "list", "data": data, "has_more": False, "url": url}


def _currency_options(account: Account, holder: Json) -> Any:
    return account.get("price", holder["id"])["currency_options"]


def _session_items(account: Account, holder: Json) -> Any:
    stored = account.get("checkout.session", holder["id"])["line_items"]
    return _list(f"/v1/checkout/sessions/{holder['id']}/line_items", shown_items(account, stored))


def shown_items(account: Account, stored: list[Json]) -> list[Json]:
    """A session's line items: each embeds its price."""
    return [
        item | {"price": present(account, account.get("price", item["price"]))} for item in stored
    ]


def _customer_subscriptions(account: Account, holder: Json) -> Any:
    found = account.bodies("subscription", customer=holder["id"])
    alive = [present(account, body) for body in found if body["status"] != "canceled"]
    return _list(f"/v1/customers/{holder['id']}/subscriptions", alive)


def _invoice_payments(account: Account, holder: Json) -> Any:
    found = account.bodies("invoice_payment", invoice=holder["id"])
    return _list("/v1/invoice_payments", [present(account, body) for body in found])


def _charge_refunds(account: Account, holder: Json) -> Any:
    found = account.bodies("refund", charge=holder["id"])
    return _list(f"/v1/charges/{holder['id']}/refunds", [present(account, body) for body in found])


_COMPUTED: dict[tuple[str, str], Callable[[Account, Json], Any]] = {
    ("price", "currency_options"): _currency_options,
    ("checkout.session", "line_items"): _session_items,
    ("customer", "subscriptions"): _customer_subscriptions,
    ("invoice", "payments"): _invoice_payments,
    ("charge", "refunds"): _charge_refunds,
}
