"""What can be subscribed to: prices that recur, fit together, and have the currency."""

from infra.local.stripe.account import Account
from infra.local.stripe.catalogue.prices import amount_in
from infra.local.stripe.ledger import Json
from infra.local.stripe.subscriptions.lifecycle import Line
from infra.local.stripe.subscriptions.params import NewItem
from infra.local.stripe.wire.errors import InvalidRequest
from infra.local.stripe.wire.params import merged

_RUNNING = ("active", "past_due", "trialing", "unpaid", "paused")


def price_of(account: Account, identifier: str, currency: str, param: str) -> Json:
    """The price that a parameter names, if it can be subscribed to in this currency."""
    price = account.refer("price", identifier, param)
    if not price["active"]:
        raise InvalidRequest(
            "The price specified is inactive. This field only accepts active prices.", param=param
        )
    if price["recurring"] is None:
        raise InvalidRequest(
            "The price specified is set to `type=one_time` but this field only accepts prices "
            "with `type=recurring`.",
            param=param,
        )
    amount_in(price, currency)
    return price


def lines_of(account: Account, items: list[NewItem], currency: str, param: str) -> list[Line]:
    lines = []
    for position, item in enumerate(items):
        name = f"{param}[{position}][price]"
        price = price_of(account, item.price, currency, name)
        lines.append(Line(price, item.quantity, merged({}, item.metadata)))
    rhythm_of([line.price for line in lines])
    if len({line.price["id"] for line in lines}) < len(lines):
        raise InvalidRequest(
            "Cannot add multiple subscription items with the same plan.", param=param
        )
    return lines


def rhythm_of(prices: list[Json]) -> list[str | int]:
    """[interval, count], which all prices of one subscription share here."""
    rhythms = {
        (price["recurring"]["interval"], price["recurring"]["interval_count"]) for price in prices
    }
    if len(rhythms) > 1:
        raise InvalidRequest(
            "The local stand-in does not model subscriptions with several billing intervals.",
            param="items",
        )
    return list(rhythms.pop())


def currency_for(account: Account, customer: Json, wanted: str | None, price_id: str) -> str:
    """What was asked for, what the customer pays in, or the first price's own currency."""
    found = account.ledger.find("price", price_id) or {"currency": "", "currency_options": {}}
    usual = customer.get("currency")
    known = usual if usual in found["currency_options"] else found["currency"]
    currency = wanted or str(known)
    running = account.bodies("subscription", customer=customer["id"])
    others = {body["currency"] for body in running if body["status"] in _RUNNING} - {currency}
    if others:
        raise InvalidRequest(
            "You cannot combine currencies on a single customer. This customer has an active "
            f"subscription, subscription schedule, discount, quote, or invoice item with currency "
            f"{others.pop()}",
            param="currency",
        )
    return currency
