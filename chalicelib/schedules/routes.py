"""When practitioners are there: weekly hours and leave, and which visits then lie outside."""

from datetime import datetime, timedelta

from chalice import Blueprint

from chalicelib import clock
from chalicelib.appointments.views import show_all
from chalicelib.clinic import actions as clinic
from chalicelib.clinic import views
from chalicelib.clinic.model import Leave, Practitioner
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Listed, page_by_id
from chalicelib.errors import Invalid
from chalicelib.schedules import actions
from chalicelib.schedules.schemas import HoursBody, HoursView, LeaveBody, LeaveQuery, LeaveView
from chalicelib.tenants import actions as tenants

routes = Blueprint(__name__)
_owner = auth.session("owner")
_FORM = "%Y-%m-%dT%H:%M"


@endpoint(
    routes, "PUT", "/api/practitioners/{practitioner_id}/hours",
    guard=_owner, body=HoursBody, returns=HoursView,
)  # fmt: skip
def set_hours(ctx: Context, practitioner_id: str, body: HoursBody) -> HoursView:
    """Replace a practitioner's weekly hours."""
    said = views.given(body)
    changed = clinic.update(ctx, Practitioner, practitioner_id, said, body.version)
    return HoursView(
        practitioner=views.practitioner(changed),
        affected=show_all(ctx, actions.list_outside(ctx, practitioner_id)),
    )


@endpoint(
    routes, "GET", "/api/leave", guard=auth.session(), query=LeaveQuery, returns=Listed[LeaveView]
)
def list_leave(ctx: Context, query: LeaveQuery) -> Listed[LeaveView]:
    """Leave that touches the span, by its beginning; without a span a year around today."""
    today = clock.today(tenants.get_clinic(ctx).zone)
    since = query.from_ or today - timedelta(days=31)
    until = query.to or since + timedelta(days=366)
    found = clinic.list_leave(ctx, query.practitioner_id, since, until)
    return page_by_id(found, query.limit, query.cursor, lambda leave: _view(leave, []))


@endpoint(routes, "POST", "/api/leave", guard=_owner, body=LeaveBody, returns=LeaveView, status=201)
def add_leave(ctx: Context, body: LeaveBody) -> LeaveView:
    """A practitioner will be away; planned visits within are named, not changed."""
    start, end = (_wall(text) for text in (body.from_, body.to))
    made = Leave(ctx.id_for("leave"), body.practitioner_id, start, end, body.reason)
    kept = clinic.add_leave(ctx, made)
    return _view(kept, actions.within(ctx, kept))


@endpoint(routes, "DELETE", "/api/leave/{leave_id}", guard=_owner, status=204)
def remove_leave(ctx: Context, leave_id: str) -> None:
    """Take a leave back."""
    clinic.remove_leave(ctx, leave_id)


def _view(leave: Leave, affected: list[str]) -> LeaveView:
    return LeaveView(
        id=leave.id,
        practitioner_id=leave.practitioner_id,
        from_=leave.start.strftime(_FORM),
        to=leave.end.strftime(_FORM),
        reason=leave.reason,
        affected=affected,
    )


def _wall(text: str) -> datetime:
    try:
        return datetime.strptime(text, _FORM)
    except ValueError:
        raise Invalid("There is no such day.", fields={"from": "must be a date and time"}) from None
