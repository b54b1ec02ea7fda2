"""Invoices from draft to paid: finalizing, charging, retrying, giving up."""

from infra.local.stripe.account import Account
from infra.local.stripe.ledger import Json
from infra.local.stripe.local import settings
from infra.local.stripe.payments import attempts
from infra.local.stripe.payments.attempts import Outcome
from infra.local.stripe.periods import DAY
from infra.local.stripe.subscriptions import standing
from infra.local.stripe.wire.errors import InvalidRequest


def due(body: Json) -> list[tuple[str, int]]:
    """The step that an invoice in this state waits for."""
    if body["status"] == "draft" and body["automatically_finalizes_at"]:
        return [("finalize_invoice", body["automatically_finalizes_at"])]
    if body["status"] == "open" and body["next_payment_attempt"]:
        return [("retry_payment", body["next_payment_attempt"])]
    return []


def finalize_when_due(account: Account, invoice_id: str) -> None:
    body = finalize(account, account.get("invoice", invoice_id))
    if body["status"] == "open" and body["auto_advance"]:
        charge(account, body)


def finalize(account: Account, body: Json) -> Json:
    """Fixed and numbered from here on. Nothing to pay is paid; a paused collection ends here."""
    if body["status"] != "draft":
        raise InvalidRequest(
            "This invoice is already finalized, you can't re-finalize a non-draft invoice."
        )
    now = account.clock.now()
    body |= {
        "automatically_finalizes_at": None,
        "effective_at": now,
        "ending_balance": 0,
        "next_payment_attempt": None,
        "number": _number(account, body["customer"]),
        "status": "open",
        "status_transitions": body["status_transitions"] | {"finalized_at": now},
    }
    account.change(body)
    account.announce("invoice.finalized", body)
    if body["amount_due"] == 0:
        return settle(account, body)
    attempts.open_intent(account, body)
    return _as_paused(account, body)


def _number(account: Account, customer_id: str) -> str:
    customer = account.get("customer", customer_id)
    sequence = customer["next_invoice_sequence"]
    account.change(customer | {"next_invoice_sequence": sequence + 1})
    return f"{customer['invoice_prefix']}-{sequence:04}"


def _as_paused(account: Account, body: Json) -> Json:
    subscription = account.ledger.find("subscription", body["_subscription"] or "") or {}
    behavior = (subscription.get("pause_collection") or {}).get("behavior")
    if behavior == "void":
        return void(account, body)
    if behavior == "mark_uncollectible":
        return mark_uncollectible(account, body)
    return body


def charge(
    account: Account,
    body: Json,
    card: Json | None = None,
    *,
    holder_present: bool = False,
    by_hand: bool = False,
) -> Outcome:
    """Try the card, or the one on file; the invoice and its subscription follow the outcome."""
    card = card or card_on_file(account, body)
    outcome = attempts.try_card(account, body, card, holder_present=holder_present)
    # By hand, only the first attempt counts: the schedule of retries is not moved by it.
    counts = not by_hand or body["attempt_count"] == 0
    body |= {"attempted": True, "attempt_count": body["attempt_count"] + int(counts)}
    if outcome.problem is None:
        settle(account, body)
    else:
        _fail(account, body, outcome, reschedule=counts)
    return outcome


def card_on_file(account: Account, invoice: Json) -> Json | None:
    """The card that is charged: the invoice's, the subscription's or the customer's, in order."""
    subscription = account.ledger.find("subscription", invoice["_subscription"] or "") or {}
    settings_of = account.get("customer", invoice["customer"])["invoice_settings"]
    chosen = (
        invoice["default_payment_method"]
        or subscription.get("default_payment_method")
        or settings_of["default_payment_method"]
    )
    return account.ledger.find("payment_method", chosen) if chosen else None


def settle(account: Account, body: Json) -> Json:
    """Paid: told, and the subscription put in order."""
    now = account.clock.now()
    body |= {
        "amount_paid": body["amount_due"],
        "amount_remaining": 0,
        "attempted": True,
        "auto_advance": False,
        "next_payment_attempt": None,
        "status": "paid",
        "status_transitions": body["status_transitions"] | {"paid_at": now},
    }
    account.change(body)
    account.announce("invoice.paid", body)
    account.announce("invoice.payment_succeeded", body)
    _set_delinquent(account, body["customer"], False)
    standing.after_payment(account, body)
    return body


def _fail(account: Account, body: Json, outcome: Outcome, *, reschedule: bool) -> None:
    if reschedule:
        body |= {"next_payment_attempt": _next_attempt(account, body)}
        body |= {"auto_advance": body["next_payment_attempt"] is not None}
    account.change(body)
    if outcome.needs_holder:
        account.announce("invoice.payment_action_required", body)
    account.announce("invoice.payment_failed", body)
    _set_delinquent(account, body["customer"], True)
    exhausted = reschedule and body["next_payment_attempt"] is None
    standing.after_failure(account, body, exhausted=exhausted)


def _next_attempt(account: Account, body: Json) -> int | None:
    """When to try again; a subscription's first invoice is not tried again by itself."""
    days = settings.read(account.ledger).retry_days
    tried: int = body["attempt_count"]
    if body["billing_reason"] == "subscription_create" or tried > len(days):
        return None
    return account.clock.now() + days[tried - 1] * DAY


def _set_delinquent(account: Account, customer_id: str, delinquent: bool) -> None:
    customer = account.get("customer", customer_id)
    if not customer.get("deleted"):
        account.change(customer | {"delinquent": delinquent}, "customer.updated")


def retry_when_due(account: Account, invoice_id: str) -> None:
    charge(account, account.get("invoice", invoice_id))


def void(account: Account, body: Json) -> Json:
    return _close(account, body, "void", "voided_at", "invoice.voided")


def mark_uncollectible(account: Account, body: Json) -> Json:
    return _close(
        account, body, "uncollectible", "marked_uncollectible_at", "invoice.marked_uncollectible"
    )


def _close(account: Account, body: Json, status: str, stamp: str, event: str) -> Json:
    if body["status"] not in ("open", "uncollectible"):
        raise InvalidRequest(f"This invoice can't be made {status}: it is {body['status']}.")
    body |= {
        "auto_advance": False,
        "next_payment_attempt": None,
        "status": status,
        "status_transitions": body["status_transitions"] | {stamp: account.clock.now()},
    }
    account.change(body)
    account.announce(event, body)
    return body
