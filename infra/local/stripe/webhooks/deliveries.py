"""Deliveries: which event goes to the product's endpoint, when next, and how each attempt went.

The queue is in the ledger, so a delivery that was due when the process died is sent afterwards;
as with Stripe, a delivery may arrive more than once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from infra.local.stripe.ids import new_id

if TYPE_CHECKING:
    from infra.local.stripe.account import Account
    from infra.local.stripe.ledger import Ledger

Json = dict[str, Any]
# What the product listens to; the endpoint of the stand-in is set up with this list.
LISTENED = (
    "checkout.session.completed",
    "checkout.session.expired",
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "customer.subscription.paused",
    "customer.subscription.resumed",
    "customer.subscription.trial_will_end",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.payment_action_required",
    "invoice.finalization_failed",
    "charge.refunded",
    "charge.dispute.created",
)
# 17 attempts: 0.5 s, 1 s, 2 s ... up to 5 minutes apart, so that a product which is started
# within half an hour still hears of everything. Stripe's own schedule takes three days.
FIRST_DELAY, LONGEST_DELAY, MOST_ATTEMPTS = 0.5, 300.0, 17
_COLUMNS = "seq, id, event_id, type, state, held, position, next_at, attempts"


class Delivery(NamedTuple):
    """`next_at` is the machine's time; `attempts` is a JSON list of {at, status, error}."""

    seq: int
    id: str
    event_id: str
    type: str
    state: str
    held: int
    position: int
    next_at: float
    attempts: str

    def shown(self) -> Json:
        return self._asdict() | {"held": bool(self.held), "attempts": json.loads(self.attempts)}


def queue(account: Account, event: Json, *, once_more: bool = False) -> None:
    """Queue for the endpoint, if it listens to the type; `once_more` queues in any case."""
    endpoint = account.ledger.fact("webhook") or {}
    listened = endpoint.get("events") or LISTENED
    if not endpoint.get("url"):
        return
    if not once_more and "*" not in listened and event["type"] not in listened:
        return
    for _ in range(1 if once_more else _copies(account.ledger)):
        _insert(account, event, held=not once_more and _is_held(account.ledger, event["type"]))


def _copies(ledger: Ledger) -> int:
    twice = int(ledger.fact("deliver_twice", 0))
    if not twice:
        return 1
    ledger.set_fact("deliver_twice", twice - 1)
    return 2


def _is_held(ledger: Ledger, type_: str) -> bool:
    held = ledger.fact("hold") or []
    return "*" in held or type_ in held


def _insert(account: Account, event: Json, *, held: bool) -> None:
    account.ledger.db.execute(
        "INSERT INTO deliveries (id, event_id, type, state, held, position, next_at, attempts)"
        " VALUES (?, ?, ?, 'pending', ?,"
        " (SELECT coalesce(max(position), 0) + 1 FROM deliveries), ?, '[]')",
        (new_id("delivery"), event["id"], event["type"], held, account.clock.machine()),
    )


def _all(ledger: Ledger, where: str, *values: object) -> list[Delivery]:
    rows = ledger.db.execute(f"SELECT {_COLUMNS} FROM deliveries WHERE {where}", values)
    return [Delivery(*row) for row in rows]


def listed(ledger: Ledger, event_id: str | None, state: str | None) -> list[Delivery]:
    return _all(
        ledger,
        "event_id = coalesce(?, event_id) AND state = coalesce(?, state) ORDER BY position",
        event_id,
        state,
    )


def next_due(ledger: Ledger, now: float) -> Delivery | None:
    due = _all(
        ledger,
        "state = 'pending' AND NOT held AND next_at <= ? ORDER BY position LIMIT 1",
        now,
    )
    return due[0] if due else None


def next_moment(ledger: Ledger) -> float | None:
    """The machine's time at which the next attempt is due."""
    row = ledger.db.execute(
        "SELECT min(next_at) FROM deliveries WHERE state = 'pending' AND NOT held"
    ).fetchone()
    return None if row[0] is None else float(row[0])


def note_attempt(ledger: Ledger, delivery: Delivery, attempt: Json) -> None:
    """Write down how an attempt went, and when to try again if it went wrong."""
    attempts = [*json.loads(delivery.attempts), attempt]
    status = attempt["status"]
    if status is not None and 200 <= status < 300:
        state = "succeeded"
    else:
        state = "failed" if len(attempts) >= MOST_ATTEMPTS else "pending"
    delay = min(FIRST_DELAY * 2 ** (len(attempts) - 1), LONGEST_DELAY)
    ledger.db.execute(
        "UPDATE deliveries SET state = ?, next_at = ?, attempts = ? WHERE id = ?",
        (state, attempt["at"] + delay, json.dumps(attempts), delivery.id),
    )


def retry_now(ledger: Ledger, delivery_id: str, now: float) -> bool:
    """Put one delivery back at the head of time, whatever became of it; False if unknown."""
    changed = ledger.db.execute(
        "UPDATE deliveries SET state = 'pending', held = 0, next_at = ? WHERE id = ?",
        (now, delivery_id),
    )
    return changed.rowcount > 0


def hurry(ledger: Ledger, now: float) -> None:
    """Try all that is pending again: somebody may be listening now who was not before."""
    ledger.db.execute("UPDATE deliveries SET next_at = ? WHERE state = 'pending'", (now,))


def release(ledger: Ledger, ordered: list[Delivery], now: float) -> None:
    """Let held deliveries go, in this order, behind everything that is already queued."""
    start = ledger.db.execute("SELECT coalesce(max(position), 0) FROM deliveries").fetchone()[0]
    for offset, delivery in enumerate(ordered, 1):
        ledger.db.execute(
            "UPDATE deliveries SET held = 0, position = ?, next_at = ? WHERE id = ?",
            (start + offset, now, delivery.id),
        )


def held(ledger: Ledger) -> list[Delivery]:
    return _all(ledger, "held AND state = 'pending' ORDER BY position")
