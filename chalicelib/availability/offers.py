"""The three times that are offered instead of one that went to somebody else."""

from chalicelib.availability import actions
from chalicelib.availability.actions import OFFERED, Ask, Slot
from chalicelib.availability.model import Rule
from chalicelib.context import Context
from chalicelib.errors import AppError, SlotTaken

_DAYS = 28  # read at once
_DAY_SECONDS = 86400


def crowded(ctx: Context, ask: Ask, start: int) -> SlotTaken:
    """The refusal when others were quicker again and again, with what is free now."""
    told = {"start": Rule.BUSY, "alternatives": []}
    message = "Many people are booking at this moment. Please try again."
    return completed(ctx, ask, start, SlotTaken(message, fields=told))


def completed(ctx: Context, ask: Ask, start: int, refused: SlotTaken) -> SlotTaken:
    """The refusal with three other times, however far ahead; fewer only where there are no more."""
    if len(refused.fields["alternatives"]) < OFFERED:
        try:
            offered = _next_times(ctx, ask, start)
        except AppError:
            return refused  # what was asked for isn't offered at all any more
        refused.fields["alternatives"] = [actions.as_wire(slot) for slot in offered]
    return refused


def _next_times(ctx: Context, ask: Ask, start: int) -> list[Slot]:
    found: list[Slot] = []
    begins, last = start, start
    while len(found) < OFFERED and begins <= last:
        board = actions.board_at(ctx, ask, begins, _DAYS)
        wanted = start if begins == start else 0
        found += actions.offers(board, wanted, OFFERED - len(found))
        last = board.search.now + board.service.max_days_ahead * _DAY_SECONDS
        begins += _DAYS * _DAY_SECONDS
    return found
