"""How missed calls are kept: an entry, and for each number which one is open."""

from datetime import UTC, datetime
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.context import Context
from chalicelib.events import MissedCallChanged
from chalicelib.missed.model import DUE, OPEN, MissedCall
from chalicelib.table import call_keys, connection, keys
from chalicelib.table.connection import Page
from chalicelib.table.item import Item, required, whole
from chalicelib.table.outbox import event_item
from chalicelib.table.work import ConditionFailed, Unit

_FORM = "%Y-%m-%dT%H:%M:%SZ"
_TEXTS = ("id", "reason", "status", "text")
_NULL = ("patient_id", "outcome", "closed_by")
_OPTIONAL = ("number", "because")
_INSTANTS = ("first_at", "last_at", "due_at")
_PERHAPS = ("closed_at", "text_at")


class MissedCallItem(Item, discriminator="MissedCall"):
    """In index `due` by `text_at` while a text is due."""

    id = UnicodeAttribute()
    number = UnicodeAttribute(null=True)
    reason = UnicodeAttribute()
    status = UnicodeAttribute()
    text = UnicodeAttribute()
    because = UnicodeAttribute(null=True)
    patient_id = UnicodeAttribute(null=True)
    outcome = UnicodeAttribute(null=True)
    closed_by = UnicodeAttribute(null=True)
    first_at = UnicodeAttribute()
    last_at = UnicodeAttribute()
    due_at = UnicodeAttribute()
    closed_at = UnicodeAttribute(null=True)
    text_at = UnicodeAttribute(null=True)
    call_ids = JSONAttribute()
    calls = NumberAttribute()
    version = NumberAttribute()
    due_hour = UnicodeAttribute(null=True)
    due = UnicodeAttribute(null=True)


class CallerItem(Item, discriminator="Caller"):
    """`open_id` is the number's open entry, `texted_at` when it last got a link."""

    open_id = UnicodeAttribute(null=True)
    texted_at = UnicodeAttribute(null=True)


def find(ctx: Context, missed_call_id: str) -> MissedCall | None:
    key = call_keys.missed_call(ctx.tenant_id, missed_call_id)
    item = connection.of(ctx).find(MissedCallItem, key)
    return _to_model(item) if item else None


def find_open(ctx: Context, number: str) -> MissedCall | None:
    """The open entry of a number."""
    item = connection.of(ctx).find(CallerItem, call_keys.caller(ctx.tenant_id, number))
    return find(ctx, item.open_id) if item and item.open_id else None


def find_texted_at(ctx: Context, number: str) -> datetime | None:
    """When a number last got a link."""
    item = connection.of(ctx).find(CallerItem, call_keys.caller(ctx.tenant_id, number))
    return _instant(item.texted_at) if item and item.texted_at else None


def create(ctx: Context, entry: MissedCall) -> bool:
    """False when the entry is there, or another one is open for its number."""
    unit = connection.of(ctx).unit().create(_to_item(ctx, entry))
    if entry.number:
        key = call_keys.caller(ctx.tenant_id, entry.number)
        opened = [CallerItem.open_id.set(entry.id), CallerItem.kind.set(CallerItem)]
        unit.update(key, opened, CallerItem.open_id.does_not_exist())
    return _commit(ctx, unit, entry)


def replace(ctx: Context, old: MissedCall, new: MissedCall) -> bool:
    """False when it changed since `old` was read."""
    unit = connection.of(ctx).unit()
    unit.put(_to_item(ctx, new), MissedCallItem.version == old.version)
    if old.status == OPEN and new.status != OPEN and new.number:
        unit.update(
            call_keys.caller(ctx.tenant_id, new.number),
            [CallerItem.open_id.remove()],
            CallerItem.open_id == new.id,
        )
    return _commit(ctx, unit, new)


def add_texted(
    ctx: Context, unit: Unit, number: str, texted_at: datetime, not_since: datetime
) -> None:
    """Note in somebody's unit of work that a number gets a link, if it got none since."""
    unit.update(
        call_keys.caller(ctx.tenant_id, number),
        [CallerItem.texted_at.set(keys.instant(texted_at)), CallerItem.kind.set(CallerItem)],
        CallerItem.texted_at.does_not_exist() | (CallerItem.texted_at < keys.instant(not_since)),
    )


def add_open(ctx: Context, unit: Unit, entry: MissedCall) -> None:
    """A condition for somebody's unit of work: the entry is as it was read."""
    key = call_keys.missed_call(ctx.tenant_id, entry.id)
    unit.check(key, MissedCallItem.version == entry.version)


def page(
    ctx: Context, status: str, limit: int, cursor: str | None, *, newest_first: bool
) -> Page[MissedCall]:
    """By deadline."""
    found = connection.of(ctx).page(
        MissedCallItem,
        call_keys.missed_calls(ctx.tenant_id, status),
        "2",
        index="g1",
        limit=limit,
        cursor=cursor,
        newest_first=newest_first,
    )
    return Page([_to_model(item) for item in found.items], found.next_cursor)


def _commit(ctx: Context, unit: Unit, entry: MissedCall) -> bool:
    unit.put(event_item(ctx, MissedCallChanged(entry.id)))
    try:
        unit.commit()
    except ConditionFailed:
        return False
    return True


def _to_item(ctx: Context, entry: MissedCall) -> MissedCallItem:
    due = keys.instant(entry.due_at)
    item = MissedCallItem(
        *call_keys.missed_call(ctx.tenant_id, entry.id),
        g1pk=call_keys.missed_calls(ctx.tenant_id, entry.status),
        g1sk=f"{due}#{entry.id}",
        call_ids=list(entry.call_ids),
        calls=entry.count,
        version=entry.version,
    )
    for name in (*_INSTANTS, *_PERHAPS):
        value = getattr(entry, name)
        setattr(item, name, keys.instant(value) if value else None)
    for name in (*_TEXTS, *_NULL, *_OPTIONAL):
        setattr(item, name, getattr(entry, name) or None)
    if entry.text == DUE and entry.text_at:
        item.due = keys.instant(entry.text_at)
        item.due_hour = keys.due_hour(entry.text_at, entry.id)
    return item


def _to_model(item: MissedCallItem) -> MissedCall:
    told: dict[str, Any] = {name: _instant(required(item, name)) for name in _INSTANTS}
    for name in _PERHAPS:
        told[name] = _instant(value) if (value := getattr(item, name)) else None
    for name in _OPTIONAL:
        told[name] = getattr(item, name) or ""
    return MissedCall(
        call_ids=tuple(required(item, "call_ids")),
        count=whole(item, "calls"),
        version=whole(item, "version"),
        **{name: required(item, name) for name in _TEXTS},
        **{name: getattr(item, name) for name in _NULL},
        **told,
    )


def _instant(text: str) -> datetime:
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)
