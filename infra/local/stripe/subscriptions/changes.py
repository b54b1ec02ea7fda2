"""Changing a running subscription: plan, seats, trial, cancellation, collection."""

from infra.local.stripe.account import Account
from infra.local.stripe.customers import payment_methods
from infra.local.stripe.ledger import Json
from infra.local.stripe.subscriptions import lifecycle, model
from infra.local.stripe.subscriptions.lifecycle import UPDATED, Line
from infra.local.stripe.subscriptions.lines import price_of, rhythm_of
from infra.local.stripe.subscriptions.params import ChangedItem, UpdateSubscription
from infra.local.stripe.wire.errors import CardDeclined, InvalidRequest
from infra.local.stripe.wire.params import merged

_PLAIN = ("description", "trial_settings")
_AFTER_END = {"cancellation_details", "metadata"}


def update(account: Account, body: Json, params: UpdateSubscription) -> Json:
    """The subscription after every change that was asked for, billed where they require it."""
    given = params.given()
    if body["status"] in model.ENDED and set(given) - _AFTER_END:
        raise InvalidRequest(
            "A canceled subscription can only update its cancellation_details and metadata."
        )
    rhythm = body["_interval"]
    body = with_items(account, body, params)
    body = _with_plain(account, body, params, given)
    body = with_cancellation(account, body, params)
    return _with_time(account, body, params, changed_rhythm=body["_interval"] != rhythm)


def with_items(account: Account, body: Json, params: UpdateSubscription) -> Json:
    """With the plans and seats that were asked for; not kept yet."""
    if not params.items:
        return body
    items = {item["id"]: item for item in body["items"]["data"]}
    before = _sold(items)
    for position, change in enumerate(params.items):
        _apply(account, body, items, change, f"items[{position}]")
    if not items:
        raise InvalidRequest("A subscription must have at least one item.", param="items")
    _refuse_proration(body, params, changed=_sold(items) != before)
    prices = [account.get("price", item["price"]) for item in items.values()]
    kept = model.item_list(body["id"], list(items.values()))
    start, end = model.period(body)
    body = body | {"items": kept, "_interval": rhythm_of(prices)}
    return model.with_period(body, start, end)


def _sold(items: dict[str, Json]) -> dict[str, int]:
    return {item["price"]: item["quantity"] for item in items.values()}


def _refuse_proration(body: Json, params: UpdateSubscription, *, changed: bool) -> None:
    billed = body["status"] in model.BILLED
    if changed and billed and params.proration_behavior != "none":
        raise InvalidRequest(
            "The local stand-in does not compute prorations: pass proration_behavior=none.",
            param="proration_behavior",
        )


def _apply(
    account: Account, body: Json, items: dict[str, Json], change: ChangedItem, param: str
) -> None:
    if change.id is None:
        _add(account, body, items, change, param)
        return
    if change.id not in items:
        raise InvalidRequest(
            f"No such subscription item: '{change.id}'",
            code="resource_missing",
            param=f"{param}[id]",
        )
    if change.deleted:
        del items[change.id]
        return
    item = items[change.id]
    if change.price:
        price = price_of(account, change.price, body["currency"], f"{param}[price]")
        item = item | {"price": price["id"]}
    if change.quantity is not None:
        item = item | {"quantity": change.quantity}
    items[change.id] = item | {"metadata": merged(item["metadata"], change.metadata)}


def _add(
    account: Account, body: Json, items: dict[str, Json], change: ChangedItem, param: str
) -> None:
    if change.price is None:
        raise InvalidRequest(
            f"Missing required param: {param}[price].",
            code="parameter_missing",
            param=f"{param}[price]",
        )
    price = price_of(account, change.price, body["currency"], f"{param}[price]")
    if price["id"] in _sold(items):
        raise InvalidRequest(
            "Cannot add multiple subscription items with the same plan: "
            f"{price['id']}. Use the existing item's id to change it.",
            param=f"{param}[price]",
        )
    quantity = 1 if change.quantity is None else change.quantity
    line = Line(price, quantity, merged({}, change.metadata))
    item = lifecycle.new_item(account, body["id"], line)
    items[item["id"]] = item


