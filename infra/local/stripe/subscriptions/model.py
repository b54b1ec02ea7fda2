"""A subscription as data: its periods, what it waits for, when it is over."""

from typing import Any

from infra.local.stripe.periods import DAY, HOUR, boundary_after

Json = dict[str, Any]
ENDED = ("canceled", "incomplete_expired")
BILLED = ("active", "past_due", "unpaid")
WARNING = 3 * DAY
INCOMPLETE_FOR = 23 * HOUR
BLANK: Json = {
    "object": "subscription",
    "application": None,
    "application_fee_percent": None,
    "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
    "billing_cycle_anchor_config": None,
    # The default since 2025-09-30; it is why the portal cancels through `cancel_at`.
    "billing_mode": {"flexible": {"proration_discounts": "included"}, "type": "flexible"},
    "billing_schedules": [],
    "billing_thresholds": None,
    "cancel_at": None,
    "cancel_at_period_end": False,
    "canceled_at": None,
    "cancellation_details": {"comment": None, "feedback": None, "reason": None},
    "collection_method": "charge_automatically",
    "customer_account": None,
    "days_until_due": None,
    "default_payment_method": None,
    "default_source": None,
    "default_tax_rates": [],
    "description": None,
    "discounts": [],
    "ended_at": None,
    "invoice_settings": {"account_tax_ids": None, "issuer": {"type": "self"}},
    "latest_invoice": None,
    "livemode": False,
    "metadata": {},
    "next_pending_invoice_item_invoice": None,
    "on_behalf_of": None,
    "pause_collection": None,
    "payment_settings": {
        "payment_method_options": None,
        "payment_method_types": None,
        "save_default_payment_method": "off",
    },
    "pending_invoice_item_interval": None,
    "pending_setup_intent": None,
    "pending_update": None,
    "schedule": None,
    "test_clock": None,
    "transfer_data": None,
    "trial_end": None,
    "trial_settings": {"end_behavior": {"missing_payment_method": "create_invoice"}},
    "trial_start": None,
}


def due(body: Json) -> list[tuple[str, int]]:
    """The steps that a subscription in this state waits for, with their moments."""
    status = body["status"]
    if status in ENDED:
        return []
    if status == "incomplete":
        return [("expire_incomplete", body["created"] + INCOMPLETE_FOR)]
    found = [("cancel_subscription", body["cancel_at"])] if body["cancel_at"] else []
    if body["pause_collection"] and body["pause_collection"]["resumes_at"]:
        found.append(("resume_collection", body["pause_collection"]["resumes_at"]))
    if status == "trialing":
        found.append(("end_trial", body["trial_end"]))
        if not body["_trial_warned"]:
            warning = max(body["_trial_set_at"], body["trial_end"] - WARNING)
            found.append(("warn_of_trial_end", warning))
    elif status in BILLED:
        found.append(("renew", period(body)[1]))
    return found


def period(body: Json) -> tuple[int, int]:
    """Start and end of the present period, which is on the items."""
    item = body["items"]["data"][0]
    return item["current_period_start"], item["current_period_end"]


def with_period(body: Json, start: int, end: int) -> Json:
    """The subscription in this period; a cancellation at the period's end moves with it."""
    span = {"current_period_start": start, "current_period_end": end}
    items = body["items"] | {"data": [item | span for item in body["items"]["data"]]}
    moved = {"cancel_at": end} if body["cancel_at_period_end"] else {}
    return body | {"items": items} | moved


def period_from(body: Json, start: int) -> tuple[int, int]:
    """The period that begins at `start`, on the rhythm of the anchor."""
    interval, count = body["_interval"]
    return start, boundary_after(body["billing_cycle_anchor"], interval, count, start)


def with_trial(body: Json, trial_end: int, now: int) -> Json:
    """The subscription in a trial until then; its billing starts when the trial ends."""
    trial = {
        "billing_cycle_anchor": trial_end,
        "status": "trialing",
        "trial_start": body["trial_start"] or now,
        "trial_end": trial_end,
        "_trial_set_at": now,
        "_trial_warned": False,
    }
    start = period(body)[0]
    return with_period(body | trial, start, trial_end)


def item_list(subscription_id: str, items: list[Json]) -> Json:
    return {
        "object": "list",
        "data": items,
        "has_more": False,
        "total_count": len(items),
        "url": f"/v1/subscription_items?subscription={subscription_id}",
    }
