"""How staff and their sessions are kept."""

from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.context import Context
from chalicelib.staff.model import Session, Staff
from chalicelib.table import connection, keys
from chalicelib.table.item import Item, required
from chalicelib.table.keys import Key

_TEXTS = ("id", "email", "name", "role", "language", "status")


class StaffItem(Item, discriminator="Staff"):
    id = UnicodeAttribute()
    email = UnicodeAttribute()
    name = UnicodeAttribute()
    role = UnicodeAttribute()
    language = UnicodeAttribute()
    status = UnicodeAttribute()
    practitioner_id = UnicodeAttribute(null=True)
    sessions_valid_from = NumberAttribute()
    version = NumberAttribute()
    request_digest = UnicodeAttribute(null=True)


class SessionItem(Item, discriminator="Session"):
    id = UnicodeAttribute()
    staff_id = UnicodeAttribute()
    created = NumberAttribute()


def find(ctx: Context, staff_id: str) -> Staff | None:
    item = connection.of(ctx).find(StaffItem, _key(ctx, staff_id))
    return _to_model(item) if item else None


def find_with_session(ctx: Context, staff_id: str, session_id: str) -> tuple[Staff, Session] | None:
    """Both, in one read with what nearly every request asks next; None when either is gone."""
    wanted = [_key(ctx, staff_id), keys.session(ctx.tenant_id, staff_id, session_id)]
    raws = connection.with_usual(ctx, *wanted).raw_many(wanted)
    by_type: dict[Any, Any] = {type(item): item for item in map(Item.from_raw_data, raws)}
    staff, session = by_type.get(StaffItem), by_type.get(SessionItem)
    if staff is None or session is None:
        return None
    known = Session(session.id, session.staff_id, int(session.created))
    return _to_model(staff), known


def list_all(ctx: Context) -> list[Staff]:
    return [_to_model(i) for i in connection.of(ctx).every(StaffItem, keys.staff(ctx.tenant_id))]


def create(ctx: Context, staff: Staff) -> None:
    """Raises ConditionFailed when the id is taken."""
    connection.of(ctx).unit().create(_to_item(ctx, staff)).commit()


def replace(ctx: Context, staff: Staff, read_version: int) -> None:
    """Raises ConditionFailed when the account changed since it was read."""
    same = StaffItem.version == read_version
    connection.of(ctx).unit().put(_to_item(ctx, staff), same).commit()


def put_session(ctx: Context, session: Session, expires: int) -> None:
    key = keys.session(ctx.tenant_id, session.staff_id, session.id)
    item = SessionItem(
        *key, id=session.id, staff_id=session.staff_id, created=session.created, expires=expires
    )
    connection.of(ctx).unit().put(item).commit()


def delete_session(ctx: Context, staff_id: str, session_id: str) -> None:
    key = keys.session(ctx.tenant_id, staff_id, session_id)
    connection.of(ctx).unit().delete(key).commit()


def _key(ctx: Context, staff_id: str) -> Key:
    return keys.staff(ctx.tenant_id), f"STAFF#{staff_id}"


def _to_item(ctx: Context, staff: Staff) -> StaffItem:
    return StaffItem(
        *_key(ctx, staff.id),
        practitioner_id=staff.practitioner_id,
        sessions_valid_from=staff.sessions_valid_from,
        version=staff.version,
        request_digest=staff.request_digest,
        **{name: getattr(staff, name) for name in _TEXTS},
    )


def _to_model(item: StaffItem) -> Staff:
    return Staff(
        practitioner_id=item.practitioner_id,
        request_digest=item.request_digest,
        sessions_valid_from=int(required(item, "sessions_valid_from")),
        version=int(required(item, "version")),
        **{name: required(item, name) for name in _TEXTS},
    )
