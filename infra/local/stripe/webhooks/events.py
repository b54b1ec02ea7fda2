"""Events: what happened, when, because of which request, and what was there before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infra.local.stripe.webhooks import deliveries

if TYPE_CHECKING:
    from infra.local.stripe.account import Account

Json = dict[str, Any]
API_VERSION = "2026-10-28.endive"


def record(
    account: Account, identifier: str, type_: str, snapshot: Json, previous: Json | None
) -> Json:
    """Keep the event in the caller's transaction, and queue it for the endpoint if it listens."""
    data: Json = {"object": snapshot}
    if previous is not None:
        data["previous_attributes"] = previous
    event = {
        "id": identifier,
        "object": "event",
        "api_version": API_VERSION,
        "created": account.clock.now(),
        "data": data,
        "livemode": False,
        "pending_webhooks": 0,
        "request": {
            "id": account.cause.request_id,
            "idempotency_key": account.cause.idempotency_key,
        },
        "type": type_,
    }
    account.ledger.add(event)
    deliveries.queue(account, event)
    return event


def difference(before: Json, after: Json) -> Json:
    """`previous_attributes`: old values of what changed; hashes by key, lists whole."""
    changed: Json = {}
    for name in before.keys() | after.keys():
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            changed[name] = difference(old, new)
        else:
            changed[name] = old
    return changed
