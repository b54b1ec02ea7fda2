"""Limits count in windows, numbers of the pool go to one clinic each, pages must be listed."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.context import Context
from chalicelib.errors import Forbidden, NotFound, TooMany, VersionChanged
from chalicelib.table import keys
from chalicelib.tenants import actions, limits, store

_POOL = ["+12025550101", "+12025550102", "+12025550103"]


def _find(site_key: str, origin: str | None) -> Context:
    return actions.context_of_site_key(site_key, origin=origin, key=None, digest=None)


def _spent(ctx: Context, cap: int, amount: int = 1) -> bool:
    try:
        limits.spend(ctx, "texts", cap, 3600, amount)
    except TooMany:
        return True
    return False


def test_limit_counts_up_to_its_cap_and_says_until_when(ctx: Context, other: Context) -> None:
    assert [_spent(ctx, 3) for _ in range(5)] == [False] * 3 + [True] * 2
    assert not _spent(other, 3)
    with pytest.raises(TooMany) as refused:
        limits.spend(ctx, "texts", 3, 3600)
    assert refused.value.fields["retry_at"].endswith(":00:00Z")


def test_limit_starts_anew_in_the_next_window(ctx: Context, later: Any) -> None:
    assert [_spent(ctx, 1), _spent(ctx, 1)] == [False, True]
    later(3600)
    assert not _spent(ctx, 1)


def test_more_than_the_cap_at_once_is_refused_the_first_time_too(ctx: Context) -> None:
    assert _spent(ctx, 2, amount=3)
    assert not _spent(ctx, 2, amount=2)
    assert _spent(ctx, 0)


def test_every_active_clinic_has_its_own_number(ctx: Context, other: Context) -> None:
    actions.add_numbers(_POOL)

    numbers = [
        actions.update_subscription(each, "active", "clinic", f"cus_{n}", None).sms_number
        for n, each in enumerate((ctx, other, ctx))
    ]

    assert numbers[0] == numbers[2] != numbers[1]
    assert actions.context_of_number(numbers[1] or "").tenant_id == other.tenant_id  # type: ignore[union-attr]
    actions.add_numbers(_POOL)
    assert len(store.list_free_numbers("texts")) == 1, "a number in use is not offered again"


def test_number_of_a_lost_race_goes_back_to_the_pool(ctx: Context, monkeypatch: Any) -> None:
    """The webhook and the return page bring one clinic up to date at once."""
    actions.add_numbers(_POOL)
    real, once = store.replace, iter([1])

    def meanwhile(*given: Any) -> None:
        for _ in once:
            actions.update_subscription(replace(ctx), "active", "clinic", "cus_1", None)
        real(*given)

    monkeypatch.setattr(store, "replace", meanwhile)
    mine = actions.update_subscription(ctx, "active", "clinic", "cus_1", None).sms_number

    assert mine in _POOL
    assert sorted([*store.list_free_numbers("texts"), mine or ""]) == _POOL


def test_pending_clinic_takes_no_number_and_no_bookings(ctx: Context) -> None:
    actions.add_numbers(_POOL)

    now = actions.update_subscription(ctx, "canceled", "clinic", "cus_1", None)

    assert (now.sms_number, now.is_open) == (None, False)
    with pytest.raises(Forbidden):
        actions.require_writable(replace(ctx))


def test_widget_is_refused_on_pages_that_are_not_listed(ctx: Context) -> None:
    key = actions.get_clinic(ctx).site_key
    store.point(keys.platform_site_key(key), ctx.tenant_id)
    assert _find(key, "https://anybody.example").tenant_id == ctx.tenant_id

    actions.update(ctx, {"allowed_origins": ("https://clinic.example",)}, 1)

    assert _find(key, "https://clinic.example").tenant_id == ctx.tenant_id
    assert _find(key, "https://frontdesk.test").tenant_id == ctx.tenant_id
    for origin in ("https://clinic.example.evil.test", "http://clinic.example", "null"):
        with pytest.raises(Forbidden):
            _find(key, origin)
    with pytest.raises(NotFound):
        _find("unknown", None)


def test_stale_change_of_the_profile_is_refused(ctx: Context) -> None:
    actions.update(ctx, {"name": "New"}, 1)

    with pytest.raises(VersionChanged):
        actions.update(replace(ctx), {"name": "Stale"}, 1)
    assert actions.get_clinic(replace(ctx)).name == "New"
