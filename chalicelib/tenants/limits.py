"""Limits: how often something may happen in a window of time, for one clinic or for everybody."""

from datetime import UTC, datetime

from chalicelib import clock, observe
from chalicelib.context import Context
from chalicelib.errors import TooMany
from chalicelib.table import connection, keys
from chalicelib.table.connection import Table
from chalicelib.table.keys import Key
from chalicelib.tenants import store

__all__ = ["TooMany", "forget_public", "is_spent_public", "spend", "spend_day", "spend_public"]


def spend(ctx: Context, name: str, cap: int, window_seconds: int, amount: int = 1) -> None:
    """Count one more of `name` for the tenant; raises TooMany with `retry_at` past the cap."""
    window = clock.epoch() // window_seconds
    key = keys.limit(ctx.tenant_id, name, str(window))
    _count(connection.of(ctx), key, cap, window_seconds, amount)


def spend_day(ctx: Context, name: str, cap: int) -> None:
    """Count one more for the clinic's whole day; past the cap somebody is told, by an alarm."""
    try:
        spend(ctx, name, cap, 86400)
    except TooMany:
        observe.logger.warning("a clinic's day is spent", extra={"limit": name})
        observe.count("DayLimitReached")
        raise


def spend_public(name: str, cap: int, window_seconds: int, amount: int = 1) -> None:
    """The same before there is a tenant; `name` holds digests, never an address."""
    window = clock.epoch() // window_seconds
    key = keys.platform_limit(name, str(window))
    _count(connection.platform(), key, cap, window_seconds, amount)


def is_spent_public(name: str, cap: int, window_seconds: int) -> bool:
    """Whether the cap is reached, without counting."""
    window = clock.epoch() // window_seconds
    return store.counted(connection.platform(), keys.platform_limit(name, str(window))) >= cap


def forget_public(name: str, window_seconds: int) -> None:
    """Start counting anew, after a success."""
    window = clock.epoch() // window_seconds
    store.delete_note(keys.platform_limit(name, str(window)))


def _count(table: Table, key: Key, cap: int, window_seconds: int, amount: int) -> None:
    ends = (clock.epoch() // window_seconds + 1) * window_seconds
    if not store.count(table, key, ends + 86400, amount, cap):
        raise spent(ends)


def spent(until: int) -> TooMany:
    told = {"retry_at": keys.instant(datetime.fromtimestamp(until, UTC))}
    return TooMany("This was asked too often. Please try again later.", fields=told)
