"""When a trial ends, however it was asked for."""

from infra.local.stripe.account import Account
from infra.local.stripe.periods import DAY
from infra.local.stripe.wire.errors import InvalidRequest


def trial_end_of(account: Account, trial_end: str | None, days: int | None) -> int | None:
    """In Unix seconds; None for no trial."""
    if days is not None and trial_end is not None:
        raise InvalidRequest("You may only pass one of: trial_end, trial_period_days.")
    if days is not None:
        return account.clock.now() + days * DAY
    if trial_end is None or trial_end == "now":
        return None
    if int(trial_end) <= account.clock.now():
        raise InvalidRequest("`trial_end` must be in the future.", param="trial_end")
    return int(trial_end)
