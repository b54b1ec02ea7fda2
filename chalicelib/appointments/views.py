"""Visits as the wire shows them: names of rooms and people beside the ids."""

from collections.abc import Iterable

from chalicelib.appointments.model import Appointment
from chalicelib.appointments.schemas import AppointmentView, PatientHit, Slot, SlotDay, SlotsView
from chalicelib.availability.actions import Slot as FoundSlot
from chalicelib.availability.actions import Times, as_wire
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Setup
from chalicelib.context import Context
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient


def show(ctx: Context, visit: Appointment) -> AppointmentView:
    return show_all(ctx, [visit])[0]


def show_all(ctx: Context, visits: Iterable[Appointment]) -> list[AppointmentView]:
    """Several visits with one read of all their patients."""
    found = list(visits)
    setup = clinic.get_setup(ctx)
    people = patients.get_many(ctx, sorted({v.patient_id for v in found}))
    return [_view(setup, visit, people[visit.patient_id]) for visit in found]


def hit(patient: Patient) -> PatientHit:
    return PatientHit(
        id=patient.id,
        name=patient.name,
        phone=patient.phone,
        phone_display=patient.phone_display,
        birth_date=patient.birth_date,
    )


def slot(found: FoundSlot) -> Slot:
    return Slot.model_validate(as_wire(found))


def times(found: Times) -> SlotsView:
    return SlotsView(
        zone=found.zone,
        days=[SlotDay(date=day, slots=[slot(s) for s in slots]) for day, slots in found.days],
        first=slot(found.first) if found.first else None,
    )


def _view(setup: Setup, visit: Appointment, patient: Patient) -> AppointmentView:
    service = setup.services.get(visit.service_id)
    room = setup.rooms.get(visit.room_id or "")
    branch = setup.branches.get(visit.branch_id)
    same = (
        "id", "status", "confirmed_at", "start", "end", "wall", "zone", "service_id",
        "practitioner_id", "practitioner_name", "room_id", "branch_id", "source",
        "note", "cancel_reason", "moved_count", "version", "created_at",
    )  # fmt: skip
    return AppointmentView(
        **{name: getattr(visit, name) for name in same},
        # A visit keeps the name in its patient's language; staff read the clinic's own.
        service_name=service.name if service else visit.service_name,
        service_color=service.color if service else None,
        room_name=room.name if room else None,
        branch_name=branch.name if branch else "",
        patient=hit(patient),
    )
