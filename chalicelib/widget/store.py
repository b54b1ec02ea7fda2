"""How holds are kept: half an hour, so that a slow typist still finds their place."""

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.table import connection, keys
from chalicelib.table.item import Item, required, whole
from chalicelib.widget.model import Hold

_KEPT_SECONDS = 1800
_TEXTS = ("token_hash", "service_id", "branch_id", "practitioner_id")
_NUMBERS = (
    "first_cell", "cells", "start", "code_expires", "sent_at", "sent", "tries", "version",
)  # fmt: skip


class HoldItem(Item, discriminator="Hold"):
    token_hash = UnicodeAttribute()
    service_id = UnicodeAttribute()
    branch_id = UnicodeAttribute()
    practitioner_id = UnicodeAttribute()
    resource_ids = JSONAttribute()
    first_cell = NumberAttribute()
    cells = NumberAttribute()
    start = NumberAttribute()
    anybody = BooleanAttribute()
    phone = UnicodeAttribute(null=True)
    code_digest = UnicodeAttribute(null=True)
    code_expires = NumberAttribute()
    sent_at = NumberAttribute()
    sent = NumberAttribute()
    tries = NumberAttribute()
    version = NumberAttribute()


def find(ctx: Context, token_hash: str) -> Hold | None:
    """The hold, unless it is too old: TTL may be days late."""
    item = connection.of(ctx).find(HoldItem, keys.hold(ctx.tenant_id, token_hash))
    if item is None or required(item, "expires") <= clock.epoch():
        return None
    return _to_model(item)


def create(ctx: Context, hold: Hold) -> None:
    connection.of(ctx).unit().create(_to_item(ctx, hold)).commit()


def replace(ctx: Context, hold: Hold) -> None:
    """Save a changed hold; raises ConditionFailed when somebody else changed it meanwhile."""
    same = HoldItem.version == hold.version - 1
    connection.of(ctx).unit().put(_to_item(ctx, hold), same).commit()


def delete(ctx: Context, token_hash: str) -> None:
    connection.of(ctx).unit().delete(keys.hold(ctx.tenant_id, token_hash)).commit()


def _to_item(ctx: Context, hold: Hold) -> HoldItem:
    return HoldItem(
        *keys.hold(ctx.tenant_id, hold.token_hash),
        resource_ids=list(hold.resource_ids),
        anybody=hold.anybody,
        phone=hold.phone,
        code_digest=hold.code_digest,
        expires=clock.epoch() + _KEPT_SECONDS,
        **{name: getattr(hold, name) for name in (*_TEXTS, *_NUMBERS)},
    )


def _to_model(item: HoldItem) -> Hold:
    return Hold(
        resource_ids=tuple(required(item, "resource_ids")),
        anybody=bool(item.anybody),
        phone=item.phone,
        code_digest=item.code_digest,
        **{name: required(item, name) for name in _TEXTS},
        **{name: whole(item, name) for name in _NUMBERS},
    )
