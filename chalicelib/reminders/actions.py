"""Timers beside visits: planned in the unit of work that books, dropped in the one that cancels."""

from chalicelib import clock
from chalicelib.appointments.model import Appointment
from chalicelib.clinic.model import Service
from chalicelib.context import Context
from chalicelib.reminders import model, store
from chalicelib.reminders.model import Due, Quiet
from chalicelib.reminders.store import Timer
from chalicelib.table.work import Unit
from chalicelib.tenants.model import Clinic


def add_timer(
    ctx: Context, unit: Unit, visit: Appointment, service: Service, profile: Clinic
) -> None:
    """Plan a visit's reminders in the unit of work that books it."""
    cadence = service.reminders if service.reminders is not None else profile.reminders
    dues = model.plan(visit.start, cadence, quiet_of(profile, visit.zone), clock.now())
    store.add(ctx, unit, Timer(visit.id, visit.schedule_version, dues), visit.end)


def drop_timer(ctx: Context, unit: Unit, visit: Appointment) -> None:
    """Forget a version's reminders; only tidiness, since a dead version is never reminded."""
    store.drop(ctx, unit, visit.id, visit.schedule_version)


def quiet_of(profile: Clinic, zone: str) -> Quiet:
    return model.quiet_hours(profile.quiet_from, profile.quiet_to, zone)


def find_timer(ctx: Context, appointment_id: str, version: int) -> Timer | None:
    """What is left of a version's plan; None when nothing is."""
    return store.find(ctx, appointment_id, version)


def advance_timer(ctx: Context, timer: Timer, rest: tuple[Due, ...]) -> bool:
    """The first reminders are done: wait for the rest, or leave the index."""
    return store.advance(ctx, timer, rest)
