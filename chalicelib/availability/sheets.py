"""Taking booked cells off the sheets of a visit's resources, inside somebody's unit of work."""

from chalicelib.availability import store
from chalicelib.availability.model import Sheet, release, weeks_of
from chalicelib.context import Context
from chalicelib.table.work import ConditionFailed, Unit

Changed = dict[str, dict[int, Sheet]]


def released(ctx: Context, branch_id: str, resource_ids: list[str], cells: range) -> Changed:
    """The resources' sheets without these cells, by resource and week.

    Raises ConditionFailed where somebody freed them since the visit was read.
    """
    found = store.load_resources(ctx, branch_id, resource_ids, weeks_of(cells))
    try:
        return {each: release(sheets, cells) for each, sheets in found.items()}
    except ValueError:
        raise ConditionFailed([]) from None


def add_release(
    ctx: Context, unit: Unit, branch_id: str, resource_ids: list[str], cells: range
) -> None:
    add_changed(ctx, unit, branch_id, released(ctx, branch_id, resource_ids, cells))


def add_changed(ctx: Context, unit: Unit, branch_id: str, changed: Changed) -> None:
    for resource_id, sheets in changed.items():
        store.add_writes(ctx, unit, branch_id, resource_id, sheets)
