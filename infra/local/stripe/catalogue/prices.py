"""Prices: what a product costs, how often, in which currencies."""

from typing import Annotated, Any, Literal

from pydantic import Field

from infra.local.stripe.account import Account
from infra.local.stripe.catalogue import products
from infra.local.stripe.ids import new_id
from infra.local.stripe.ledger import Json
from infra.local.stripe.views import present
from infra.local.stripe.wire import listing
from infra.local.stripe.wire.errors import InvalidRequest
from infra.local.stripe.wire.operation import Operation
from infra.local.stripe.wire.params import (
    Cents,
    Clearable,
    Count,
    Currency,
    Hash,
    Listed,
    Metadata,
    PageParams,
    Params,
    Text,
    merged,
)
from infra.local.stripe.wire.search import SearchParams, search

Interval = Literal["day", "week", "month", "year"]
TaxBehavior = Literal["exclusive", "inclusive", "unspecified"]


class Recurring(Hash):
    interval: Interval
    interval_count: Annotated[int, Field(ge=1, le=156)] = 1
    trial_period_days: Count | None = None
    usage_type: Literal["licensed"] = "licensed"


class CurrencyOption(Hash):
    unit_amount: Cents
    tax_behavior: TaxBehavior = "unspecified"


class ProductData(Hash):
    name: Text
    metadata: Metadata = Field(default_factory=dict)
    unit_label: Text | None = None


class PriceFields(Params):
    active: bool = True
    currency_options: dict[Currency, CurrencyOption] = Field(default_factory=dict)
    lookup_key: Clearable[Annotated[str, Field(max_length=200)]] = None
    metadata: Metadata = Field(default_factory=dict)
    nickname: Clearable[Text] = None
    tax_behavior: TaxBehavior = "unspecified"
    transfer_lookup_key: bool = False


class CreatePrice(PriceFields):
    currency: Currency
    unit_amount: Cents
    product: Text | None = None
    product_data: ProductData | None = None
    recurring: Recurring | None = None
    billing_scheme: Literal["per_unit"] = "per_unit"


class UpdatePrice(PriceFields):
    pass


class RecurringFilter(Hash):
    interval: Interval | None = None
    usage_type: Literal["licensed", "metered"] | None = None


class ListPrices(PageParams):
    active: bool | None = None
    currency: Currency | None = None
    lookup_keys: Annotated[Listed[str], Field(max_length=10)] = Field(default_factory=list)
    product: Text | None = None
    recurring: RecurringFilter = RecurringFilter()
    type: Literal["one_time", "recurring"] | None = None


def create(account: Account, params: CreatePrice) -> Json:
    body = blank(account, params) | {"product": _product(account, params)}
    _claim_lookup_key(account, params)
    account.add(body, "price.created")
    return present(account, body)


def blank(account: Account, params: CreatePrice) -> Json:
    """The price's body, but for its product."""
    recurring = params.recurring.model_dump() | {"meter": None} if params.recurring else None
    return {
        "id": new_id("price"),
        "object": "price",
        "active": params.active,
        "billing_scheme": "per_unit",
        "created": account.clock.now(),
        "currency": params.currency,
        "currency_options": _options(params),
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": params.lookup_key,
        "metadata": merged({}, params.metadata),
        "nickname": params.nickname,
        "recurring": recurring,
        "tax_behavior": params.tax_behavior,
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "recurring" if recurring else "one_time",
        "unit_amount": params.unit_amount,
        "unit_amount_decimal": str(params.unit_amount),
    }


def _options(params: CreatePrice) -> Json:
    own = CurrencyOption(unit_amount=params.unit_amount, tax_behavior=params.tax_behavior)
    options = {params.currency: own, **params.currency_options}
    return {currency: _option(option) for currency, option in options.items()}


def _option(option: CurrencyOption) -> Json:
    return {
        "custom_unit_amount": None,
        "tax_behavior": option.tax_behavior,
        "unit_amount": option.unit_amount,
        "unit_amount_decimal": str(option.unit_amount),
    }


def _product(account: Account, params: CreatePrice) -> str:
    if (params.product is None) == (params.product_data is None):
        raise InvalidRequest("You must specify either `product` or `product_data`.")
    if params.product:
        return str(account.refer("product", params.product, "product")["id"])
    data = params.product_data.given() if params.product_data else {}
    return str(products.create(account, products.CreateProduct(**data))["id"])


def _claim_lookup_key(account: Account, params: PriceFields, own_id: str = "") -> None:
    """A lookup key belongs to one price; it moves only when asked to."""
    if not params.lookup_key:
        return
    for holder in account.bodies("price", lookup_key=params.lookup_key):
        if holder["id"] == own_id:
            continue
        if not params.transfer_lookup_key:
            raise InvalidRequest(
                f"A price (`{holder['id']}`) already uses that lookup key.", param="lookup_key"
            )
        account.change(holder | {"lookup_key": None}, "price.updated")


def retrieve(account: Account, params: Params, identifier: str) -> Json:
    return present(account, account.get("price", identifier))


def update(account: Account, params: UpdatePrice, identifier: str) -> Json:
    body, given = account.get("price", identifier), params.given()
    _claim_lookup_key(account, params, identifier)
    given.pop("transfer_lookup_key", None)
    options = params.currency_options.items()
    given.pop("currency_options", None)
    body["currency_options"] |= {currency: _option(option) for currency, option in options}
    if "metadata" in given:
        given["metadata"] = merged(body["metadata"], given["metadata"])
    account.change(body | given, "price.updated")
    return present(account, body | given)


def list_prices(account: Account, params: ListPrices) -> Json:
    conditions = listing.equal(
        active=params.active,
        currency=params.currency,
        product=params.product,
        type=params.type,
        recurring__interval=params.recurring.interval,
        recurring__usage_type=params.recurring.usage_type,
    )
    conditions += listing.among("lookup_key", params.lookup_keys)
    return listing.page(account, "price", "/v1/prices", params, conditions)


def search_prices(account: Account, params: SearchParams) -> Json:
    return search(account, "price", "/v1/prices/search", params)


def amount_in(price: Json, currency: str) -> int:
    """What one unit costs in this currency; refused if the price has no such option."""
    option: dict[str, Any] | None = price["currency_options"].get(currency)
    if option is None:
        raise InvalidRequest(
            f"The price specified supports currencies of {_all_of(price)}, but `{currency}` was "
            "requested.",
            param="currency",
        )
    return int(option["unit_amount"])


def _all_of(price: Json) -> str:
    return ", ".join(f"`{currency}`" for currency in price["currency_options"])


OPERATIONS = [
    Operation("GET", "/v1/prices/search", SearchParams, search_prices),
    Operation("POST", "/v1/prices", CreatePrice, create),
    Operation("GET", "/v1/prices", ListPrices, list_prices),
    Operation("GET", "/v1/prices/{id}", Params, retrieve),
    Operation("POST", "/v1/prices/{id}", UpdatePrice, update),
]
