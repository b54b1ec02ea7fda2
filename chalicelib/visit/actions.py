"""What a patient may see and do with one visit, through the link that was sent to them."""

from dataclasses import replace

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments import links, model, moves
from chalicelib.appointments.links import Link
from chalicelib.appointments.model import Appointment
from chalicelib.appointments.moves import Move
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Branch, Service
from chalicelib.context import Context
from chalicelib.errors import AppError, Conflict, NotFound
from chalicelib.patients import actions as patients
from chalicelib.tenants import actions as tenants
from chalicelib.tenants.model import Clinic
from chalicelib.visit.schemas import ClinicView, OtherVisit, Person, VisitPage, VisitView


def get(ctx: Context, link: Link) -> Appointment:
    """The visit, as long as the link tells its present time.

    Raises Conflict link_used when it was moved or cancelled since; with the clinic's name and phone.
    """
    try:
        visit = appointments.get(ctx, link.appointment_id)
    except NotFound:
        raise NotFound("This link is not complete.", code="link_invalid") from None
    if visit.schedule_version != link.schedule_version:
        told = "This link was already used. Your newest message has the current one."
        raise _told_whom_to_call(ctx, Conflict(told, code="link_used"))
    return visit


def show(ctx: Context, visit: Appointment, *, renewed: bool = False) -> VisitPage:
    """The page of a visit; `renewed` adds the link that counts from now on."""
    profile = tenants.get_clinic(ctx)
    setup = clinic.get_setup(ctx)
    service, branch = setup.services.get(visit.service_id), setup.branches.get(visit.branch_id)
    others = [v for v in appointments.list_same_day(ctx, visit) if v.id != visit.id]
    patient = patients.get(ctx, visit.patient_id)
    return VisitPage(
        clinic=_clinic(profile),
        visit=_visit(visit, service, branch),
        others=[_other(each) for each in others],
        patient=Person(given_name=patient.given_name),
        language=patient.language,
        link=links.token(ctx, visit) if renewed else None,
    )


def confirm(ctx: Context, link: Link) -> Appointment:
    visit = get(ctx, link)
    return appointments.confirm(ctx, visit.id)


def cancel(ctx: Context, link: Link, reason: str) -> Appointment:
    """Cancel under the service's notice; a second time says that the link was used."""
    visit = get(ctx, link)
    return appointments.cancel(
        ctx, visit.id, reason, version=visit.version, source="link", as_patient=True
    )


def move(ctx: Context, link: Link, start: int, key: str | None) -> Appointment:
    """Move under the service's rules; the same request twice moves once."""
    keyed = replace(ctx, key=key or ctx.key)
    visit = appointments.get(ctx, link.appointment_id)
    if keyed.key and visit.last_key == keyed.key:
        return visit
    visit = get(ctx, link)
    wanted = Move(start, version=visit.version, source="link", as_patient=True)
    return moves.move(keyed, visit.id, wanted)


def _told_whom_to_call(ctx: Context, error: AppError) -> AppError:
    profile = tenants.get_clinic(ctx)
    error.fields |= {"clinic_name": profile.name, "clinic_phone": profile.phone}
    return error


def _clinic(profile: Clinic) -> ClinicView:
    return ClinicView(
        name=profile.name, phone=profile.phone, color=profile.color, language=profile.language
    )


def _visit(visit: Appointment, service: Service | None, branch: Branch | None) -> VisitView:
    may = model.leeway(visit, service, clock.now())
    same = (
        "id", "status", "start", "end", "wall", "zone", "service_id", "service_name",
        "practitioner_id", "practitioner_name",
    )  # fmt: skip
    return VisitView(
        **{name: getattr(visit, name) for name in same},
        confirmed=visit.confirmed_at is not None,
        branch_name=branch.name if branch else "",
        branch_address=branch.address if branch else "",
        preparation=service.preparation if service else "",
        cancel_notice_minutes=service.cancel_notice_minutes if service else 0,
        can_move=may.can_move,
        can_cancel=may.can_cancel,
        moves_left=may.moves_left,
        why=may.why,
    )


def _other(visit: Appointment) -> OtherVisit:
    return OtherVisit(
        id=visit.id,
        wall=visit.wall,
        zone=visit.zone,
        service_name=visit.service_name,
        practitioner_name=visit.practitioner_name,
        confirmed=visit.confirmed_at is not None,
    )
