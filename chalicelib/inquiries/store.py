"""How contacts are kept: each once, and counted by day, source and outcome in the same unit."""

from datetime import UTC, datetime
from typing import NamedTuple

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.context import Context
from chalicelib.events import InquiryChanged
from chalicelib.inquiries.model import Inquiry
from chalicelib.table import connection, keys
from chalicelib.table.item import Item, required
from chalicelib.table.outbox import event_item
from chalicelib.table.work import ConditionFailed, Unit

_TEXTS = ("id", "source", "reason", "status", "day")
_OPTIONAL = ("phone", "text", "campaign")
_NULL = ("patient_id", "appointment_id", "outcome", "owner_id")


class InquiryItem(Item, discriminator="Inquiry"):
    id = UnicodeAttribute()
    source = UnicodeAttribute()
    reason = UnicodeAttribute()
    status = UnicodeAttribute()
    created_at = UnicodeAttribute()
    day = UnicodeAttribute()
    phone = UnicodeAttribute(null=True)
    patient_id = UnicodeAttribute(null=True)
    appointment_id = UnicodeAttribute(null=True)
    text = UnicodeAttribute(null=True)
    campaign = JSONAttribute(null=True)
    outcome = UnicodeAttribute(null=True)
    owner_id = UnicodeAttribute(null=True)
    due_at = UnicodeAttribute(null=True)
    settled_at = UnicodeAttribute(null=True)
    version = NumberAttribute()


class CountItem(Item, discriminator="InquiryCount"):
    number = NumberAttribute()


class Count(NamedTuple):
    day: str
    source: str
    outcome: str
    number: int


def find(ctx: Context, inquiry_id: str) -> Inquiry | None:
    item = connection.of(ctx).find(InquiryItem, keys.inquiry(ctx.tenant_id, inquiry_id))
    return _to_model(item) if item else None


def find_many(ctx: Context, inquiry_ids: list[str]) -> dict[str, Inquiry]:
    wanted = [keys.inquiry(ctx.tenant_id, each) for each in inquiry_ids]
    return {i.id: _to_model(i) for i in connection.of(ctx).find_many(InquiryItem, wanted)}


def create(ctx: Context, inquiry: Inquiry) -> bool:
    """False when it is there already."""
    unit = connection.of(ctx).unit().create(_to_item(ctx, inquiry))
    return _commit(ctx, unit, inquiry, {inquiry.counted_as: 1})


def replace(ctx: Context, old: Inquiry, new: Inquiry) -> bool:
    """False when it changed since `old` was read."""
    unit = connection.of(ctx).unit()
    unit.put(_to_item(ctx, new), InquiryItem.version == old.version)
    moved = old.counted_as != new.counted_as
    return _commit(ctx, unit, new, {old.counted_as: -1, new.counted_as: 1} if moved else {})


def list_before(ctx: Context, status: str, before: str, limit: int) -> list[tuple[str, Inquiry]]:
    """The latest of a status with a place (`<instant>#<id>`) below `before`, newest first."""
    found = connection.of(ctx).before(
        InquiryItem, keys.inquiries(ctx.tenant_id, status), before, index="g1", limit=limit
    )
    return [(required(item, "g1sk"), _to_model(item)) for item in found]


def counts(ctx: Context, first: str, last: str) -> list[Count]:
    """The numbers of the local days from `first` to `last`, both included."""
    partition, low = keys.inquiry_count(ctx.tenant_id, first, "", "")
    _, high = keys.inquiry_count(ctx.tenant_id, last, "~", "")
    found = connection.of(ctx).between(CountItem, partition, low, high)
    return [_to_count(item) for item in found]


def _commit(
    ctx: Context, unit: Unit, inquiry: Inquiry, counted: dict[tuple[str, str, str], int]
) -> bool:
    unit.put(event_item(ctx, InquiryChanged(inquiry.id)))
    for (day, source, outcome), number in counted.items():
        key = keys.inquiry_count(ctx.tenant_id, day, source, outcome)
        unit.update(key, [CountItem.number.add(number), CountItem.kind.set(CountItem)])
    try:
        unit.commit()
    except ConditionFailed:
        return False
    return True


def _to_item(ctx: Context, inquiry: Inquiry) -> InquiryItem:
    created = keys.instant(inquiry.created_at)
    pk, sk = keys.inquiry(ctx.tenant_id, inquiry.id)
    item = InquiryItem(
        pk,
        sk,
        g1pk=keys.inquiries(ctx.tenant_id, inquiry.status),
        g1sk=f"{created}#{inquiry.id}",
        created_at=created,
        due_at=keys.instant(inquiry.due_at) if inquiry.due_at else None,
        settled_at=keys.instant(inquiry.settled_at) if inquiry.settled_at else None,
        version=inquiry.version,
    )
    for name in (*_TEXTS, *_NULL, *_OPTIONAL):
        setattr(item, name, getattr(inquiry, name) or None)
    if inquiry.patient_id:
        item.g2pk = keys.timeline(ctx.tenant_id, inquiry.patient_id)
        item.g2sk = f"{created}#inquiry#{inquiry.id}"
    return item


def _to_count(item: CountItem) -> Count:
    _, day, source, outcome = item.sk.split("#")
    return Count(day, source, outcome, int(required(item, "number")))


def _to_model(item: InquiryItem) -> Inquiry:
    return Inquiry(
        created_at=_instant(required(item, "created_at")),
        due_at=_instant(item.due_at) if item.due_at else None,
        settled_at=_instant(item.settled_at) if item.settled_at else None,
        phone=item.phone or "",
        text=item.text or "",
        campaign=dict(item.campaign or {}),
        version=int(required(item, "version")),
        **{name: required(item, name) for name in _TEXTS},
        **{name: getattr(item, name) for name in _NULL},
    )


def _instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
