"""Booking, cancelling, confirming: load, decide, and save all of it in one unit of work."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from chalicelib import clock
from chalicelib.appointments import model, store
from chalicelib.appointments.facts import fact
from chalicelib.appointments.model import Appointment
from chalicelib.availability import actions as availability
from chalicelib.availability import sheets
from chalicelib.availability.actions import Ask, Taken
from chalicelib.availability.model import POLICY, Rule
from chalicelib.clinic import actions as clinic
from chalicelib.context import Context
from chalicelib.errors import Conflict, Forbidden, SlotTaken, VersionChanged
from chalicelib.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentStatusChanged,
    Event,
)
from chalicelib.patients import actions as patients
from chalicelib.reminders import actions as reminders
from chalicelib.table import connection
from chalicelib.table.outbox import event_item
from chalicelib.table.work import ConditionFailed, Unit
from chalicelib.tenants import actions as tenants

TRIES = 8


@dataclass(frozen=True)
class Booking:
    """What is to be booked. `start` in epoch seconds; no practitioner means anybody who is free.

    `token` is the booker's own hold. `overruled` are rules of policy that staff set aside.
    """

    service_id: str
    start: int
    patient_id: str
    source: str
    language: str
    practitioner_id: str | None = None
    branch_id: str | None = None
    note: str = ""
    token: str = ""
    overruled: frozenset[Rule] = frozenset()
    notify: bool = True


def book(ctx: Context, wanted: Booking) -> Appointment:
    """Book a visit; the same request twice gives the same visit.

    Raises SlotTaken with why and three other times, Forbidden for a clinic that takes no bookings.
    """
    profile = tenants.require_writable(ctx)
    patients.get(ctx, wanted.patient_id)
    ask = Ask(wanted.service_id, wanted.branch_id, wanted.practitioner_id, token=wanted.token)
    anybody = wanted.practitioner_id is None
    appointment_id = ctx.id_for("appointment")
    for _ in range(TRIES):
        known = find_same_request(ctx)
        if known:
            return known
        board = availability.board_at(ctx, ask, wanted.start)
        overruled = wanted.overruled & POLICY
        taken = availability.take(board, wanted.start, anybody=anybody, overruled=overruled)
        visit = _new_visit(ctx, appointment_id, wanted, taken)
        unit = connection.of(ctx).unit()
        taken.add_writes(ctx, unit)
        store.add_create(ctx, unit, visit)
        unit.put(event_item(ctx, fact(AppointmentBooked, visit, wanted.source, wanted.notify)))
        reminders.add_timer(ctx, unit, visit, board.service, profile)
        try:
            unit.commit()
        except ConditionFailed:
            continue
        return visit
    raise SlotTaken("Many people are booking at this moment. Please try again.")


def get(ctx: Context, appointment_id: str) -> Appointment:
    return store.get(ctx, appointment_id)


def find_many(ctx: Context, appointment_ids: list[str]) -> dict[str, Appointment]:
    """By id; what is not there is left out."""
    return {each.id: each for each in store.get_many(ctx, appointment_ids)}


def find_same_request(ctx: Context) -> Appointment | None:
    """What this very request already booked; raises Conflict when its key booked something else."""
    known = store.find(ctx, ctx.id_for("appointment")) if ctx.key else None
    return _same_request(ctx, known) if known else None


def list_day(ctx: Context, branch_id: str, on: date) -> list[Appointment]:
    return store.list_day(ctx, branch_id, on)


def list_of_patient(
    ctx: Context, patient_id: str, since: datetime, until: datetime
) -> list[Appointment]:
    return store.list_of_patient(ctx, patient_id, since, until)


def list_same_day(ctx: Context, visit: Appointment) -> list[Appointment]:
    """The patient's live visits of the same local day, the given one included, by start."""
    near = timedelta(hours=26)
    found = list_of_patient(ctx, visit.patient_id, visit.start - near, visit.start + near)
    fresh = store.get_many(ctx, [each.id for each in found if each.day == visit.day])
    return sorted((v for v in fresh if v.is_live and v.day == visit.day), key=lambda v: v.start)


def confirm(ctx: Context, appointment_id: str, version: int | None = None) -> Appointment:
    """The patient says that they will come; saying it twice changes nothing."""
    now = clock.now().replace(microsecond=0)
    return _change(
        ctx, appointment_id, version, lambda v: model.confirmed(v, now), AppointmentConfirmed
    )


