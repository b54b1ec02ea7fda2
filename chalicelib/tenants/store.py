"""How tenants are kept: their profile inside, and outside the look-ups that find them."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib import clock
from chalicelib.clinic.model import Reminder
from chalicelib.context import Context
from chalicelib.events import SetupChanged
from chalicelib.table import call_keys, connection, keys
from chalicelib.table.item import Item, required
from chalicelib.table.keys import Key
from chalicelib.table.outbox import event_item
from chalicelib.table.work import ConditionFailed
from chalicelib.tenants.model import VOICE, Clinic

_TEXTS = ("id", "name", "country", "zone", "language", "currency", "site_key", "status", "plan")
_OPTIONAL = ("phone", "email", "quiet_from", "quiet_to", "color")
_NULL = ("customer_id", "sms_number", "voice_number")


class ClinicItem(Item, discriminator="Clinic"):
    id = UnicodeAttribute()
    name = UnicodeAttribute()
    country = UnicodeAttribute()
    zone = UnicodeAttribute()
    language = UnicodeAttribute()
    languages = JSONAttribute()
    currency = UnicodeAttribute()
    site_key = UnicodeAttribute()
    phone = UnicodeAttribute(null=True)
    email = UnicodeAttribute(null=True)
    quiet_from = UnicodeAttribute(null=True)
    quiet_to = UnicodeAttribute(null=True)
    reminders = JSONAttribute()
    status = UnicodeAttribute()
    plan = UnicodeAttribute()
    trial_end = UnicodeAttribute(null=True)
    customer_id = UnicodeAttribute(null=True)
    allowed_origins = JSONAttribute(null=True)
    color = UnicodeAttribute(null=True)
    sms_number = UnicodeAttribute(null=True)
    voice_number = UnicodeAttribute(null=True)
    record_calls = BooleanAttribute(null=True)
    version = NumberAttribute()


class PlatformItem(Item, discriminator="Platform"):
    """A look-up, a counter or a note of the platform; `data` is JSON."""

    tenant_id = UnicodeAttribute(null=True)
    data = JSONAttribute(null=True)


class LimitItem(Item, discriminator="Limit"):
    used = NumberAttribute()


def find(ctx: Context) -> Clinic | None:
    item = connection.of(ctx).find(ClinicItem, keys.clinic(ctx.tenant_id))
    return _to_model(item) if item else None


def read_ahead(ctx: Context) -> None:
    """Read in one call what nearly every request asks for."""
    connection.with_usual(ctx)


def create(ctx: Context, clinic: Clinic) -> None:
    """Quietly nothing when it is there: sign-up may be tried again."""
    try:
        connection.of(ctx).unit().create(_to_item(ctx, clinic)).commit()
    except ConditionFailed:
        return


def replace(ctx: Context, clinic: Clinic, read_version: int) -> None:
    """Raises ConditionFailed when the profile changed since it was read."""
    unit = connection.of(ctx).unit()
    unit.put(_to_item(ctx, clinic), ClinicItem.version == read_version)
    unit.put(event_item(ctx, SetupChanged("profile"))).commit()


# -- the platform: what finds a tenant ---------------------------------------------------------


def find_tenant(key: Key) -> str | None:
    """The tenant id behind a site key, number or customer."""
    item = connection.platform().find(PlatformItem, key, consistent=False)
    return required(item, "tenant_id") if item else None


def point(key: Key, tenant_id: str) -> None:
    connection.platform().unit().put(PlatformItem(*key, tenant_id=tenant_id)).commit()


def find_note(key: Key) -> dict[str, Any] | None:
    """A platform note; one that ran out counts as gone."""
    item = connection.platform().find(PlatformItem, key)
    if item is None or (item.expires and item.expires <= clock.epoch()):
        return None
    return dict(item.data or {})


def list_notes(partition: str, prefix: str) -> list[dict[str, Any]]:
    """Notes of one partition in their order; those that ran out count as gone."""
    found = connection.platform().every(PlatformItem, partition, prefix)
    now = clock.epoch()
    return [dict(i.data or {}) for i in found if not i.expires or i.expires > now]


def put_note(key: Key, data: dict[str, Any], expires: int | None = None) -> None:
    connection.platform().unit().put(PlatformItem(*key, data=data, expires=expires)).commit()


def claim_note(key: Key, data: dict[str, Any], expires: int | None = None) -> bool:
    """Keep a note unless there is one already that didn't run out."""
    free = PlatformItem.pk.does_not_exist() | (PlatformItem.expires <= clock.epoch())
    try:
        item = PlatformItem(*key, data=data, expires=expires)
        connection.platform().unit().put(item, free).commit()
    except ConditionFailed:
        return False
    return True


