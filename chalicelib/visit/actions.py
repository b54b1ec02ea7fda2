"""What a patient may see and do with one visit, through the link that was sent to them."""

from dataclasses import replace

from chalicelib.appointments import actions as appointments
from chalicelib.appointments import moves
from chalicelib.appointments.links import Link
from chalicelib.appointments.model import Appointment
from chalicelib.appointments.moves import Move
from chalicelib.context import Context
from chalicelib.errors import AppError, Conflict, NotFound
from chalicelib.patients import actions as patients
from chalicelib.patients.model import PatientDraft
from chalicelib.tenants import actions as tenants


def get(ctx: Context, link: Link) -> Appointment:
    """The visit, as long as the link tells its present time.

    Raises Conflict link_used, with the clinic's name and phone, when it was moved or cancelled.
    """
    try:
        visit = appointments.get(ctx, link.appointment_id)
    except NotFound:
        raise NotFound("This link is not complete.", code="link_invalid") from None
    if visit.schedule_version != link.schedule_version:
        told = "This link was already used. Your newest message has the current one."
        raise _told_whom_to_call(ctx, Conflict(told, code="link_used"))
    return visit


def confirm(ctx: Context, link: Link) -> Appointment:
    visit = get(ctx, link)
    return appointments.confirm(ctx, visit.id)


def cancel(ctx: Context, link: Link, reason: str) -> Appointment:
    """Cancel under the service's notice; the same request twice cancels once."""
    done = _done_by_this_key(ctx, link)
    if done:
        return done
    visit = get(ctx, link)
    return appointments.cancel(
        ctx, visit.id, reason, version=visit.version, source="link", as_patient=True
    )


def move(ctx: Context, link: Link, start: int, key: str | None) -> Appointment:
    """Move under the service's rules; the same request twice moves once."""
    keyed = replace(ctx, key=key or ctx.key)
    done = _done_by_this_key(keyed, link)
    if done:
        return done
    visit = get(ctx, link)
    wanted = Move(start, version=visit.version, source="link", as_patient=True)
    return moves.move(keyed, visit.id, wanted)


def complete(ctx: Context, link: Link, draft: PatientDraft) -> Appointment:
    """Whoever booked by phone tells their name; it is kept once, and only where there is none."""
    visit = get(ctx, link)
    patients.complete(ctx, visit.patient_id, draft)
    return visit


def _done_by_this_key(ctx: Context, link: Link) -> Appointment | None:
    """The visit as this very request has left it: its link is void since then."""
    visit = appointments.find_many(ctx, [link.appointment_id]).get(link.appointment_id)
    return visit if visit and ctx.key and visit.last_key == ctx.key else None


def _told_whom_to_call(ctx: Context, error: AppError) -> AppError:
    profile = tenants.get_clinic(ctx)
    error.fields |= {"clinic_name": profile.name, "clinic_phone": profile.phone}
    return error
