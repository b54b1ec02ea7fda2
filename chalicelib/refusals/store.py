"""How the do-not-call list is kept: one item per number that wants no more calls."""

from pynamodb.attributes import UnicodeAttribute

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.table import connection, keys
from chalicelib.table.item import Item


class DoNotCallItem(Item, discriminator="DoNotCall"):
    """`by` is the message that was answered so, or who of the staff wrote it down."""

    at = UnicodeAttribute()
    by = UnicodeAttribute(null=True)


def find(ctx: Context, number: str) -> str | None:
    """When the number was put on the list; None when it is not there."""
    item = connection.of(ctx).find(DoNotCallItem, keys.do_not_call(ctx.tenant_id, number))
    return item.at if item else None


def find_many(ctx: Context, numbers: list[str]) -> set[str]:
    """Those that are on the list."""
    wanted = {keys.do_not_call(ctx.tenant_id, number): number for number in numbers}
    found = connection.of(ctx).find_many(DoNotCallItem, list(wanted)) if wanted else []
    return {wanted[item.pk, item.sk] for item in found}


def put(ctx: Context, number: str, by: str) -> None:
    key = keys.do_not_call(ctx.tenant_id, number)
    item = DoNotCallItem(*key, at=keys.instant(clock.now()), by=by or None)
    connection.of(ctx).unit().put(item).commit()


def delete(ctx: Context, number: str) -> None:
    connection.of(ctx).unit().delete(keys.do_not_call(ctx.tenant_id, number)).commit()
