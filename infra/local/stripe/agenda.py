"""What time does by itself: the steps that objects wait for, run in the order of their moments."""

import logging
from collections.abc import Callable

from infra.local.stripe.account import Account
from infra.local.stripe.checkout import model as checkout_model
from infra.local.stripe.checkout import sessions
from infra.local.stripe.invoices import collecting
from infra.local.stripe.ledger import Json, Timer
from infra.local.stripe.subscriptions import lifecycle, model

log = logging.getLogger("stripe.agenda")
Due = list[tuple[str, int]]
# Within one second the earlier line goes first: a subscription that was to be cancelled at
# its period's end is cancelled, not renewed.
STEPS: dict[str, Callable[[Account, str], None]] = {
    "cancel_subscription": lifecycle.cancel_as_scheduled,
    "expire_incomplete": lifecycle.expire_incomplete,
    "resume_collection": lifecycle.resume_collection,
    "warn_of_trial_end": lifecycle.warn_of_trial_end,
    "end_trial": lifecycle.end_trial,
    "renew": lifecycle.renew,
    "finalize_invoice": collecting.finalize_when_due,
    "retry_payment": collecting.retry_when_due,
    "expire_session": sessions.expire_when_due,
}
_RANKS = {step: rank for rank, step in enumerate(STEPS)}
_DUE: dict[str, Callable[[Json], Due]] = {
    "subscription": model.due,
    "invoice": collecting.due,
    "checkout.session": checkout_model.due,
}


def due(body: Json) -> list[Timer]:
    """The steps that this object waits for in its present state."""
    find = _DUE.get(body["object"])
    found = [] if find is None else find(body)
    return [Timer(body["id"], step, moment, _RANKS[step]) for step, moment in found]


def catch_up(account: Account) -> int:
    """Run every step that is due by now, each in its own transaction; how many there were."""
    ran = 0
    while (timer := account.ledger.next_timer()) and timer.due <= account.clock.now():
        _run(account, timer)
        ran += 1
    return ran


def _run(account: Account, timer: Timer) -> None:
    try:
        with account.clock.at(timer.due), account.ledger.transaction():
            account.ledger.drop_timer(timer)
            STEPS[timer.step](account, timer.object_id)
    except Exception:
        # One broken step must not stop time for everything else; the log has it.
        log.exception("%s of %s was given up", timer.step, timer.object_id)
        with account.ledger.transaction():
            account.ledger.drop_timer(timer)


def next_due(account: Account) -> int | None:
    """When the next step is due, in Unix seconds of the stand-in's time; None if nothing is."""
    timer = account.ledger.next_timer()
    return None if timer is None else timer.due
