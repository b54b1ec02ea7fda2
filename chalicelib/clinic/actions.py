"""Setting up a clinic, and reading the set-up cheaply: kept while a function stays warm."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import available_timezones

from chalicelib.clinic import hours, store
from chalicelib.clinic.model import (
    Branch,
    Closure,
    Leave,
    Practitioner,
    Room,
    Service,
    Setup,
)
from chalicelib.context import Context
from chalicelib.errors import Conflict, Invalid, NotFound, VersionChanged
from chalicelib.table.work import ConditionFailed, Unit
from chalicelib.tenants import actions as tenants
from chalicelib.tenants.model import PLAN_LIMITS

T = TypeVar("T", Branch, Practitioner, Room, Service)
K = TypeVar("K", Branch, Practitioner, Room, Service, Closure, Leave)
_KEPT = 200
_known: OrderedDict[str, Setup] = OrderedDict()
_MOST_THINGS = 400


def get_setup(ctx: Context) -> Setup:
    """The whole set-up; read again only when its version grew."""
    known = _known.get(ctx.tenant_id)
    if known is None or store.version(ctx) != known.version:
        known = store.load(ctx)
        _known[ctx.tenant_id] = known
        if len(_known) > _KEPT:
            _known.popitem(last=False)
    return known


def create(ctx: Context, thing: T) -> T:
    """Keep something new; the same request twice keeps it once."""
    setup = get_setup(ctx)
    require_sound(setup, thing)
    _require_room(setup)
    _require_within_plan(ctx, setup, thing)
    try:
        store.save(ctx, thing, None, setup_version=setup.version)
    except ConditionFailed as error:
        if store.THING not in error.failed:
            return create(ctx, thing)  # others were counted as they stood before
        return _same_request(ctx, _find(store.load(ctx), type(thing), thing.id))
    return thing


def _require_within_plan(ctx: Context, setup: Setup, thing: T) -> None:
    """The plan's number of branches and practitioners in use, and a bound for everything."""
    branches, practitioners = PLAN_LIMITS[tenants.get_clinic(ctx).plan]
    shelf: Mapping[str, Branch | Practitioner] = {}
    most = 0
    if isinstance(thing, Branch):
        shelf, most = setup.branches, branches
    elif isinstance(thing, Practitioner):
        shelf, most = setup.practitioners, practitioners
    others = sum(not each.archived for each in shelf.values() if each.id != thing.id)
    if most and others >= most and not _is_in_use(shelf, thing.id):
        raise Conflict(f"Your plan includes {most} of these.", code="plan_limit")


def _is_in_use(shelf: Mapping[str, Branch | Practitioner], thing_id: str) -> bool:
    return thing_id in shelf and not shelf[thing_id].archived


def _require_room(setup: Setup) -> None:
    things = len(setup.branches) + len(setup.practitioners) + len(setup.rooms)
    if things + len(setup.services) >= _MOST_THINGS:
        raise Conflict(f"A clinic has at most {_MOST_THINGS} of these.")


def get(ctx: Context, kind: type[T], thing_id: str) -> T:
    return _find(get_setup(ctx), kind, thing_id)


def update(
    ctx: Context,
    kind: type[T],
    thing_id: str,
    changes: dict[str, Any],
    seen: int,
    along: Unit | None = None,
) -> T:
    """Change something that was read as version `seen`; the same change again changes nothing.

    Raises VersionChanged, and ConditionFailed when what is written `along` can't be.
    """
    setup = get_setup(ctx)
    known = _find(setup, kind, thing_id)
    if known.version == seen + 1 and replace(known, **changes) == known:
        return known  # the answer to the same request was lost
    if known.version != seen:
        raise _stale(known.version)
    changed = replace(known, **changes, version=seen + 1)
    require_sound(setup, changed)
    if not changed.archived:
        _require_within_plan(ctx, setup, changed)
    counted = setup.version if known.archived and not changed.archived else None
    try:
        store.save(ctx, changed, seen, along, setup_version=counted)
    except ConditionFailed as error:
        if error.failed == [store.VERSION]:
            return update(ctx, kind, thing_id, changes, seen, along)
        if store.THING not in error.failed:
            raise
        raise _stale(seen + 1) from None
    return changed


def archive(ctx: Context, kind: type[T], thing_id: str) -> T:
    """Take something out of use; its past visits keep it, and it can come back."""
    known = _find(get_setup(ctx), kind, thing_id)
    return (
        known if known.archived else update(ctx, kind, thing_id, {"archived": True}, known.version)
    )


