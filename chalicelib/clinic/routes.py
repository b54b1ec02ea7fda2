"""How owners set a clinic up: branches, practitioners, rooms, services, closed days."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from chalice import Blueprint

from chalicelib.clinic import actions, views
from chalicelib.clinic.model import Branch, Closure, Practitioner, Room, Service
from chalicelib.clinic.schemas import (
    BranchBody,
    BranchChange,
    BranchView,
    ClosureBody,
    ClosureView,
    Holidays,
    HolidaysQuery,
    HolidayView,
    PractitionerBody,
    PractitionerChange,
    PractitionerView,
    RoomBody,
    RoomChange,
    RoomView,
    ServiceBody,
    ServiceChange,
    ServiceView,
    ThingsQuery,
)
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Listed, Paged, page_by_id
from chalicelib.errors import Invalid
from chalicelib.schedules import places
from chalicelib.staff import actions as staff
from chalicelib.tenants import actions as tenants

routes = Blueprint(__name__)
_read, _owner = auth.session(), auth.session("owner")
M = TypeVar("M", Branch, Practitioner, Room, Service)
V = TypeVar("V")


def _page(things: Iterable[M], query: ThingsQuery, view: Callable[[M], V]) -> Listed[V]:
    """A page by name; the cursor is the last thing's id."""
    shown = sorted(
        (t for t in things if query.archived or not t.archived), key=lambda t: (t.name, t.id)
    )
    return page_by_id(shown, query.limit, query.cursor, view)


@endpoint(
    routes, "GET", "/api/branches", guard=_read, query=ThingsQuery, returns=Listed[BranchView]
)
def list_branches(ctx: Context, query: ThingsQuery) -> Listed[BranchView]:
    """Branches by name."""
    return _page(actions.get_setup(ctx).branches.values(), query, views.branch)


@endpoint(
    routes, "POST", "/api/branches", guard=_owner, body=BranchBody, returns=BranchView, status=201
)
def create_branch(ctx: Context, body: BranchBody) -> BranchView:
    """Add a branch; its zone is the clinic's unless it says otherwise."""
    said: dict[str, Any] = {"zone": tenants.get_clinic(ctx).zone, **views.given(body)}
    return views.branch(actions.create(ctx, Branch(id=ctx.id_for("branch"), **said)))


@endpoint(
    routes,
    "PATCH",
    "/api/branches/{branch_id}",
    guard=_owner,
    body=BranchChange,
    returns=BranchView,
)
def change_branch(ctx: Context, branch_id: str, body: BranchChange) -> BranchView:
    """Change a branch that was read as `version`."""
    return views.branch(actions.update(ctx, Branch, branch_id, views.given(body), body.version))


@endpoint(routes, "DELETE", "/api/branches/{branch_id}", guard=_owner, returns=BranchView)
def archive_branch(ctx: Context, branch_id: str) -> BranchView:
    """Take a branch out of use; what happened there stays."""
    return views.branch(actions.archive(ctx, Branch, branch_id))


@endpoint(
    routes, "GET", "/api/practitioners",
    guard=_read, query=ThingsQuery, returns=Listed[PractitionerView],
)  # fmt: skip
def list_practitioners(ctx: Context, query: ThingsQuery) -> Listed[PractitionerView]:
    """Practitioners by name."""
    return _page(actions.get_setup(ctx).practitioners.values(), query, views.practitioner)


@endpoint(
    routes, "POST", "/api/practitioners",
    guard=_owner, body=PractitionerBody, returns=PractitionerView, status=201,
)  # fmt: skip
def create_practitioner(ctx: Context, body: PractitionerBody) -> PractitionerView:
    """Add a practitioner; hours may follow later."""
    _require_account(ctx, body.staff_id)
    made = Practitioner(id=ctx.id_for("practitioner"), **views.given(body))
    return views.practitioner(actions.create(ctx, made))


@endpoint(
    routes, "PATCH", "/api/practitioners/{practitioner_id}",
    guard=_owner, body=PractitionerChange, returns=PractitionerView,
)  # fmt: skip
def change_practitioner(
    ctx: Context, practitioner_id: str, body: PractitionerChange
) -> PractitionerView:
    """Change a practitioner; the branch only while no visit is to come."""
    _require_account(ctx, body.staff_id)
    said = views.given(body)
    return views.practitioner(places.update(ctx, Practitioner, practitioner_id, said, body.version))


def _require_account(ctx: Context, staff_id: str | None) -> None:
    if staff_id is not None and staff.find(ctx, staff_id) is None:
        told = {"staff_id": "must be a colleague's account"}
        raise Invalid("There is no such colleague.", fields=told)


