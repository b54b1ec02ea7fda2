"""How a clinic's own site asks: everything here is public, found by the site key."""

from dataclasses import replace
from datetime import UTC, datetime

from chalice import Blueprint

from chalicelib import config
from chalicelib.appointments import links, views
from chalicelib.appointments.model import Appointment
from chalicelib.appointments.schemas import SlotsView
from chalicelib.availability import actions as availability
from chalicelib.availability.actions import Ask
from chalicelib.clinic import actions as clinic
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.patients.model import PatientDraft
from chalicelib.widget import actions, boot, model
from chalicelib.widget.actions import Guest
from chalicelib.widget.schemas import (
    BookedVisit,
    BookingRequest,
    BookingView,
    BootQuery,
    BootView,
    CodeRequest,
    CodeView,
    HoldRequest,
    HoldView,
    Place,
    ReleaseRequest,
    WidgetSlotsQuery,
)

routes = Blueprint(__name__)
_BASE = "/api/widget/{site_key}"


@endpoint(routes, "GET", f"{_BASE}/boot", guard=auth.site_key(), query=BootQuery, returns=BootView)
def start(ctx: Context, query: BootQuery) -> BootView:
    """Everything that the widget needs to draw its first step."""
    return boot.show(ctx, query.lang)


@endpoint(
    routes, "GET", f"{_BASE}/slots",
    guard=auth.site_key(), query=WidgetSlotsQuery, returns=SlotsView,
)  # fmt: skip
def list_slots(ctx: Context, query: WidgetSlotsQuery) -> SlotsView:
    """Free times; without `from` they begin at the first day that has any."""
    boot.require_open(ctx)
    actions.require_online(ctx, query.service_id)
    ask = Ask(query.service_id, query.branch_id, query.practitioner_id, query.from_, query.days)
    found = availability.list_times(ctx, ask)
    if query.from_ is None and found.first and not any(slots for _, slots in found.days):
        first_day = datetime.fromisoformat(found.first.wall).date()
        found = availability.list_times(ctx, replace(ask, first_day=first_day))
    return views.times(found)


@endpoint(
    routes, "POST", f"{_BASE}/holds",
    guard=auth.site_key(), body=HoldRequest, returns=HoldView, status=201,
)  # fmt: skip
def hold(ctx: Context, body: HoldRequest) -> HoldView:
    """Keep a time for five minutes."""
    ask = Ask(body.service_id, body.branch_id, body.practitioner_id)
    keyed = replace(ctx, key=ctx.key or body.idempotency_key)
    placed = actions.place(keyed, ask, int(body.start.timestamp()), body.replaces)
    expires = datetime.fromtimestamp(placed.expires, UTC)
    return HoldView(token=placed.token, expires_at=expires, slot=views.slot(placed.slot))


@endpoint(
    routes, "POST", f"{_BASE}/holds/release",
    guard=auth.site_key(), body=ReleaseRequest, status=204,
)  # fmt: skip
def release(ctx: Context, body: ReleaseRequest) -> None:
    """Give a time back."""
    actions.give_up(ctx, body.token)


@endpoint(
    routes, "POST", f"{_BASE}/codes",
    guard=auth.site_key(), body=CodeRequest, returns=CodeView, status=202,
)  # fmt: skip
def send_code(ctx: Context, body: CodeRequest) -> CodeView:
    """Text a code to the number that was typed."""
    expires = actions.send_code(ctx, body.token, body.phone, body.language)
    return CodeView(
        expires_at=datetime.fromtimestamp(expires, UTC),
        resend_after_seconds=model.RESEND_SECONDS,
        digits=6,
    )


@endpoint(
    routes, "POST", f"{_BASE}/bookings",
    guard=auth.site_key(), body=BookingRequest, returns=BookingView, status=201,
)  # fmt: skip
def book(ctx: Context, body: BookingRequest) -> BookingView:
    """Book the held time; the same request twice books once."""
    draft = PatientDraft(language=body.language, **body.patient.model_dump())
    guest = Guest(
        draft,
        body.consents.marketing,
        body.language,
        body.note,
        body.campaign.model_dump(exclude_none=True) if body.campaign else None,
    )
    keyed = replace(ctx, key=ctx.key or body.idempotency_key)
    return _booked(ctx, actions.book(keyed, body.token, body.code, guest))


def _booked(ctx: Context, visit: Appointment) -> BookingView:
    branch = clinic.get_setup(ctx).branches[visit.branch_id]
    token = links.token(ctx, visit)
    same = ("id", "start", "end", "wall", "zone", "service_name", "practitioner_name")
    return BookingView(
        appointment=BookedVisit(
            **{name: getattr(visit, name) for name in same},
            branch=Place(name=branch.name, address=branch.address),
        ),
        manage_url=f"{config.public_url()}/v/{token}",
        ics_url=f"{config.public_url()}/api/visit/ics?t={token}",
    )
