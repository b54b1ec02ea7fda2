"""Finding the tenant behind a request, and its profile."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from chalicelib import clock, config
from chalicelib.context import Context
from chalicelib.errors import Forbidden, Invalid, NotFound, VersionChanged
from chalicelib.table import call_keys, keys
from chalicelib.table.work import ConditionFailed
from chalicelib.tenants import store
from chalicelib.tenants.model import TEXTS, VOICE, Clinic

_TRIES = 5
_SITE_KEY_SECONDS = 300
_NUMBERS = {"sms_number": TEXTS, "voice_number": VOICE}


def get_clinic(ctx: Context) -> Clinic:
    """The profile as it is now; one read."""
    found = store.find(ctx)
    if found is None:
        raise NotFound.of("clinic")
    return found


def create(ctx: Context, clinic: Clinic) -> None:
    """Make a clinic and everything that finds it; all of it may be tried again."""
    store.create(ctx, clinic)
    store.point(keys.platform_site_key(clinic.site_key), ctx.tenant_id)
    store.list_tenant(ctx.tenant_id)


def require_writable(ctx: Context) -> Clinic:
    """The profile; raises Forbidden while the subscription allows no changes."""
    profile = get_clinic(ctx)
    if not profile.is_writable:
        told = {"clinic_phone": profile.phone, "clinic_name": profile.name}
        raise Forbidden(
            "The clinic's subscription is not active.", code="tenant_inactive", fields=told
        )
    return profile


def context_of_site_key(
    site_key: str, *, origin: str | None, key: str | None, digest: str | None
) -> Context:
    """The clinic whose widget asks; raises NotFound, or Forbidden from a page that isn't listed."""
    tenant_id = _tenant_of_site_key(site_key, clock.epoch() // _SITE_KEY_SECONDS)
    ctx = Context(tenant_id, "public", "widget", key=key, digest=digest, known={})
    store.read_ahead(ctx)
    allowed = get_clinic(ctx).allowed_origins
    if origin and allowed and origin not in allowed and not _is_ours(origin):
        raise Forbidden("This page may not use the clinic's widget.", code="origin_not_allowed")
    return ctx


@lru_cache(maxsize=2000)
def _tenant_of_site_key(site_key: str, window: int) -> str:
    """Looked up once in a window of time, since a site key never changes hands."""
    tenant_id = store.find_tenant(keys.platform_site_key(site_key))
    if tenant_id is None:
        raise NotFound.of("clinic")
    return tenant_id


def context_of_number(number: str) -> Context | None:
    """The clinic that has this number of ours."""
    tenant_id = store.find_tenant(keys.platform_number(number))
    return Context(tenant_id) if tenant_id else None


def context_of_agent(user_id: str) -> Context | None:
    """The clinic whose staff is this user at Amazon Connect."""
    tenant_id = store.find_tenant(call_keys.platform_agent(user_id))
    return Context(tenant_id) if tenant_id else None


def point_agent(ctx: Context, user_id: str) -> None:
    """Remember whose user at Amazon Connect this is."""
    store.point(call_keys.platform_agent(user_id), ctx.tenant_id)


def context_of_customer(customer_id: str) -> Context | None:
    """The clinic that is this customer at Stripe."""
    tenant_id = store.find_tenant(keys.platform_customer(customer_id))
    return Context(tenant_id) if tenant_id else None


def update(ctx: Context, changes: dict[str, Any], version: int) -> Clinic:
    """Change the profile that was read as `version`; the same again changes nothing.

    Raises VersionChanged or Invalid.
    """
    if changes.get("zone") and changes["zone"] not in available_timezones():
        raise Invalid("The time zone is not known.", fields={"zone": "must be an IANA time zone"})
    old = get_clinic(ctx)
    if old.version == version + 1 and replace(old, **changes) == old:
        return old  # the answer to the same request was lost
    if old.version != version:
        told = {"version": f"is {old.version} by now"}
        raise VersionChanged("Somebody changed this in the meantime.", fields=told)
    new = replace(old, **changes, version=version + 1)
    try:
        store.replace(ctx, new, version)
    except ConditionFailed:
        raise VersionChanged("Somebody changed this in the meantime.") from None
    return new


def update_subscription(
    ctx: Context, status: str, plan: str, customer_id: str, trial_end: datetime | None
) -> Clinic:
    """Write what Stripe says; an active clinic gets its numbers, one of each whoever asks."""
    taken: dict[str, str] = {}
    for _ in range(_TRIES):
        old = get_clinic(ctx)
        new = replace(old, status=status, plan=plan, customer_id=customer_id, trial_end=trial_end)
        new = _with_numbers(ctx, new, taken)
        if new == old:
            return old
        new = replace(new, version=old.version + 1)
        try:
            store.replace(ctx, new, old.version)
        except ConditionFailed:
            continue
        return new
    raise VersionChanged("The profile is being changed. Please try again.")


def list_tenants() -> list[str]:
    """Every tenant's id, shard by shard."""
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return [tenant_id for shard in letters for tenant_id in store.list_tenants(shard)]


def add_numbers(numbers: list[str], use: str = TEXTS) -> None:
    """Put numbers into the pool that new clinics get theirs from."""
    for number in numbers:
        if store.find_tenant(keys.platform_number(number)) is None:
            store.add_free_number(use, number)


def _with_numbers(ctx: Context, clinic: Clinic, taken: dict[str, str]) -> Clinic:
    """An open clinic with the numbers that it lacks, if there are any; `taken` remembers them.

    When another was quicker, and took some too, ours go back.
    """
    for name, use in _NUMBERS.items():
        if clinic.is_open and not getattr(clinic, name):
            number = taken.get(use) or _take_number(ctx, use)
            clinic = replace(clinic, **{name: number})  # type: ignore[arg-type]
            taken |= {use: number} if number else {}
        if use in taken and getattr(clinic, name) != taken[use]:
            store.give_number_back(use, taken.pop(use))
    return clinic


def _take_number(ctx: Context, use: str) -> str | None:
    """A free number of the pool, for good; None while the pool is empty."""
    for number in store.list_free_numbers(use):
        if store.claim_number(use, number, ctx.tenant_id):
            return number
    return None


def _is_ours(origin: str) -> bool:
    return origin == config.public_url()