def delete_note(key: Key) -> None:
    connection.platform().unit().delete(key).commit()


def list_tenants(shard: str) -> list[str]:
    found = connection.platform().every(PlatformItem, keys.platform_tenants(shard), "T#")
    return [required(item, "tenant_id") for item in found]


def list_tenant(tenant_id: str) -> None:
    """Enter a tenant into the list of all."""
    point((keys.platform_tenants(tenant_id[0]), f"T#{tenant_id}"), tenant_id)


def list_free_numbers(use: str) -> list[str]:
    pk, prefix = _free(use, "")
    found = connection.platform().page(PlatformItem, pk, prefix, limit=20).items
    return [item.sk.removeprefix(prefix) for item in found]


def claim_number(use: str, number: str, tenant_id: str) -> bool:
    """Take a free number for a tenant; False when another was quicker."""
    taken = PlatformItem(*keys.platform_number(number), tenant_id=tenant_id)
    unit = connection.platform().unit().create(taken)
    free = PlatformItem.pk.exists()
    try:
        unit.delete(_free(use, number), free).commit()
    except ConditionFailed:
        return False
    return True


def give_number_back(use: str, number: str) -> None:
    """Into the pool again."""
    unit = connection.platform().unit().delete(keys.platform_number(number))
    unit.put(PlatformItem(*_free(use, number), data={})).commit()


def add_free_number(use: str, number: str) -> None:
    """Into the pool, where it may be already."""
    claim_note(_free(use, number), {})


def count(table: connection.Table, key: Key, expires: int, amount: int, cap: int) -> bool:
    """Count in a window; False when the cap would be passed, and then nothing is counted."""
    if amount > cap:
        return False
    room = LimitItem.used.does_not_exist() | (LimitItem.used <= cap - amount)
    actions = [
        LimitItem.used.add(amount),
        LimitItem.expires.set(expires),
        LimitItem.kind.set(LimitItem),
    ]
    try:
        table.unit().update(key, actions, room).commit()
    except ConditionFailed:
        return False
    return True


def counted(table: connection.Table, key: Key) -> int:
    item = table.find(LimitItem, key)
    return int(item.used) if item else 0


def _free(use: str, number: str) -> Key:
    if use == VOICE:
        return call_keys.platform_free_voice_number(number)
    return keys.platform_free_number(number)


def _to_item(ctx: Context, clinic: Clinic) -> ClinicItem:
    pk, sk = keys.clinic(ctx.tenant_id)
    return ClinicItem(
        pk,
        sk,
        languages=list(clinic.languages),
        reminders=[asdict(each) for each in clinic.reminders],
        trial_end=keys.instant(clinic.trial_end) if clinic.trial_end else None,
        allowed_origins=list(clinic.allowed_origins) or None,
        record_calls=clinic.record_calls,
        version=clinic.version,
        **{name: getattr(clinic, name) for name in (*_TEXTS, *_NULL)},
        **{name: getattr(clinic, name) or None for name in _OPTIONAL},
    )


def _to_model(item: ClinicItem) -> Clinic:
    trial_end = None
    if item.trial_end:
        trial_end = datetime.strptime(item.trial_end, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return Clinic(
        languages=tuple(required(item, "languages")),
        reminders=tuple(Reminder(**each) for each in required(item, "reminders")),
        trial_end=trial_end,
        allowed_origins=tuple(item.allowed_origins or ()),
        record_calls=bool(item.record_calls),
        version=int(required(item, "version")),
        **{name: required(item, name) for name in _TEXTS},
        **{name: getattr(item, name) for name in _NULL},
        **{name: getattr(item, name) or "" for name in _OPTIONAL},
    )
