"""Booking, cancelling, confirming: load, decide, and save all of it in one unit of work."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from chalicelib import clock
from chalicelib.appointments import model, places, store
from chalicelib.appointments.attempts import is_repeated, require_seen, until_saved, until_taken
from chalicelib.appointments.duties import require_leeway
from chalicelib.appointments.facts import fact
from chalicelib.appointments.model import Appointment
from chalicelib.availability import actions as availability
from chalicelib.availability import sheets
from chalicelib.availability.actions import Ask, Taken
from chalicelib.availability.model import POLICY, Rule
from chalicelib.context import Context
from chalicelib.errors import Conflict, SlotTaken
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
from chalicelib.table.work import Unit
from chalicelib.tenants import actions as tenants
from chalicelib.tenants.model import Clinic


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
    made_id = ctx.id_for("appointment")
    ask = Ask(wanted.service_id, wanted.branch_id, wanted.practitioner_id, token=wanted.token)
    try:
        return until_taken(
            ctx, lambda: _book_once(ctx, wanted, ask, made_id, profile), lambda: (ask, wanted.start)
        )
    except SlotTaken:
        # Whoever took the time may have been this very request, sent twice at once.
        known = find_same_request(ctx)
        if known is None:
            raise
        return known


def _book_once(
    ctx: Context, wanted: Booking, ask: Ask, made_id: str, profile: Clinic
) -> Appointment:
    known = find_same_request(ctx)
    if known:
        return known
    board = availability.board_at(ctx, ask, wanted.start)
    anybody, overruled = wanted.practitioner_id is None, wanted.overruled & POLICY
    taken = availability.take(board, wanted.start, anybody=anybody, overruled=overruled)
    visit = _new_visit(ctx, made_id, wanted, taken)
    unit = connection.of(ctx).unit()
    taken.add_writes(ctx, unit)
    store.add_create(ctx, unit, visit)
    unit.put(event_item(ctx, fact(AppointmentBooked, visit, wanted.source, wanted.notify)))
    reminders.add_timer(ctx, unit, visit, board.service, profile)
    unit.commit()
    return visit


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
    change = _Change(
        lambda v: model.confirmed(v, now),
        lambda v: v.confirmed_at is not None,
        AppointmentConfirmed,
    )
    return _change(ctx, appointment_id, version, change)


def set_status(ctx: Context, appointment_id: str, status: str, version: int | None) -> Appointment:
    now = clock.now()
    change = _Change(
        lambda v: model.with_status(v, status, now),
        lambda v: v.status == status,
        AppointmentStatusChanged,
    )
    return _change(ctx, appointment_id, version, change)


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
    """Cancel a visit and free its time at once; a patient is bound by the service's notice.

    The same request twice cancels once.
    """
    tenants.require_writable(ctx)

    def attempt() -> Appointment:
        visit = store.get(ctx, appointment_id)
        if _is_cancelled_so(ctx, visit, reason, version):
            return visit
        require_seen(visit, version)
        if as_patient:
            require_leeway(ctx, visit, moving=False)
        changed = model.cancelled(visit, reason, clock.now())
        unit = connection.of(ctx).unit()
        sheets.add_release(ctx, unit, visit.branch_id, visit.resource_ids, visit.taken_cells)
        store.add_replace(ctx, unit, replace(changed, last_key=ctx.key), visit.version)
        unit.put(event_item(ctx, fact(AppointmentCancelled, changed, source, notify)))
        reminders.drop_timer(ctx, unit, visit)
        unit.commit()
        return changed

    return until_saved(ctx, attempt)


def add_unchanged(ctx: Context, unit: Unit, visit: Appointment) -> None:
    """A condition for somebody's unit of work: this is still the visit's status and time."""
    store.add_unchanged(ctx, unit, visit)


@dataclass(frozen=True)
class _Change:
    """How a visit changes, how one looks that has changed so, and the fact that tells of it."""

    decide: Callable[[Appointment], Appointment]
    is_done: Callable[[Appointment], bool]
    kind: type[Event]


def _change(ctx: Context, appointment_id: str, version: int | None, change: _Change) -> Appointment:
    """A change that touches neither time nor timers."""

    def attempt() -> Appointment:
        visit = store.get(ctx, appointment_id)
        if is_repeated(visit, version, done=change.is_done(visit)):
            return visit
        require_seen(visit, version)
        changed = change.decide(visit)
        if changed == visit:
            return visit
        unit = connection.of(ctx).unit()
        store.add_replace(ctx, unit, changed, visit.version)
        unit.put(event_item(ctx, fact(change.kind, changed, ctx.role)))
        unit.commit()
        return changed

    return until_saved(ctx, attempt)


def _is_cancelled_so(ctx: Context, visit: Appointment, reason: str, version: int | None) -> bool:
    done = visit.status == model.CANCELLED
    by_key = bool(ctx.key) and visit.last_key == ctx.key
    return done and (by_key or is_repeated(visit, version, done=visit.cancel_reason == reason))


def _same_request(ctx: Context, known: Appointment) -> Appointment:
    if known.request_digest != ctx.digest:
        told = {"Idempotency-Key": "was used for another booking"}
        raise Conflict("This key belongs to another booking.", fields=told)
    return known


def _new_visit(ctx: Context, appointment_id: str, wanted: Booking, taken: Taken) -> Appointment:
    service = taken.board.service
    return Appointment(
        id=appointment_id,
        patient_id=wanted.patient_id,
        service_id=service.id,
        created_at=datetime.fromtimestamp(clock.epoch(), UTC),
        source=wanted.source,
        language=wanted.language,
        service_name=service.name_in(wanted.language),
        note=wanted.note,
        request_digest=ctx.digest,
        **places.of_taken(taken),
    )