def require_sound(setup: Setup, thing: Branch | Practitioner | Room | Service) -> None:
    """What no schema can see alone: zones, hours, and that what is named is there."""
    if isinstance(thing, Branch) and thing.zone not in available_timezones():
        raise Invalid("The time zone is not known.", fields={"zone": "must be an IANA time zone"})
    if isinstance(thing, Practitioner):
        hours.require_sound(thing.hours)
    if isinstance(thing, Practitioner | Room) and thing.branch_id not in setup.branches:
        raise Invalid("The branch is not known.", fields={"branch_id": "must be a branch"})
    if isinstance(thing, Service):
        unknown = set(thing.practitioner_ids) - setup.practitioners.keys()
        if unknown:
            told = {"practitioner_ids": "must be practitioners of this clinic"}
            raise Invalid("A practitioner is not known.", fields=told)


def list_leave(ctx: Context, practitioner_id: str | None, since: date, until: date) -> list[Leave]:
    first = datetime.combine(since, datetime.min.time())
    last = datetime.combine(until + timedelta(days=1), datetime.min.time())
    return [
        each
        for each in get_setup(ctx).leave
        if practitioner_id in (None, each.practitioner_id)
        and each.start < last
        and each.end > first
    ]


def add_leave(ctx: Context, leave: Leave) -> Leave:
    """Keep somebody's leave; the same request twice keeps it once."""
    known = next((each for each in get_setup(ctx).leave if each.id == leave.id), None)
    if known:
        return _same_request(ctx, known)
    if leave.practitioner_id not in get_setup(ctx).practitioners:
        raise NotFound.of("practitioner")
    if leave.end <= leave.start:
        raise Invalid("The leave ends before it begins.", fields={"to": "must be after from"})
    if (leave.end - leave.start).days > 366:
        raise Invalid("The leave is too long.", fields={"to": "at most a year after from"})
    try:
        store.save(ctx, leave, None)
    except ConditionFailed:
        return _same_request(ctx, leave)
    return leave


def remove_leave(ctx: Context, leave_id: str) -> None:
    found = next((each for each in get_setup(ctx).leave if each.id == leave_id), None)
    if found is None:
        raise NotFound.of("leave")
    store.delete(ctx, found)


def add_closure(ctx: Context, closure: Closure) -> Closure:
    """Close a day; closing it twice gives the first."""
    setup = get_setup(ctx)
    made = next((c for c in setup.closures if c.id == closure.id), None)
    if made:
        return _same_request(ctx, made)
    if closure.branch_id and closure.branch_id not in setup.branches:
        raise Invalid("The branch is not known.", fields={"branch_id": "must be a branch"})
    same = (closure.date, closure.branch_id)
    known = next((c for c in setup.closures if (c.date, c.branch_id) == same), None)
    if known:
        return known
    try:
        store.save(ctx, closure, None)
    except ConditionFailed:
        return _same_request(ctx, closure)
    return closure


def remove_closure(ctx: Context, closure_id: str) -> None:
    found = next((c for c in get_setup(ctx).closures if c.id == closure_id), None)
    if found is None:
        raise NotFound.of("closure")
    store.delete(ctx, found)


def list_holidays(ctx: Context, country: str, year: int) -> list[tuple[date, str, bool]]:
    """Public holidays of the clinic's country, and whether the clinic is closed then."""
    import holidays

    closed = {c.date for c in get_setup(ctx).closures if c.branch_id is None}
    try:
        found = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return []
    return [(day, name, day in closed) for day, name in sorted(found.items())]


def _find(setup: Setup, kind: type[T], thing_id: str) -> T:
    shelves: dict[type[Any], dict[str, Any]] = {
        Branch: setup.branches,
        Practitioner: setup.practitioners,
        Room: setup.rooms,
        Service: setup.services,
    }
    found: T | None = shelves[kind].get(thing_id)
    if found is None:
        raise NotFound.of(kind.__name__.lower())
    return found


def _same_request(ctx: Context, known: K) -> K:
    """What this very request made before; raises Conflict when its key made something else."""
    if store.find_digest(ctx, known) != ctx.digest:
        told = {"Idempotency-Key": "was used for something else"}
        raise Conflict("This key belongs to another request.", fields=told)
    return known


def _stale(version: int) -> VersionChanged:
    return VersionChanged(
        "Somebody changed this in the meantime.", fields={"version": f"is {version} by now"}
    )