@endpoint(
    routes, "DELETE", "/api/practitioners/{practitioner_id}", guard=_owner, returns=PractitionerView
)
def archive_practitioner(ctx: Context, practitioner_id: str) -> PractitionerView:
    """Take a practitioner out of use; past visits keep the name."""
    return views.practitioner(actions.archive(ctx, Practitioner, practitioner_id))


@endpoint(routes, "GET", "/api/rooms", guard=_read, query=ThingsQuery, returns=Listed[RoomView])
def list_rooms(ctx: Context, query: ThingsQuery) -> Listed[RoomView]:
    """Rooms by name."""
    return _page(actions.get_setup(ctx).rooms.values(), query, views.room)


@endpoint(routes, "POST", "/api/rooms", guard=_owner, body=RoomBody, returns=RoomView, status=201)
def create_room(ctx: Context, body: RoomBody) -> RoomView:
    """Add a room of a kind that services may need."""
    return views.room(actions.create(ctx, Room(id=ctx.id_for("room"), **views.given(body))))


@endpoint(routes, "PATCH", "/api/rooms/{room_id}", guard=_owner, body=RoomChange, returns=RoomView)
def change_room(ctx: Context, room_id: str, body: RoomChange) -> RoomView:
    """Change a room; the branch only while no visit is to come."""
    return views.room(places.update(ctx, Room, room_id, views.given(body), body.version))


@endpoint(routes, "DELETE", "/api/rooms/{room_id}", guard=_owner, returns=RoomView)
def archive_room(ctx: Context, room_id: str) -> RoomView:
    """Take a room out of use."""
    return views.room(actions.archive(ctx, Room, room_id))


@endpoint(
    routes, "GET", "/api/services", guard=_read, query=ThingsQuery, returns=Listed[ServiceView]
)
def list_services(ctx: Context, query: ThingsQuery) -> Listed[ServiceView]:
    """Services by name."""
    return _page(actions.get_setup(ctx).services.values(), query, views.service)


@endpoint(
    routes, "POST", "/api/services", guard=_owner, body=ServiceBody, returns=ServiceView, status=201
)
def create_service(ctx: Context, body: ServiceBody) -> ServiceView:
    """Add a service and who offers it."""
    made = Service(id=ctx.id_for("service"), **views.given(body))
    return views.service(actions.create(ctx, made))


@endpoint(
    routes, "PATCH", "/api/services/{service_id}",
    guard=_owner, body=ServiceChange, returns=ServiceView,
)  # fmt: skip
def change_service(ctx: Context, service_id: str, body: ServiceChange) -> ServiceView:
    """Change a service that was read as `version`."""
    return views.service(actions.update(ctx, Service, service_id, views.given(body), body.version))


@endpoint(routes, "DELETE", "/api/services/{service_id}", guard=_owner, returns=ServiceView)
def archive_service(ctx: Context, service_id: str) -> ServiceView:
    """Take a service out of use; planned visits stay."""
    return views.service(actions.archive(ctx, Service, service_id))


@endpoint(routes, "GET", "/api/holidays", guard=_read, query=HolidaysQuery, returns=Holidays)
def list_holidays(ctx: Context, query: HolidaysQuery) -> Holidays:
    """Public holidays of the clinic's country, to choose closed days from."""
    country = tenants.get_clinic(ctx).country
    found = actions.list_holidays(ctx, country, query.year)
    return Holidays(items=[HolidayView(date=d, name=n, closed=c) for d, n, c in found])


@endpoint(routes, "GET", "/api/closures", guard=_read, query=Paged, returns=Listed[ClosureView])
def list_closures(ctx: Context, query: Paged) -> Listed[ClosureView]:
    """Closed days by date; the cursor is the last one's id."""
    return page_by_id(actions.get_setup(ctx).closures, query.limit, query.cursor, views.closure)


@endpoint(
    routes, "POST", "/api/closures", guard=_owner, body=ClosureBody, returns=ClosureView, status=201
)
def add_closure(ctx: Context, body: ClosureBody) -> ClosureView:
    """Close a day for a branch, or for all of them."""
    made = Closure(id=ctx.id_for("closure"), **body.model_dump())
    return views.closure(actions.add_closure(ctx, made))


@endpoint(routes, "DELETE", "/api/closures/{closure_id}", guard=_owner, status=204)
def remove_closure(ctx: Context, closure_id: str) -> None:
    """Open a closed day again."""
    actions.remove_closure(ctx, closure_id)
