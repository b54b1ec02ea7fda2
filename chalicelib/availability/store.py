"""How sheets are kept: read in great numbers past PynamoDB's parsing, written by condition."""

from collections.abc import Iterable, Mapping

from pynamodb.attributes import BinaryAttribute, NumberAttribute

from chalicelib.availability.model import Sheet, first_cell
from chalicelib.context import Context
from chalicelib.table import connection, keys
from chalicelib.table.item import Item
from chalicelib.table.work import Key, Raw, Unit

SheetsByResource = dict[str, dict[int, Sheet]]
_KEPT_SECONDS = 120 * 86400
_WEEK_SECONDS = 7 * 86400


class SheetItem(Item, discriminator="Sheet"):
    """`m` is the sheet's bytes, `v` its version; short names, since thousands are read at once."""

    m = BinaryAttribute(legacy_encoding=False)
    v = NumberAttribute()


def load_branch(ctx: Context, branch_id: str, weeks: range) -> SheetsByResource:
    """Sheets of every resource of a branch for these weeks: one Query (a page a megabyte)."""
    partition = keys.sheets(ctx.tenant_id, branch_id)
    low, high = f"W#{weeks.start:06d}#", f"W#{weeks.stop - 1:06d}#~"
    found: SheetsByResource = {}
    for raw in connection.of(ctx).raw_between(partition, low, high):
        resource_id, sheet = _to_model(raw)
        found.setdefault(resource_id, {})[sheet.week] = sheet
    return found


def load_resources(
    ctx: Context, branch_id: str, resource_ids: Iterable[str], weeks: range
) -> SheetsByResource:
    """Sheets of a few resources: one BatchGetItem."""
    ids = list(resource_ids)
    found: SheetsByResource = {each: {} for each in ids}
    for raw in connection.of(ctx).raw_many(_keys(ctx, branch_id, ids, weeks)):
        resource_id, sheet = _to_model(raw)
        found[resource_id][sheet.week] = sheet
    return found


def read_ahead(
    ctx: Context, branch_id: str, resource_ids: Iterable[str], weeks: range, beside: Iterable[Key]
) -> None:
    """Read in one call what `load_resources` will ask for, and items `beside` it."""
    connection.of(ctx).read_ahead([*beside, *_keys(ctx, branch_id, resource_ids, weeks)])


def add_writes(
    ctx: Context, unit: Unit, branch_id: str, resource_id: str, changed: Mapping[int, Sheet]
) -> None:
    """Put every changed sheet on condition that the version that was read is still there."""
    for week, sheet in changed.items():
        key = keys.sheet(ctx.tenant_id, branch_id, week, resource_id)
        ends = (first_cell(week) * 300) + _WEEK_SECONDS
        item = SheetItem(
            *key, m=sheet.to_bytes(), v=sheet.version + 1, expires=ends + _KEPT_SECONDS
        )
        fresh = SheetItem.pk.does_not_exist()
        unit.put(item, SheetItem.v == sheet.version if sheet.version else fresh)


def _keys(ctx: Context, branch_id: str, resource_ids: Iterable[str], weeks: range) -> list[Key]:
    tenant_id = ctx.tenant_id
    return [keys.sheet(tenant_id, branch_id, w, each) for each in resource_ids for w in weeks]


def _to_model(raw: Raw) -> tuple[str, Sheet]:
    _, week, resource_id = raw["sk"]["S"].split("#")
    return resource_id, Sheet.from_bytes(int(week), raw["m"]["B"], int(raw["v"]["N"]))