def _with_plain(account: Account, body: Json, params: UpdateSubscription, given: Json) -> Json:
    body = body | {name: given[name] for name in _PLAIN if name in given}
    if "metadata" in given:
        body |= {"metadata": merged(body["metadata"], params.metadata)}
    if params.default_payment_method:
        payment_methods.owned(
            account, params.default_payment_method, body["customer"], "default_payment_method"
        )
    if "default_payment_method" in given:
        body |= {"default_payment_method": params.default_payment_method}
    if "pause_collection" in given:
        paused = params.pause_collection
        body |= {"pause_collection": paused.model_dump() if paused else None}
    if params.cancellation_details:
        details = params.cancellation_details.given()
        body |= {"cancellation_details": body["cancellation_details"] | details}
    return body


def with_cancellation(account: Account, body: Json, params: UpdateSubscription) -> Json:
    """Set to end later, or no longer; refused for a moment that has passed."""
    sent = params.model_fields_set & {"cancel_at", "cancel_at_period_end"}
    if len(sent) == 2 and params.cancel_at and params.cancel_at_period_end:
        raise InvalidRequest(
            "You cannot set both `cancel_at` and `cancel_at_period_end`.", param="cancel_at"
        )
    if not sent:
        return body
    now = account.clock.now()
    if params.cancel_at_period_end:
        return body | _ending(body, model.period(body)[1], now, at_period_end=True)
    if params.cancel_at is None:
        return body | _staying(body)
    moment = _cancel_moment(body, params.cancel_at)
    if moment <= now:
        raise InvalidRequest("`cancel_at` must be in the future.", param="cancel_at")
    return body | _ending(body, moment, now, at_period_end=False)


def _cancel_moment(body: Json, text: str) -> int:
    return int(text) if text.isdigit() else model.period(body)[1]


def _ending(body: Json, moment: int, now: int, *, at_period_end: bool) -> Json:
    details = body["cancellation_details"] | {"reason": "cancellation_requested"}
    return {
        "cancel_at": moment,
        "cancel_at_period_end": at_period_end,
        "canceled_at": now,
        "cancellation_details": details,
    }


def _staying(body: Json) -> Json:
    details = body["cancellation_details"] | {"reason": None}
    return {
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "cancellation_details": details,
    }


def _with_time(
    account: Account, body: Json, params: UpdateSubscription, *, changed_rhythm: bool
) -> Json:
    """Trial and anchor. Whatever starts a new period bills it at once."""
    now = account.clock.now()
    if params.trial_end and params.trial_end != "now":
        return _with_trial(account, body, int(params.trial_end))
    trialing = body["status"] == "trialing"
    if params.trial_end == "now" and trialing:
        billed = lifecycle.after_trial(account, body | {"trial_end": now}, at_once=True)
        return _paid_or_refused(account, billed, params)
    wanted = params.billing_cycle_anchor is not None and params.billing_cycle_anchor.type == "now"
    if (wanted or changed_rhythm) and not trialing and body["status"] in model.BILLED:
        restarted = body | {"billing_cycle_anchor": now}
        billed = lifecycle.bill_period(account, restarted, now, "subscription_update", at_once=True)
        return _paid_or_refused(account, billed, params)
    account.change(body, UPDATED)
    return body


def _with_trial(account: Account, body: Json, trial_end: int) -> Json:
    now = account.clock.now()
    if trial_end <= now:
        raise InvalidRequest(
            "Invalid timestamp: must be an integer Unix timestamp in the future.",
            param="trial_end",
        )
    body = model.with_trial(body, trial_end, now)
    account.change(body, UPDATED)
    return body


def _paid_or_refused(account: Account, body: Json, params: UpdateSubscription) -> Json:
    if params.payment_behavior == "error_if_incomplete" and body["status"] != "active":
        raise CardDeclined(
            "Your card was declined.", code="card_declined", decline_code="generic_decline"
        )
    return body
