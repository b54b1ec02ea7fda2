"""Products: what a price is for."""

from pydantic import Field

from infra.local.stripe.account import Account
from infra.local.stripe.ids import new_id
from infra.local.stripe.ledger import Json
from infra.local.stripe.views import present
from infra.local.stripe.wire import listing
from infra.local.stripe.wire.errors import InvalidRequest
from infra.local.stripe.wire.operation import Operation
from infra.local.stripe.wire.params import (
    Clearable,
    Hash,
    Listed,
    Metadata,
    PageParams,
    Params,
    Text,
    Url,
    merged,
)
from infra.local.stripe.wire.search import SearchParams, search

BLANK: Json = {
    "object": "product",
    "active": True,
    "default_price": None,
    "description": None,
    "images": [],
    "livemode": False,
    "marketing_features": [],
    "metadata": {},
    "package_dimensions": None,
    "shippable": None,
    "statement_descriptor": None,
    "tax_code": None,
    "tax_details": None,
    "type": "service",
    "unit_label": None,
    "url": None,
}


class Feature(Hash):
    name: Text


class ProductFields(Params):
    active: bool = True
    description: Clearable[Text] = None
    images: Listed[Url] = Field(default_factory=list)
    marketing_features: Listed[Feature] = Field(default_factory=list)
    metadata: Metadata = Field(default_factory=dict)
    shippable: bool | None = None
    statement_descriptor: Text | None = None
    tax_code: Clearable[Text] = None
    unit_label: Clearable[Text] = None
    url: Clearable[Url] = None


class CreateProduct(ProductFields):
    name: Text
    id: Text | None = None


class UpdateProduct(ProductFields):
    name: Text | None = None
    default_price: Text | None = None


class ListProducts(PageParams):
    active: bool | None = None
    ids: Listed[str] = Field(default_factory=list)
    shippable: bool | None = None
    url: Url | None = None


def create(account: Account, params: CreateProduct) -> Json:
    given = params.given()
    identifier = given.pop("id", None) or new_id("product")
    if account.ledger.find_any(identifier):
        raise InvalidRequest("Product already exists.", code="resource_already_exists", param="id")
    now = account.clock.now()
    body = {"id": identifier, **BLANK, "created": now, "updated": now, **given}
    body["metadata"] = merged({}, given.get("metadata", {}))
    account.add(body, "product.created")
    return present(account, body)


def retrieve(account: Account, params: Params, identifier: str) -> Json:
    return present(account, account.get("product", identifier))


def update(account: Account, params: UpdateProduct, identifier: str) -> Json:
    body, given = account.get("product", identifier), params.given()
    if params.default_price:
        account.refer("price", params.default_price, "default_price")
    if "metadata" in given:
        given["metadata"] = merged(body["metadata"], given["metadata"])
    body |= given | {"updated": account.clock.now()}
    account.change(body, "product.updated")
    return present(account, body)


def list_products(account: Account, params: ListProducts) -> Json:
    conditions = listing.equal(active=params.active, shippable=params.shippable, url=params.url)
    conditions += listing.among("id", params.ids)
    return listing.page(account, "product", "/v1/products", params, conditions)


def search_products(account: Account, params: SearchParams) -> Json:
    return search(account, "product", "/v1/products/search", params)


OPERATIONS = [
    Operation("GET", "/v1/products/search", SearchParams, search_products),
    Operation("POST", "/v1/products", CreateProduct, create),
    Operation("GET", "/v1/products", ListProducts, list_products),
    Operation("GET", "/v1/products/{id}", Params, retrieve),
    Operation("POST", "/v1/products/{id}", UpdateProduct, update),
]
