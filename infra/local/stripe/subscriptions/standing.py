"""How a subscription stands with its payments: active, past due, unpaid, over."""

from infra.local.stripe.account import Account
from infra.local.stripe.ledger import Json
from infra.local.stripe.local import settings
from infra.local.stripe.subscriptions.model import ENDED

__all__ = ["ENDED", "after_failure", "after_payment", "cancel"]
_OWING = ("past_due", "unpaid", "incomplete")


def cancel(
    account: Account, body: Json, *, reason: str | None, details: Json | None = None
) -> Json:
    """Over, now. What it still owes stays owed, but nobody collects it any more."""
    now = account.clock.now()
    _stop_collecting(account, body["id"])
    body |= {
        "status": "canceled",
        "canceled_at": body["canceled_at"] or now,
        "ended_at": now,
        "cancellation_details": body["cancellation_details"] | {"reason": reason} | (details or {}),
    }
    account.change(body)
    account.announce("customer.subscription.deleted", body)
    return body


def _stop_collecting(account: Account, subscription_id: str) -> None:
    for invoice in account.bodies("invoice", _subscription=subscription_id):
        if invoice["status"] in ("draft", "open"):
            stopped = {"auto_advance": False, "next_payment_attempt": None}
            account.change(
                invoice | stopped | {"automatically_finalizes_at": None}, "invoice.updated"
            )


def after_payment(account: Account, invoice: Json) -> None:
    """Paying the newest invoice puts a subscription in order again."""
    body = account.ledger.find("subscription", invoice["_subscription"] or "")
    if body is None or body["status"] not in _OWING:
        return
    if _newest_finalized(account, body["id"]) == invoice["id"]:
        account.change(body | {"status": "active"}, "customer.subscription.updated")


def _newest_finalized(account: Account, subscription_id: str) -> str | None:
    found = account.bodies("invoice", _subscription=subscription_id)
    return next((invoice["id"] for invoice in found if invoice["status"] != "draft"), None)


def after_failure(account: Account, invoice: Json, *, exhausted: bool) -> None:
    """A failed payment makes it past due; the last failed retry does what the settings say."""
    body = account.ledger.find("subscription", invoice["_subscription"] or "")
    if body is None or body["status"] not in ("active", "past_due"):
        return
    outcome = settings.read(account.ledger).after_retries if exhausted else "past_due"
    if outcome == "canceled":
        cancel(account, body, reason="payment_failed")
    else:
        account.change(body | {"status": outcome}, "customer.subscription.updated")
