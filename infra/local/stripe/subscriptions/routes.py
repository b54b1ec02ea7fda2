"""The calls on subscriptions and their items."""

from infra.local.stripe.account import Account
from infra.local.stripe.customers import payment_methods
from infra.local.stripe.ledger import Condition, Json
from infra.local.stripe.subscriptions import changes, lifecycle, lines, model, standing
from infra.local.stripe.subscriptions.lifecycle import Start
from infra.local.stripe.subscriptions.params import (
    CancelSubscription,
    ChangedItem,
    CreateSubscription,
    ListItems,
    ListSubscriptions,
    PauseSubscription,
    ResumeSubscription,
    UpdateItem,
    UpdateSubscription,
)
from infra.local.stripe.subscriptions.trials import trial_end_of
from infra.local.stripe.views import present, present_item
from infra.local.stripe.wire import listing
from infra.local.stripe.wire.errors import CardDeclined, InvalidRequest, ResourceMissing
from infra.local.stripe.wire.operation import Operation
from infra.local.stripe.wire.params import Params, merged
from infra.local.stripe.wire.search import SearchParams, search


def create(account: Account, params: CreateSubscription) -> Json:
    customer = account.refer("customer", params.customer, "customer")
    currency = lines.currency_for(account, customer, params.currency, params.items[0].price)
    sold = lines.lines_of(account, params.items, currency, "items")
    trial_end = trial_end_of(account, params.trial_end, params.trial_period_days)
    if not trial_end:
        _require_card(account, customer, params)
    start = Start(
        customer=customer["id"],
        currency=currency,
        lines=sold,
        trial_end=trial_end,
        card=_chosen_card(account, params),
        more=_more(params),
        first_payment="leave_open"
        if params.payment_behavior == "default_incomplete"
        else "attempt",
    )
    body = lifecycle.begin(account, start)
    if params.payment_behavior == "error_if_incomplete" and body["status"] == "incomplete":
        raise CardDeclined("Your card was declined.", code="card_declined")
    return present(account, _with_end(account, body, params))


def _require_card(account: Account, customer: Json, params: CreateSubscription) -> None:
    own = customer["invoice_settings"]["default_payment_method"]
    waits = params.payment_behavior == "default_incomplete"
    if not (own or waits or params.default_payment_method):
        raise InvalidRequest(
            "This customer has no attached payment source or default payment method. Please "
            "consider adding a default payment method.",
            code="resource_missing",
        )


def _chosen_card(account: Account, params: CreateSubscription) -> str | None:
    chosen = params.default_payment_method
    if chosen:
        payment_methods.owned(account, chosen, params.customer, "default_payment_method")
    return chosen


def _more(params: CreateSubscription) -> Json:
    more: Json = {
        "description": params.description,
        "metadata": merged({}, params.metadata),
    }
    if params.trial_settings:
        more["trial_settings"] = params.trial_settings.model_dump()
    return more


def _with_end(account: Account, body: Json, params: CreateSubscription) -> Json:
    if not (params.cancel_at or params.cancel_at_period_end):
        return body
    wanted = UpdateSubscription(
        cancel_at=params.cancel_at, cancel_at_period_end=params.cancel_at_period_end
    )
    body = changes.with_cancellation(account, body, wanted)
    account.change(body)
    return body


def retrieve(account: Account, params: Params, identifier: str) -> Json:
    return present(account, account.get("subscription", identifier))


def update(account: Account, params: UpdateSubscription, identifier: str) -> Json:
    body = account.get("subscription", identifier)
    return present(account, changes.update(account, body, params))


def cancel(account: Account, params: CancelSubscription, identifier: str) -> Json:
    body = account.get("subscription", identifier)
    if body["status"] in model.ENDED:
        raise ResourceMissing("subscription", identifier)
    details = params.cancellation_details.given() if params.cancellation_details else None
    ended = standing.cancel(account, body, reason="cancellation_requested", details=details)
    return present(account, ended)


