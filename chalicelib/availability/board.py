"""A branch's calendar as it stands: the engine's question and resources, filled from the tables."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from chalicelib import clock
from chalicelib.availability import store
from chalicelib.availability.model import Resource, Search, Sheets
from chalicelib.clinic.model import Branch, Practitioner, Room, Service, Setup, weekly_hours
from chalicelib.context import Context
from chalicelib.errors import Invalid, NotFound
from chalicelib.table.keys import Key


@dataclass(frozen=True)
class Board:
    """One service in one branch: who and what could take a visit, with what they have booked."""

    setup: Setup
    service: Service
    branch: Branch
    search: Search
    practitioners: list[Resource]
    rooms: list[Resource]

    def with_sheets_of(self, resource_id: str, sheets: Sheets) -> "Board":
        """The same board, as if one resource's sheets were these."""

        def swapped(resources: list[Resource]) -> list[Resource]:
            return [replace(r, sheets=sheets) if r.id == resource_id else r for r in resources]

        return replace(self, practitioners=swapped(self.practitioners), rooms=swapped(self.rooms))

    def resource(self, resource_id: str) -> Resource:
        return next(r for r in (*self.practitioners, *self.rooms) if r.id == resource_id)


def service_of(setup: Setup, service_id: str) -> Service:
    found = setup.services.get(service_id)
    if found is None or found.archived:
        raise NotFound.of("service")
    return found


def branches_of(setup: Setup, service: Service, branch_id: str | None) -> list[Branch]:
    """Open branches that offer the service: the one that was named, or all."""
    offered = {p.branch_id for p in setup.who_offers(service)}
    return [
        branch
        for branch in setup.branches.values()
        if branch.id in offered and not branch.archived and branch_id in (None, branch.id)
    ]


def load(
    ctx: Context,
    setup: Setup,
    service: Service,
    branch: Branch,
    first_day: date,
    days: int,
    *,
    practitioner_id: str | None = None,
    token: str = "",
) -> Board:
    """The board for some local days: one Query for all of a branch, one BatchGetItem for a few."""
    who = _who(setup, service, branch.id, practitioner_id)
    rooms = setup.rooms_of(branch.id, service.room_kind)
    search = _search(setup, service, branch, first_day, days, token)
    sheets = _sheets(ctx, branch.id, [*who, *rooms], search.weeks)
    return Board(
        setup,
        service,
        branch,
        search,
        [_practitioner(setup, each, branch.zone, sheets) for each in who],
        [Resource(r.id, kind=r.kind, sheets=sheets.get(r.id, {})) for r in rooms],
    )


def read_ahead(
    ctx: Context,
    setup: Setup,
    service: Service,
    branch: Branch,
    first_day: date,
    days: int,
    *,
    practitioner_id: str | None,
    beside: Iterable[Key],
) -> None:
    """Read in one call what `load` will ask for, and items `beside` it."""
    who = _who(setup, service, branch.id, practitioner_id)
    ids = [each.id for each in who]
    ids += [each.id for each in setup.rooms_of(branch.id, service.room_kind)]
    weeks = _search(setup, service, branch, first_day, days, "").weeks
    read_by_key = len(ids) * len(weeks) <= _FEW
    store.read_ahead(ctx, branch.id, ids if read_by_key else (), weeks, beside)


def _search(
    setup: Setup, service: Service, branch: Branch, first_day: date, days: int, token: str
) -> Search:
    closed = setup.closed_days(branch.id)
    return Search(service.terms, branch.zone, first_day, days, clock.epoch(), closed, token)


def empty(setup: Setup, service: Service, branch_id: str, day: date) -> Board:
    """One day's board without people or bookings: enough to ask about rules."""
    branch = setup.branches[branch_id]
    return Board(setup, service, branch, _search(setup, service, branch, day, 1, ""), [], [])


def _who(
    setup: Setup, service: Service, branch_id: str, practitioner_id: str | None
) -> list[Practitioner]:
    offered = setup.who_offers(service, branch_id)
    if practitioner_id is None:
        return offered
    chosen = [each for each in offered if each.id == practitioner_id]
    if not chosen:
        told = "must be someone who offers this service"
        raise Invalid("This practitioner doesn't offer it.", fields={"practitioner_id": told})
    return chosen


_FEW = 8  # up to which a BatchGetItem (a unit an item) is cheaper than the branch (ten a unit)


def _sheets(
    ctx: Context, branch_id: str, resources: Iterable[Practitioner | Room], weeks: range
) -> store.SheetsByResource:
    ids = [each.id for each in resources]
    if len(ids) * len(weeks) <= _FEW:
        return store.load_resources(ctx, branch_id, ids, weeks)
    return store.load_branch(ctx, branch_id, weeks)


def _practitioner(
    setup: Setup, who: Practitioner, zone: str, sheets: store.SheetsByResource
) -> Resource:
    return Resource(
        who.id,
        hours=weekly_hours(who.hours),
        leave=setup.absences(who.id, zone),
        sheets=sheets.get(who.id, {}),
    )
