"""What free and busy time is, and what may be done with it: the whole engine's face.

Everything is pure: integers in, integers out; no clock, no database. Instants are epoch seconds of
UTC, days are dates of the branch's zone, and a set of five-minute cells is one integer.

How the parts meet. A `Resource` (practitioner, room, device) has working hours, absences and a
`Sheet` for each ISO week; a `Search` says what is asked (`Terms` of a service, days, `now`).
Load the sheets of `search.weeks` for every resource; a week that was never written may be missing.

    find_starts, find_any      free starts of each practitioner, or of anybody
    first_start, alternatives  the first one; three others for one that was refused
    explain                    the rules that remove a time: empty exactly when it is free
    choose_practitioner, choose_rooms          who and what would take it
    claim, release, move, hold, free_hold      changed sheets by week, or a Refusal

To book: `explain` (staff may overrule the rules in `POLICY`), `choose_rooms`, `claim` the cells
`search.cells(start)` on each resource's sheets, save all changed sheets in one transaction on
condition of their versions. To move: `search` and `explain` with the visit's old cells released.

The rules.
- The visit lies within working hours and outside leave and closures. Its buffers may reach beyond
  all three, but meet no visit, no other's buffer and no hold of another: a buffer is taken as the
  visit is, so two visits are apart by both their buffers.
- Every resource is taken for the same cells. A resource without hours is always open.
- Starts are whole steps after local midnight on the clock; those that the clock skips do not
  exist, those that it shows twice exist twice. Working hours likewise (see `hours`).
- A hold counts while `now < expires_at` and never against its own token.
- Notice counts from `now` in minutes; the horizon in local days after today, that day included.
"""

from chalicelib.availability.cells import (
    CELL,
    WEEK,
    cells_between,
    first_cell,
    week_name,
    week_of,
    weeks_of,
)
from chalicelib.availability.choice import (
    Offer,
    alternatives,
    choose_practitioner,
    first_start,
)
from chalicelib.availability.explain import choose_rooms, explain
from chalicelib.availability.hours import Absence, Days, Instants, WeeklyHours
from chalicelib.availability.refusal import POLICY, Refusal, Rule
from chalicelib.availability.search import Resource, Search, Terms, find_any, find_starts
from chalicelib.availability.sheet import (
    Hold,
    Sheet,
    Sheets,
    claim,
    free_hold,
    hold,
    move,
    release,
)

__all__ = [
    "CELL",
    "POLICY",
    "WEEK",
    "Absence",
    "Days",
    "Hold",
    "Instants",
    "Offer",
    "Refusal",
    "Resource",
    "Rule",
    "Search",
    "Sheet",
    "Sheets",
    "Terms",
    "WeeklyHours",
    "alternatives",
    "cells_between",
    "choose_practitioner",
    "choose_rooms",
    "claim",
    "explain",
    "find_any",
    "find_starts",
    "first_cell",
    "first_start",
    "free_hold",
    "hold",
    "move",
    "release",
    "week_name",
    "week_of",
    "weeks_of",
]
