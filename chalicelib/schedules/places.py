"""Where practitioners and rooms are: giving them another branch when nobody expects them there."""

from typing import Any, TypeVar

from chalicelib.availability import departure
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Practitioner, Room
from chalicelib.context import Context
from chalicelib.errors import Conflict
from chalicelib.table.work import ConditionFailed, pause

T = TypeVar("T", Practitioner, Room)
_TRIES = 5


def update(ctx: Context, kind: type[T], thing_id: str, changes: dict[str, Any], seen: int) -> T:
    """As the clinic's `update`; raises Conflict for another branch while visits are to come."""
    for number in range(_TRIES):
        known = clinic.get(ctx, kind, thing_id)
        leaves = changes.get("branch_id", known.branch_id) != known.branch_id
        leaves = leaves and changes["branch_id"] in clinic.get_setup(ctx).branches
        along = departure.leave(ctx, known.branch_id, thing_id) if leaves else None
        try:
            return clinic.update(ctx, kind, thing_id, changes, seen, along)
        except ConditionFailed:
            pause(number)  # somebody was just booking there
    raise Conflict("Many people are booking at this moment. Please try again.")