def pause(account: Account, params: PauseSubscription, identifier: str) -> Json:
    body = account.get("subscription", identifier)
    if body["status"] not in ("active", "trialing", "past_due"):
        raise InvalidRequest(f"A subscription that is {body['status']} can't be paused.")
    return present(account, lifecycle.pause(account, body))


def resume(account: Account, params: ResumeSubscription, identifier: str) -> Json:
    body = account.get("subscription", identifier)
    if body["status"] != "paused":
        raise InvalidRequest(
            f"Only paused subscriptions can be resumed. This one is {body['status']}."
        )
    keep = params.billing_cycle_anchor.type == "unchanged"
    return present(account, lifecycle.resume(account, body, keep_anchor=keep))


def list_subscriptions(account: Account, params: ListSubscriptions) -> Json:
    conditions = listing.equal(customer=params.customer, collection_method=params.collection_method)
    if params.price:
        conditions.append(Condition(("items",), "CONTAINS", f'"{params.price}"'))
    conditions += _status(params.status)
    return listing.page(account, "subscription", "/v1/subscriptions", params, conditions)


def _status(wanted: str | None) -> list[Condition]:
    if wanted == "all":
        return []
    if wanted == "ended":
        return [Condition(("status",), "IN", list(model.ENDED))]
    if wanted is None:
        return [Condition(("status",), "IS NOT", "canceled")]
    return [Condition(("status",), "IS", wanted)]


def search_subscriptions(account: Account, params: SearchParams) -> Json:
    return search(account, "subscription", "/v1/subscriptions/search", params)


def list_items(account: Account, params: ListItems) -> Json:
    body = account.refer("subscription", params.subscription, "subscription")
    shown = [present_item(account, item) for item in body["items"]["data"]]
    return model.item_list(body["id"], shown) | {"url": "/v1/subscription_items"}


def _holder_of(account: Account, item_id: str) -> Json:
    for body in account.bodies("subscription"):
        if any(item["id"] == item_id for item in body["items"]["data"]):
            return body
    raise ResourceMissing("subscription_item", item_id)


def _item(account: Account, body: Json, item_id: str) -> Json:
    found = next(item for item in body["items"]["data"] if item["id"] == item_id)
    return present_item(account, found)


def retrieve_item(account: Account, params: Params, item_id: str) -> Json:
    return _item(account, _holder_of(account, item_id), item_id)


def update_item(account: Account, params: UpdateItem, item_id: str) -> Json:
    """The same change as through the subscription: seats or plan of one item."""
    given = params.given()
    names = ("price", "quantity", "metadata")
    change = ChangedItem(id=item_id, **{name: given[name] for name in names if name in given})
    wanted = UpdateSubscription(
        items=[change],
        payment_behavior=params.payment_behavior,
        proration_behavior=params.proration_behavior,
    )
    body = changes.update(account, _holder_of(account, item_id), wanted)
    return _item(account, body, item_id)


OPERATIONS = [
    Operation("GET", "/v1/subscriptions/search", SearchParams, search_subscriptions),
    Operation("POST", "/v1/subscriptions", CreateSubscription, create),
    Operation("GET", "/v1/subscriptions", ListSubscriptions, list_subscriptions),
    Operation("GET", "/v1/subscriptions/{id}", Params, retrieve),
    Operation("POST", "/v1/subscriptions/{id}", UpdateSubscription, update),
    Operation("DELETE", "/v1/subscriptions/{id}", CancelSubscription, cancel),
    Operation("POST", "/v1/subscriptions/{id}/pause", PauseSubscription, pause),
    Operation("POST", "/v1/subscriptions/{id}/resume", ResumeSubscription, resume),
    Operation("GET", "/v1/subscription_items", ListItems, list_items),
    Operation("GET", "/v1/subscription_items/{id}", Params, retrieve_item),
    Operation("POST", "/v1/subscription_items/{id}", UpdateItem, update_item),
]
