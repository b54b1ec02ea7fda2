"""The order of what happened to a patient, from index g2: kinds and ids, nothing more."""

from typing import NamedTuple

from chalicelib.context import Context
from chalicelib.table import connection, keys
from chalicelib.table.item import Item, required

_CENTURIES = "2"  # every instant that is kept lies between 2000 and 2999


class Entry(NamedTuple):
    """`kind` is appointment, message or inquiry."""

    kind: str
    id: str


class Entries(NamedTuple):
    """A page, newest first."""

    items: list[Entry]
    next_cursor: str | None


def page(ctx: Context, patient_id: str, limit: int, cursor: str | None) -> Entries:
    found = connection.of(ctx).page(
        Item,
        keys.timeline(ctx.tenant_id, patient_id),
        _CENTURIES,
        index="g2",
        limit=limit,
        cursor=cursor,
        newest_first=True,
    )
    return Entries([_entry(item) for item in found.items], found.next_cursor)


def _entry(item: Item) -> Entry:
    _, kind, thing_id = required(item, "g2sk").split("#")
    return Entry(kind, thing_id)
