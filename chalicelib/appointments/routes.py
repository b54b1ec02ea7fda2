"""How staff ask for free times and visits, and change them."""

from chalice import Blueprint

from chalicelib.appointments import actions, ahead, calendar, duties, moves, views
from chalicelib.appointments.actions import Booking
from chalicelib.appointments.moves import Move
from chalicelib.appointments.schemas import (
    AppointmentView,
    BookRequest,
    CalendarQuery,
    CalendarView,
    CancelRequest,
    ExplainQuery,
    ExplainView,
    MoveRequest,
    Reason,
    SlotsQuery,
    SlotsView,
    StatusRequest,
    VersionRequest,
)
from chalicelib.availability import actions as availability
from chalicelib.availability.actions import Ask
from chalicelib.availability.model import Rule
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.patients import actions as patients

routes = Blueprint(__name__)
_DESK = ("owner", "operator")
_TOLD = {
    Rule.NOTICE: "It is sooner than the service may be booked, or already past.",
    Rule.HORIZON: "It is further ahead than the service may be booked.",
    Rule.CLOSURE: "The branch is closed that day.",
    Rule.HOURS: "It lies outside working hours.",
    Rule.LEAVE: "The practitioner is away.",
    Rule.BUSY: "Another visit takes this time.",
    Rule.HOLD: "Somebody is just booking this time.",
    Rule.BUFFER: "There is no room for the pause before or after.",
    Rule.ROOM: "No suitable room is free.",
    Rule.STEP: "The service does not begin at this minute.",
}


@endpoint(routes, "GET", "/api/slots", guard=auth.session(), query=SlotsQuery, returns=SlotsView)
def list_slots(ctx: Context, query: SlotsQuery) -> SlotsView:
    """Free times of a service."""
    ask = Ask(query.service_id, query.branch_id, query.practitioner_id, query.from_, query.days)
    return views.times(availability.list_times(ctx, ask))


@endpoint(
    routes,
    "GET",
    "/api/slots/explain",
    guard=auth.session(),
    query=ExplainQuery,
    returns=ExplainView,
)
def explain_slot(ctx: Context, query: ExplainQuery) -> ExplainView:
    """Why a time can or can't be had."""
    ask = Ask(query.service_id, None, query.practitioner_id)
    rules = availability.explain_time(ctx, ask, int(query.start.timestamp()))
    return ExplainView(free=not rules, reasons=[Reason(rule=r, text=_TOLD[r]) for r in rules])


@endpoint(
    routes, "GET", "/api/calendar", guard=auth.session(), query=CalendarQuery, returns=CalendarView
)
def show_calendar(ctx: Context, query: CalendarQuery) -> CalendarView:
    """Working times and visits of a branch or a practitioner."""
    return calendar.show(ctx, query)


@endpoint(
    routes, "POST", "/api/appointments",
    guard=auth.session(*_DESK), body=BookRequest, returns=AppointmentView, status=201,
)  # fmt: skip
def book(ctx: Context, body: BookRequest) -> AppointmentView:
    """Book a visit for a known or a new patient."""
    start = int(body.start.timestamp())
    ask = Ask(body.service_id, body.branch_id, body.practitioner_id)
    ahead.read_for_booking(ctx, ask, start, body.patient_id)
    patient = patients.for_booking(ctx, body.patient_id, body.patient)
    wanted = Booking(
        body.service_id,
        start,
        patient.id,
        source=body.source,
        language=patient.language,
        practitioner_id=body.practitioner_id,
        branch_id=body.branch_id,
        note=body.note,
        overruled=frozenset(Rule(each) for each in body.override),
        notify=body.notify,
    )
    return views.show(ctx, actions.book(ctx, wanted))


@endpoint(
    routes,
    "GET",
    "/api/appointments/{appointment_id}",
    guard=auth.session(),
    returns=AppointmentView,
)
def get_appointment(ctx: Context, appointment_id: str) -> AppointmentView:
    """One visit; a doctor's own."""
    visit = actions.get(ctx, appointment_id)
    duties.require_own(ctx, visit)
    return views.show(ctx, visit)


@endpoint(
    routes, "POST", "/api/appointments/{appointment_id}/move",
    guard=auth.session(*_DESK), body=MoveRequest, returns=AppointmentView,
)  # fmt: skip
def move(ctx: Context, appointment_id: str, body: MoveRequest) -> AppointmentView:
    """Give a visit another time or practitioner."""
    wanted = Move(
        int(body.start.timestamp()),
        body.practitioner_id,
        body.version,
        notify=body.notify,
        overruled=frozenset(Rule(each) for each in body.override),
    )
    return views.show(ctx, moves.move(ctx, appointment_id, wanted))


@endpoint(
    routes, "POST", "/api/appointments/{appointment_id}/cancel",
    guard=auth.session(*_DESK), body=CancelRequest, returns=AppointmentView,
)  # fmt: skip
def cancel(ctx: Context, appointment_id: str, body: CancelRequest) -> AppointmentView:
    """Cancel a visit; its time is free at once."""
    done = actions.cancel(
        ctx, appointment_id, body.reason, version=body.version, notify=body.notify
    )
    return views.show(ctx, done)


@endpoint(
    routes, "POST", "/api/appointments/{appointment_id}/restore",
    guard=auth.session(*_DESK), body=VersionRequest, returns=AppointmentView,
)  # fmt: skip
def restore(ctx: Context, appointment_id: str, body: VersionRequest) -> AppointmentView:
    """Undo a cancellation, if the time is still free."""
    return views.show(ctx, moves.restore(ctx, appointment_id, body.version))


@endpoint(
    routes, "POST", "/api/appointments/{appointment_id}/confirm",
    guard=auth.session(), body=VersionRequest, returns=AppointmentView,
)  # fmt: skip
def confirm(ctx: Context, appointment_id: str, body: VersionRequest) -> AppointmentView:
    """The patient said that they will come."""
    duties.require_own(ctx, actions.get(ctx, appointment_id))
    return views.show(ctx, actions.confirm(ctx, appointment_id, body.version))


@endpoint(
    routes, "POST", "/api/appointments/{appointment_id}/status",
    guard=auth.session(), body=StatusRequest, returns=AppointmentView,
)  # fmt: skip
def set_status(ctx: Context, appointment_id: str, body: StatusRequest) -> AppointmentView:
    """Arrived, seen, not come, or planned again."""
    duties.require_own(ctx, actions.get(ctx, appointment_id))
    return views.show(ctx, actions.set_status(ctx, appointment_id, body.status, body.version))
