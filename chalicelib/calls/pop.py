"""What an operator should see at once when a call comes in: who it may be, and what is open."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from chalicelib import clock
from chalicelib.appointments.model import Appointment
from chalicelib.calls import ledger
from chalicelib.calls.model import Call
from chalicelib.context import Context
from chalicelib.inquiries.model import OPEN, Inquiry
from chalicelib.missed import actions as missed
from chalicelib.missed.model import MissedCall
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient
from chalicelib.timeline import actions as timeline
from chalicelib.timeline.actions import Thing

MOST_PEOPLE = 8  # of one number that are shown at once
_LATEST = 12  # of what happened to each
_MOST_CONTACTS = 3
_NEAR = timedelta(minutes=30)  # a visit that began just now is still the next one


@dataclass(frozen=True)
class Person:
    """Somebody of the number, with what is latest of them."""

    patient: Patient
    next_visit: Appointment | None
    last_visit: Appointment | None
    contacts: list[Thing]
    open_inquiries: list[Inquiry]


@dataclass(frozen=True)
class Pop:
    call: Call
    people: list[Person]
    missed_call: MissedCall | None


def look(ctx: Context, contact_id: str) -> Pop:
    """Asks for the call, for the number's people, then for all that is latest of them at once;
    raises NotFound."""
    call = ledger.find_or_ask(ctx, contact_id)
    if not call.number:
        return Pop(call, [], None)
    with ThreadPoolExecutor(MOST_PEOPLE) as pool:
        entry = pool.submit(missed.find_open, ctx, call.number)
        people = patients.find_by_phone(ctx, call.number)[:MOST_PEOPLE]
        found = list(pool.map(partial(_person, ctx), people))
    return Pop(call, found, entry.result())


def _person(ctx: Context, patient: Patient) -> Person:
    things = timeline.list_latest(ctx, patient.id, _LATEST)
    now = clock.now() - _NEAR
    visits = [t for t in things if isinstance(t, Appointment) and t.is_live]
    ahead = [v for v in visits if v.start > now]
    behind = [v for v in visits if v.start <= now]
    others: list[Thing] = [t for t in things if not isinstance(t, Appointment)]
    return Person(
        patient=patient,
        next_visit=min(ahead, key=lambda v: v.start, default=None),
        last_visit=max(behind, key=lambda v: v.start, default=None),
        contacts=others[:_MOST_CONTACTS],
        open_inquiries=[t for t in others if isinstance(t, Inquiry) and t.status == OPEN],
    )
