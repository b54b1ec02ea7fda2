"""Changing a visit while others change it too: read, decide and save again, a few times."""

from collections.abc import Callable

from chalicelib.appointments.model import Appointment
from chalicelib.availability import offers
from chalicelib.availability.actions import Ask
from chalicelib.context import Context
from chalicelib.errors import Conflict, SlotTaken, VersionChanged
from chalicelib.table.work import ConditionFailed, pause

# A practitioner's week is one item: who books another time of it is in the way as well.
_TRIES = 20


def until_saved(ctx: Context, attempt: Callable[[], Appointment]) -> Appointment:
    """What the attempt gives once nobody was quicker; raises Conflict after too many tries."""
    found = _tried(ctx, attempt)
    if found is None:
        raise Conflict("Many people are changing this at the moment. Please try again.")
    return found


def until_taken(
    ctx: Context, attempt: Callable[[], Appointment], instead: Callable[[], tuple[Ask, int]]
) -> Appointment:
    """The same for a time of the calendar; raises SlotTaken with three others like `instead`."""
    try:
        found = _tried(ctx, attempt)
    except SlotTaken as refused:
        raise offers.completed(ctx, *instead(), refused) from None
    if found is None:
        raise offers.crowded(ctx, *instead())
    return found


def _tried(ctx: Context, attempt: Callable[[], Appointment]) -> Appointment | None:
    for number in range(_TRIES):
        try:
            return attempt()
        except ConditionFailed:
            if ctx.known is not None:
                ctx.known.clear()  # what was read before is what was wrong
            pause(number)
    return None


def is_repeated(visit: Appointment, seen: int | None, *, done: bool) -> bool:
    """Whether a change that was asked for as of `seen` is already there, and the last that was
    made: a request that is repeated because its answer was lost."""
    return done and seen is not None and visit.version == seen + 1


def require_seen(visit: Appointment, seen: int | None) -> None:
    """Raises VersionChanged when the caller saw another state of the visit."""
    if seen is not None and visit.version != seen:
        told = {"version": f"is {visit.version} by now"}
        raise VersionChanged("Somebody changed this visit in the meantime.", fields=told)
