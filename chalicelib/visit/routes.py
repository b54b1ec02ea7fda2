"""How a patient's page asks, with the signed link in the header X-Link."""

from chalice import Blueprint

from chalicelib.appointments import links
from chalicelib.appointments.links import Link
from chalicelib.appointments.schemas import SlotsView
from chalicelib.appointments.views import times
from chalicelib.availability import actions as availability
from chalicelib.availability.actions import Ask
from chalicelib.clinic import actions as clinic
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import Reply, endpoint
from chalicelib.edge.wire import Nothing
from chalicelib.patients.model import PatientDraft
from chalicelib.tenants import actions as tenants
from chalicelib.visit import actions, calendar_file, views
from chalicelib.visit.schemas import (
    CancelVisit,
    MoveVisit,
    PersonDetails,
    TokenQuery,
    VisitPage,
    VisitSlotsQuery,
)

routes = Blueprint(__name__)


@endpoint(routes, "GET", "/api/visit", guard=auth.link(), returns=VisitPage)
def get_visit(ctx: Context, link: Link) -> VisitPage:
    """The visit, and what may be done with it."""
    return views.show(ctx, actions.get(ctx, link))


@endpoint(routes, "POST", "/api/visit/confirm", guard=auth.link(), body=Nothing, returns=VisitPage)
def confirm(ctx: Context, link: Link, body: Nothing) -> VisitPage:
    """I will come."""
    return views.show(ctx, actions.confirm(ctx, link))


@endpoint(
    routes, "POST", "/api/visit/cancel", guard=auth.link(), body=CancelVisit, returns=VisitPage
)
def cancel(ctx: Context, link: Link, body: CancelVisit) -> VisitPage:
    """I can't come."""
    return views.show(ctx, actions.cancel(ctx, link, body.reason), renewed=True)


@endpoint(routes, "POST", "/api/visit/move", guard=auth.link(), body=MoveVisit, returns=VisitPage)
def move(ctx: Context, link: Link, body: MoveVisit) -> VisitPage:
    """I want another time; the answer has the link that counts from now on."""
    moved = actions.move(ctx, link, int(body.start.timestamp()), body.idempotency_key)
    return views.show(ctx, moved, renewed=True)


@endpoint(
    routes, "POST", "/api/visit/details",
    guard=auth.link(), body=PersonDetails, returns=VisitPage,
)  # fmt: skip
def complete(ctx: Context, link: Link, body: PersonDetails) -> VisitPage:
    """This is who I am: for whoever booked by phone and has no name here yet."""
    draft = PatientDraft(body.given_name, body.family_name, birth_date=body.birth_date)
    return views.show(ctx, actions.complete(ctx, link, draft))


@endpoint(
    routes, "GET", "/api/visit/slots", guard=auth.link(), query=VisitSlotsQuery, returns=SlotsView
)
def list_slots(ctx: Context, link: Link, query: VisitSlotsQuery) -> SlotsView:
    """Other free times with the same practitioner."""
    visit = actions.get(ctx, link)
    ask = Ask(visit.service_id, None, visit.practitioner_id, query.from_, query.days)
    return times(availability.list_times(ctx, ask))


@endpoint(routes, "GET", "/api/visit/ics", guard=auth.link(by_query=True), query=TokenQuery)
def download_calendar(ctx: Context, link: Link, query: TokenQuery) -> Reply:
    """The visit as a calendar file."""
    visit = actions.get(ctx, link)
    branch = clinic.get_setup(ctx).branches.get(visit.branch_id)
    text = calendar_file.ics(tenants.get_clinic(ctx), visit, branch, links.url(ctx, visit))
    headers = {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'attachment; filename="visit.ics"',
    }
    return Reply(text, headers)
