"""How visits are kept: with the cells they take, the fact and the timer in one unit of work."""

from datetime import UTC, date, datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.errors import NotFound
from chalicelib.table import connection, keys
from chalicelib.table.item import Item, required, whole
from chalicelib.table.work import Unit

_TEXTS = (
    "patient_id", "service_id", "practitioner_id", "branch_id", "wall", "zone", "source",
    "language", "service_name", "practitioner_name", "status",
)  # fmt: skip
_OPTIONAL = ("room_id", "note", "cancel_reason", "request_digest", "last_key")
_NUMBERS = ("first_cell", "cells", "moved_count", "version", "schedule_version")


class AppointmentItem(Item, discriminator="Appointment"):
    id = UnicodeAttribute()
    patient_id = UnicodeAttribute()
    service_id = UnicodeAttribute()
    practitioner_id = UnicodeAttribute()
    branch_id = UnicodeAttribute()
    room_id = UnicodeAttribute(null=True)
    start = UnicodeAttribute()
    end = UnicodeAttribute()
    wall = UnicodeAttribute()
    zone = UnicodeAttribute()
    first_cell = NumberAttribute()
    cells = NumberAttribute()
    status = UnicodeAttribute()
    confirmed_at = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute()
    source = UnicodeAttribute()
    language = UnicodeAttribute()
    service_name = UnicodeAttribute()
    practitioner_name = UnicodeAttribute()
    note = UnicodeAttribute(null=True)
    cancel_reason = UnicodeAttribute(null=True)
    moved_count = NumberAttribute()
    version = NumberAttribute()
    schedule_version = NumberAttribute()
    request_digest = UnicodeAttribute(null=True)
    last_key = UnicodeAttribute(null=True)


def find(ctx: Context, appointment_id: str) -> Appointment | None:
    key = keys.appointment(ctx.tenant_id, appointment_id)
    item = connection.of(ctx).find(AppointmentItem, key)
    return _to_model(item) if item else None


def get(ctx: Context, appointment_id: str) -> Appointment:
    found = find(ctx, appointment_id)
    if found is None:
        raise NotFound.of("visit")
    return found


def get_many(ctx: Context, appointment_ids: list[str]) -> list[Appointment]:
    """Those that are there, strongly consistent, in no order."""
    wanted = [keys.appointment(ctx.tenant_id, each) for each in appointment_ids]
    return [_to_model(i) for i in connection.of(ctx).find_many(AppointmentItem, wanted)]


def list_day(ctx: Context, branch_id: str, on: date) -> list[Appointment]:
    """A branch's visits of a local day by start, cancelled ones included."""
    partition = keys.day(ctx.tenant_id, branch_id, on)
    return [_to_model(i) for i in connection.of(ctx).every(AppointmentItem, partition, index="g1")]


def list_of_patient(
    ctx: Context, patient_id: str, since: datetime, until: datetime
) -> list[Appointment]:
    """A patient's visits that start within the span, ascending."""
    low, high = f"{keys.instant(since)}#appointment#", f"{keys.instant(until)}#appointment#~"
    partition = keys.timeline(ctx.tenant_id, patient_id)
    table = connection.of(ctx)
    raws = table.raw_range_of_kind(partition, low, high, "g2", "Appointment")
    return [_to_model(AppointmentItem.from_raw_data(raw)) for raw in raws]


def add_create(ctx: Context, unit: Unit, visit: Appointment) -> None:
    unit.create(_to_item(ctx, visit))


def add_replace(ctx: Context, unit: Unit, visit: Appointment, read_version: int) -> None:
    """Put the changed visit on condition that nobody changed the one that was read."""
    unit.put(_to_item(ctx, visit), AppointmentItem.version == read_version)


def add_unchanged(ctx: Context, unit: Unit, visit: Appointment) -> None:
    """A condition: the visit is live and its time is still the one that was read."""
    same = (AppointmentItem.schedule_version == visit.schedule_version) & (
        AppointmentItem.status == visit.status
    )
    unit.check(keys.appointment(ctx.tenant_id, visit.id), same)


def _to_item(ctx: Context, visit: Appointment) -> AppointmentItem:
    pk, sk = keys.appointment(ctx.tenant_id, visit.id)
    begins = keys.instant(visit.start)
    return AppointmentItem(
        pk,
        sk,
        g1pk=keys.day(ctx.tenant_id, visit.branch_id, visit.day),
        g1sk=f"{begins}#{visit.id}",
        g2pk=keys.timeline(ctx.tenant_id, visit.patient_id),
        g2sk=f"{begins}#appointment#{visit.id}",
        id=visit.id,
        start=begins,
        end=keys.instant(visit.end),
        created_at=keys.instant(visit.created_at),
        confirmed_at=keys.instant(visit.confirmed_at) if visit.confirmed_at else None,
        **{name: getattr(visit, name) or None for name in _OPTIONAL},
        **{name: getattr(visit, name) for name in (*_TEXTS, *_NUMBERS)},
    )


def _to_model(item: AppointmentItem) -> Appointment:
    return Appointment(
        id=required(item, "id"),
        start=_instant(required(item, "start")),
        end=_instant(required(item, "end")),
        created_at=_instant(required(item, "created_at")),
        confirmed_at=_instant(item.confirmed_at) if item.confirmed_at else None,
        room_id=item.room_id,
        note=item.note or "",
        cancel_reason=item.cancel_reason or "",
        request_digest=item.request_digest,
        last_key=item.last_key,
        **{name: required(item, name) for name in _TEXTS},
        **{name: whole(item, name) for name in _NUMBERS},
    )


def _instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
