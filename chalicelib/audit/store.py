"""How the audit is kept: items that are made and never touched again."""

from datetime import UTC, datetime

from pynamodb.attributes import UnicodeAttribute

from chalicelib.audit.model import Entry
from chalicelib.context import Context
from chalicelib.table import call_keys, connection, keys
from chalicelib.table.connection import Page
from chalicelib.table.item import Item, required
from chalicelib.table.work import ConditionFailed

_TEXTS = ("id", "actor_id", "action", "subject_kind", "subject_id")
_FORM = "%Y-%m-%dT%H:%M:%SZ"


class AuditItem(Item, discriminator="Audit"):
    id = UnicodeAttribute()
    at = UnicodeAttribute()
    actor_id = UnicodeAttribute()
    action = UnicodeAttribute()
    subject_kind = UnicodeAttribute()
    subject_id = UnicodeAttribute()


def create(ctx: Context, audited: Entry) -> None:
    """Quietly nothing when it is there already."""
    at = keys.instant(audited.at)
    item = AuditItem(
        call_keys.audit(ctx.tenant_id, at[:7]),
        f"AT#{at}#{audited.id}",
        at=at,
        **{name: getattr(audited, name) for name in _TEXTS},
    )
    try:
        connection.of(ctx).unit().create(item).commit()
    except ConditionFailed:
        return


def page(ctx: Context, month: str, limit: int, cursor: str | None) -> Page[Entry]:
    """What was done in a month (`YYYY-MM`, UTC), newest first."""
    found = connection.of(ctx).page(
        AuditItem,
        call_keys.audit(ctx.tenant_id, month),
        "AT#",
        limit=limit,
        cursor=cursor,
        newest_first=True,
    )
    return Page([_to_model(item) for item in found.items], found.next_cursor)


def _to_model(item: AuditItem) -> Entry:
    at = datetime.strptime(required(item, "at"), _FORM).replace(tzinfo=UTC)
    return Entry(at=at, **{name: required(item, name) for name in _TEXTS})
