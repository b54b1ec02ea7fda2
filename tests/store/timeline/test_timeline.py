"""One order of visits, messages and inquiries, by pages, for the patient's own clinic only."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.appointments import store as visits
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.errors import Invalid, NotFound
from chalicelib.inquiries import actions as inquiries
from chalicelib.messages import store as messages
from chalicelib.messages.model import Message
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient, PatientDraft
from chalicelib.table import connection
from chalicelib.timeline import actions, views

_NOON = datetime(2027, 3, 22, 9, tzinfo=UTC)


def _patient(ctx: Context) -> Patient:
    draft = PatientDraft("Ada", "Example", phone="+905551110100")
    return patients.match_or_create(ctx, draft)


def _visit(ctx: Context, patient: Patient, start: datetime) -> Appointment:
    visit = Appointment(
        id=f"visit{start:%Y%m%d%H}",
        patient_id=patient.id,
        service_id="serviceservice11",
        practitioner_id="practitioner1111",
        branch_id="branchbranch1111",
        start=start,
        end=start + timedelta(minutes=30),
        wall=f"{start + timedelta(hours=3):%Y-%m-%dT%H:%M}",
        zone="Europe/Istanbul",
        first_cell=0,
        cells=6,
        created_at=_NOON,
        source="widget",
        language="en",
        service_name="Check-up",
        practitioner_name="Dr. Example",
    )
    unit = connection.of(ctx).unit()
    visits.add_create(ctx, unit, visit)
    unit.commit()
    return visit


def _message(ctx: Context, patient: Patient, at: datetime) -> Message:
    message = Message(
        id=f"message{at:%Y%m%d%H}",
        kind="reminder",
        channel="sms",
        direction="outbound",
        body="See you tomorrow",
        to=patient.phone or "",
        status="sent",
        because="24 hours before the visit",
        at=at,
        patient_id=patient.id,
    )
    messages.create(ctx, message)
    return message


def test_timeline_mixes_kinds_newest_first(ctx: Context) -> None:
    patient = _patient(ctx)
    visit = _visit(ctx, patient, _NOON + timedelta(days=2))
    message = _message(ctx, patient, _NOON + timedelta(days=1))
    fact = {
        "subject_id": visit.id, "version": 1, "patient_id": patient.id, "source": "widget",
        "at": "2027-03-22T09:00:00Z", "actor": "public",
    }  # fmt: skip
    inquiries.record_fact(ctx, "AppointmentBooked", fact)
    _visit(ctx, replace(patient, id="somebodyelse1111"), _NOON)

    found = actions.read(ctx, patient.id, 10, None)
    shown = views.show(ctx, found.things)

    assert [(each.kind, each.at) for each in shown] == [
        ("appointment", visit.start),
        ("message", message.at),
        ("inquiry", _NOON),
    ]
    assert shown[0].appointment and shown[0].appointment.patient.name == "Ada Example"
    assert shown[1].message and shown[1].message.because == message.because
    assert shown[2].inquiry and shown[2].inquiry.appointment_id == visit.id
    assert found.next_cursor is None


def test_timeline_goes_on_at_its_cursor(ctx: Context) -> None:
    patient = _patient(ctx)
    for hour in range(5):
        _visit(ctx, patient, _NOON + timedelta(hours=hour))
        _message(ctx, patient, _NOON + timedelta(hours=hour, minutes=20))

    seen: list[str] = []
    cursor = None
    while True:
        page = actions.read(ctx, patient.id, 3, cursor)
        seen += [thing.id for thing in page.things]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert len(seen) == len(set(seen)) == 10
    assert seen == [thing.id for thing in actions.read(ctx, patient.id, 100, None).things]


def test_timeline_shows_a_visit_as_it_is_now(ctx: Context) -> None:
    patient = _patient(ctx)
    visit = _visit(ctx, patient, _NOON)
    unit = connection.of(ctx).unit()
    visits.add_replace(ctx, unit, replace(visit, status="cancelled", version=2), 1)
    unit.commit()

    [found] = actions.read(ctx, patient.id, 10, None).things

    assert isinstance(found, Appointment)
    assert found.status == "cancelled"


def test_timeline_of_another_clinics_patient_is_not_found(ctx: Context, other: Context) -> None:
    patient = _patient(ctx)

    with pytest.raises(NotFound):
        actions.read(other, patient.id, 10, None)


def test_cursor_of_another_patient_is_refused(ctx: Context) -> None:
    patient = _patient(ctx)
    neighbour = patients.match_or_create(ctx, PatientDraft("Bo", "Example", phone="+905551110101"))
    for hour in range(3):
        _visit(ctx, patient, _NOON + timedelta(hours=hour))
    cursor = actions.read(ctx, patient.id, 1, None).next_cursor

    with pytest.raises(Invalid) as refused:
        actions.read(ctx, neighbour.id, 1, cursor)

    assert "cursor" in refused.value.fields