def set_status(ctx: Context, appointment_id: str, status: str, version: int | None) -> Appointment:
    return _change(
        ctx,
        appointment_id,
        version,
        lambda v: model.with_status(v, status),
        AppointmentStatusChanged,
    )


def cancel(
    ctx: Context,
    appointment_id: str,
    reason: str,
    *,
    version: int | None = None,
    source: str = "console",
    notify: bool = True,
    as_patient: bool = False,
) -> Appointment:
    """Cancel a visit and free its time at once; a patient is bound by the service's notice."""
    tenants.require_writable(ctx)
    for _ in range(TRIES):
        visit = current(ctx, appointment_id, version)
        if as_patient:
            require_leeway(ctx, visit, moving=False)
        changed = model.cancelled(visit, reason)
        unit = connection.of(ctx).unit()
        sheets.add_release(ctx, unit, visit.branch_id, visit.resource_ids, visit.taken_cells)
        store.add_replace(ctx, unit, replace(changed, last_key=ctx.key), visit.version)
        unit.put(event_item(ctx, fact(AppointmentCancelled, changed, source, notify)))
        reminders.drop_timer(ctx, unit, visit)
        try:
            unit.commit()
        except ConditionFailed:
            continue
        return changed
    raise Conflict("Many people are changing this at the moment. Please try again.")


def add_unchanged(ctx: Context, unit: Unit, visit: Appointment) -> None:
    """A condition for somebody's unit of work: this is still the visit's status and time."""
    store.add_unchanged(ctx, unit, visit)


def require_leeway(ctx: Context, visit: Appointment, *, moving: bool) -> None:
    """What a patient may do with a visit now; raises Forbidden or Conflict with the rule."""
    service = clinic.get_setup(ctx).services.get(visit.service_id)
    may = model.leeway(visit, service, clock.now())
    if may.can_move if moving else may.can_cancel:
        return
    if may.why == "conflict":
        raise Conflict("This visit is not planned any more.", fields={"status": visit.status})
    told = {
        "notice_passed": "It is too late to change this visit here. Please call the clinic.",
        "moves_exhausted": "This visit was moved as often as possible. Please call the clinic.",
    }
    raise Forbidden(told[may.why], code=may.why)


def current(ctx: Context, appointment_id: str, version: int | None) -> Appointment:
    """The visit as it is now; raises VersionChanged when the caller saw another."""
    visit = store.get(ctx, appointment_id)
    if version is not None and visit.version != version:
        told = {"version": f"is {visit.version} by now"}
        raise VersionChanged("Somebody changed this visit in the meantime.", fields=told)
    return visit


def _change(
    ctx: Context,
    appointment_id: str,
    version: int | None,
    decide: Callable[[Appointment], Appointment],
    kind: type[Event],
) -> Appointment:
    """A change that touches neither time nor timers."""
    for _ in range(TRIES):
        visit = current(ctx, appointment_id, version)
        changed = decide(visit)
        if changed == visit:
            return visit
        unit = connection.of(ctx).unit()
        store.add_replace(ctx, unit, changed, visit.version)
        unit.put(event_item(ctx, fact(kind, changed, ctx.role)))
        try:
            unit.commit()
        except ConditionFailed:
            continue
        return changed
    raise Conflict("Many people are changing this at the moment. Please try again.")


def _same_request(ctx: Context, known: Appointment) -> Appointment:
    if known.request_digest != ctx.digest:
        told = {"Idempotency-Key": "was used for another booking"}
        raise Conflict("This key belongs to another booking.", fields=told)
    return known


def _new_visit(ctx: Context, appointment_id: str, wanted: Booking, taken: Taken) -> Appointment:
    slot = availability.slot_at(taken.board, taken.start, taken.practitioner_id)
    service = taken.board.service
    return Appointment(
        id=appointment_id,
        patient_id=wanted.patient_id,
        service_id=service.id,
        practitioner_id=taken.practitioner_id,
        branch_id=taken.board.branch.id,
        room_id=taken.room_ids[0] if taken.room_ids else None,
        start=slot.start,
        end=slot.end,
        wall=slot.wall,
        zone=slot.zone,
        first_cell=taken.cells.start,
        cells=len(taken.cells),
        created_at=datetime.fromtimestamp(clock.epoch(), UTC),
        source=wanted.source,
        language=wanted.language,
        service_name=service.name_in(wanted.language),
        practitioner_name=slot.practitioner_name,
        note=wanted.note,
        request_digest=ctx.digest,
    )
