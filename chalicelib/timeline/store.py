"""The order of what happened to a patient, from index g2: kinds and ids, nothing more."""

from typing import NamedTuple

from chalicelib.context import Context
from chalicelib.table import connection, keys
from chalicelib.table.work import Raw

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
    partition = keys.timeline(ctx.tenant_id, patient_id)
    order = {"Limit": limit, "ScanIndexForward": False}
    found = connection.of(ctx).raw_page(partition, _CENTURIES, order, index="g2", cursor=cursor)
    return Entries([_entry(raw) for raw in found.items], found.next_cursor)


def _entry(raw: Raw) -> Entry:
    _, kind, thing_id = raw["g2sk"]["S"].split("#")
    return Entry(kind, thing_id)
