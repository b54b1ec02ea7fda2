"""A visit as the page behind a patient's link shows it."""

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments import links, model
from chalicelib.appointments.model import Appointment
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Branch, Service
from chalicelib.context import Context
from chalicelib.patients import actions as patients
from chalicelib.tenants import actions as tenants
from chalicelib.tenants.model import Clinic
from chalicelib.visit.schemas import ClinicView, OtherVisit, Person, VisitPage, VisitView


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
        patient=Person(
            given_name="" if patient.is_nameless else patient.given_name,
            nameless=patient.is_nameless,
        ),
        language=patient.language,
        link=links.token(ctx, visit) if renewed else None,
    )


def _clinic(profile: Clinic) -> ClinicView:
    return ClinicView(
        name=profile.name, phone=profile.phone, color=profile.color, language=profile.language
    )


def _visit(visit: Appointment, service: Service | None, branch: Branch | None) -> VisitView:
    now = clock.now()
    may = model.leeway(visit, service, now)
    same = (
        "id", "status", "start", "end", "wall", "zone", "service_id", "service_name",
        "practitioner_id", "practitioner_name",
    )  # fmt: skip
    return VisitView(
        **{name: getattr(visit, name) for name in same},
        confirmed=visit.confirmed_at is not None,
        over=visit.end <= now,
        branch_name=branch.name if branch else "",
        branch_address=branch.address if branch else "",
        preparation=service.preparation if service else "",
        cancel_notice_minutes=service.cancel_notice_minutes if service else 0,
        can_confirm=model.may_confirm(visit, now),
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
