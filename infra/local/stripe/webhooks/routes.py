"""The calls on events."""

from typing import Annotated

from pydantic import Field

from infra.local.stripe.account import Account
from infra.local.stripe.ledger import Condition, Json
from infra.local.stripe.views import present
from infra.local.stripe.wire import listing
from infra.local.stripe.wire.operation import Operation
from infra.local.stripe.wire.params import Listed, PageParams, Params, Text


class ListEvents(PageParams):
    type: Text | None = None
    types: Annotated[Listed[Text], Field(max_length=20)] = Field(default_factory=list)


def retrieve(account: Account, params: Params, identifier: str) -> Json:
    return present(account, account.get("event", identifier))


def list_events(account: Account, params: ListEvents) -> Json:
    conditions = listing.among("type", params.types)
    if params.type and params.type.endswith("*"):
        conditions.append(Condition(("type",), "GLOB", params.type))
    else:
        conditions += listing.equal(type=params.type)
    return listing.page(account, "event", "/v1/events", params, conditions)


OPERATIONS = [
    Operation("GET", "/v1/events", ListEvents, list_events),
    Operation("GET", "/v1/events/{id}", Params, retrieve),
]
