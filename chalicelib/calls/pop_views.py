"""What pops up with a call as the wire shows it."""

from chalicelib.appointments import views as visit_views
from chalicelib.appointments.model import Appointment
from chalicelib.appointments.schemas import AppointmentView
from chalicelib.calls import views
from chalicelib.calls.pop import Person, Pop
from chalicelib.calls.schemas import InquiryDraft, PopPerson, PopView
from chalicelib.context import Context
from chalicelib.inquiries import views as inquiry_views
from chalicelib.missed import views as missed_views
from chalicelib.patients.model import display
from chalicelib.tenants import actions as tenants
from chalicelib.timeline import views as timeline_views


def show(ctx: Context, pop: Pop) -> PopView:
    entry = missed_views.show(ctx, pop.missed_call) if pop.missed_call else None
    return PopView(
        call=views.show(ctx, pop.call),
        people=[_person(ctx, each) for each in pop.people],
        missed_call=entry,
        draft=None if pop.people else _draft(ctx, pop),
    )


def _person(ctx: Context, person: Person) -> PopPerson:
    return PopPerson(
        patient=views.hit(person.patient),
        language=person.patient.language,
        note=person.patient.note,
        next_visit=_visit(ctx, person.next_visit),
        last_visit=_visit(ctx, person.last_visit),
        last_contacts=timeline_views.show(ctx, person.contacts),
        open_inquiries=inquiry_views.show_all(ctx, person.open_inquiries),
    )


def _visit(ctx: Context, visit: Appointment | None) -> AppointmentView | None:
    return visit_views.show(ctx, visit) if visit else None


def _draft(ctx: Context, pop: Pop) -> InquiryDraft:
    number = pop.call.number
    return InquiryDraft(
        phone=number,
        phone_display=display(number or None) or "",
        language=tenants.get_clinic(ctx).language,
    )
