"""Finding calls again: pages of the past, newest first, by what is asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib import clock
from chalicelib.calls import endings, instants, outcomes, store
from chalicelib.calls.model import Call
from chalicelib.context import Context
from chalicelib.errors import Invalid
from chalicelib.tenants import actions as tenants

_USUAL_DAYS = 30
_ROUNDS = 10  # how far a list with a filter looks before it shows what it has
_PLACE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[A-Za-z0-9_-]{1,64}$")


@dataclass(frozen=True)
class Wanted:
    """What is looked for; None: anything. `user_ids` are an agent's at Connect."""

    direction: str | None = None
    outcome: str | None = None
    user_ids: frozenset[str] | None = None
    number: str | None = None
    missed: bool | None = None
    promised: bool | None = None

    def fits(self, call: Call, outcome: str | None, *, missed: bool) -> bool:
        asked = (
            (self.direction, call.direction),
            (self.outcome, outcome),
            (self.number, call.number),
            (self.missed, missed),
            (self.promised, call.promise is not None),
        )
        if self.user_ids is not None and call.agent not in self.user_ids:
            return False
        return all(wanted is None or wanted == found for wanted, found in asked)


@dataclass(frozen=True)
class Listing:
    """A page, newest first, and the cursor of the next."""

    items: list[Call]
    next_cursor: str | None


def list_page(
    ctx: Context,
    wanted: Wanted,
    first: date | None,
    last: date | None,
    limit: int,
    cursor: str | None,
) -> Listing:
    """Calls that began on these local days, both included. A page may be short and go on."""
    low, high = _bounds(ctx, first, last)
    if cursor and not _PLACE.match(cursor):
        raise Invalid("The cursor is not of this list.", fields={"cursor": "Start again."})
    before = min(cursor or high, high)
    found: list[Call] = []
    for place, call in _looked_at(ctx, low, before, limit):
        if place is None:
            return Listing(found, before)
        before = place
        outcome = endings.outcome_of(ctx, call)
        if wanted.fits(call, outcome, missed=outcomes.is_missed(call, outcome)):
            found.append(call)
        if len(found) == limit:
            return Listing(found, before)
    return Listing(found, None)


def _looked_at(
    ctx: Context, low: str, before: str, limit: int
) -> Iterator[tuple[str | None, Call]]:
    """Calls between the places, newest first; a last one without a place says: there is more."""
    month, rounds = before[:7], 0
    while month >= low[:7]:
        page = store.list_before(ctx, month, before, limit)
        for place, call in page:
            if place < low:
                return
            before = place
            yield place, call
        rounds += 1
        if len(page) < limit:
            month = _month_before(month)
        elif rounds >= _ROUNDS:
            yield None, Call("")
            return


def _bounds(ctx: Context, first: date | None, last: date | None) -> tuple[str, str]:
    zone = ZoneInfo(tenants.get_clinic(ctx).zone)
    last = last or clock.today(zone.key)
    first = first or last - timedelta(days=_USUAL_DAYS)
    ends = (first, last + timedelta(days=1))
    low, high = (instants.said(datetime.combine(day, time(), zone)) for day in ends)
    return low, high


def _month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"
