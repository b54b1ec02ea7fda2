"""Keeping a time for somebody while they type, and giving it back."""

from dataclasses import dataclass

from chalicelib import clock
from chalicelib.availability import actions, offers, store
from chalicelib.availability.actions import Ask, Slot, Taken
from chalicelib.availability.model import Refusal, free_hold, hold
from chalicelib.context import Context
from chalicelib.errors import SlotTaken
from chalicelib.table import connection
from chalicelib.table.work import ConditionFailed, Unit, pause

HOLD_SECONDS = 300
_TRIES = 20


@dataclass(frozen=True)
class Placed:
    """A time that is held: until when (epoch seconds), on whose sheets, which cells."""

    slot: Slot
    expires: int
    branch_id: str
    resource_ids: tuple[str, ...]
    cells: range


def place(ctx: Context, ask: Ask, start: int) -> Placed:
    """Keep a time for `ask.token` for five minutes; raises SlotTaken with three other times."""
    for number in range(_TRIES):
        try:
            return _place_once(ctx, ask, start)
        except SlotTaken as refused:
            raise offers.completed(ctx, ask, start, refused) from None
        except ConditionFailed:
            pause(number)
    raise offers.crowded(ctx, ask, start)


def _place_once(ctx: Context, ask: Ask, start: int) -> Placed:
    board = actions.board_at(ctx, ask, start)
    taken = actions.take(board, start, anybody=ask.practitioner_id is None)
    expires = clock.epoch() + HOLD_SECONDS
    unit = connection.of(ctx).unit()
    _add_holds(ctx, unit, taken, expires)
    unit.commit()
    slot = actions.slot_at(board, start, taken.practitioner_id)
    return Placed(slot, expires, board.branch.id, tuple(taken.changed), taken.cells)


def give_up(
    ctx: Context, branch_id: str, resource_ids: list[str], weeks: range, token: str
) -> None:
    """Free what the token holds; quietly nothing when it holds nothing any more."""
    for number in range(_TRIES):
        unit = connection.of(ctx).unit()
        found = store.load_resources(ctx, branch_id, resource_ids, weeks)
        for resource_id, sheets in found.items():
            store.add_writes(ctx, unit, branch_id, resource_id, free_hold(sheets, token))
        try:
            return unit.commit()
        except ConditionFailed:
            pause(number)
    return None


def _add_holds(ctx: Context, unit: Unit, taken: Taken, expires: int) -> None:
    board = taken.board
    for resource_id in taken.changed:
        sheets = board.resource(resource_id).sheets
        held = hold(sheets, taken.cells, board.search.token, board.search.now, expires)
        if isinstance(held, Refusal):
            raise actions.refused(board, taken.start, [held.rule])
        store.add_writes(ctx, unit, board.branch.id, resource_id, held)
