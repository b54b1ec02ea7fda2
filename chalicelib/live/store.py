"""How open consoles are kept: one item per connection, gone by TTL after the longest connection."""

from dataclasses import dataclass

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.context import Context
from chalicelib.table import connection, keys
from chalicelib.table.item import Item, required

LIFETIME_SECONDS = 3 * 3600  # API Gateway ends a connection after two hours


@dataclass(frozen=True)
class Console:
    """An open page of a member of the staff; `since` in epoch seconds."""

    connection_id: str
    staff_id: str
    since: int


class ConsoleItem(Item, discriminator="Console"):
    connection_id = UnicodeAttribute()
    staff_id = UnicodeAttribute()
    since = NumberAttribute()


def put(ctx: Context, console: Console) -> None:
    item = ConsoleItem(
        *keys.console(ctx.tenant_id, console.connection_id),
        connection_id=console.connection_id,
        staff_id=console.staff_id,
        since=console.since,
        expires=console.since + LIFETIME_SECONDS,
    )
    connection.of(ctx).unit().put(item).commit()


def list_open(ctx: Context) -> list[Console]:
    """The clinic's consoles; the few that are gone already are found out by writing to them.

    Not by their age: a console stays open where the clock was moved.
    """
    partition, prefix = keys.console(ctx.tenant_id, "")
    found = connection.of(ctx).every(ConsoleItem, partition, prefix)
    return [_to_model(each) for each in found]


def delete(ctx: Context, connection_id: str) -> None:
    connection.of(ctx).unit().delete(keys.console(ctx.tenant_id, connection_id)).commit()


def _to_model(item: ConsoleItem) -> Console:
    return Console(
        required(item, "connection_id"), required(item, "staff_id"), int(required(item, "since"))
    )
