"""Keeping who could not reach the clinic, and settling it when they book or get through."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from chalicelib import clock
from chalicelib.clinic import actions as clinic
from chalicelib.clinic import opening
from chalicelib.context import Context
from chalicelib.errors import NotFound, Unavailable, VersionChanged
from chalicelib.missed import model, store, texting
from chalicelib.missed.model import CALL_WITHIN, MissedCall
from chalicelib.patients import actions as patients
from chalicelib.table.connection import Page
from chalicelib.table.work import pause

_TRIES = 6


@dataclass(frozen=True)
class Missed:
    """A call that came to nothing; `number` is empty where it was withheld."""

    call_id: str
    number: str
    at: datetime
    reason: str


def get(ctx: Context, missed_call_id: str) -> MissedCall:
    found = store.find(ctx, missed_call_id)
    if found is None:
        raise NotFound.of("missed call")
    return found


def find_open(ctx: Context, number: str) -> MissedCall | None:
    return store.find_open(ctx, number) if number else None


def list_page(ctx: Context, status: str, limit: int, cursor: str | None) -> Page[MissedCall]:
    """Open ones by deadline, closed ones newest first."""
    return store.page(ctx, status, limit, cursor, newest_first=status == model.CLOSED)


def note(ctx: Context, missed: Missed) -> MissedCall:
    """Make an entry of a missed call, or join its number's open one; told twice it is once.

    The caller is texted at once where that may be; else a timer waits for it.
    """
    own = _id_of(ctx, missed.call_id)
    for attempt in range(_TRIES):
        known = store.find(ctx, own) or find_open(ctx, missed.number)
        if known is None:
            entry = _new(ctx, own, missed)
            if store.create(ctx, entry):
                return texting.send_if_due(ctx, entry)
        else:
            entry = model.with_call(known, missed.call_id, missed.at, missed.reason)
            if entry == known or store.replace(ctx, known, entry):
                return entry
        pause(attempt)
    raise Unavailable("Too many calls of this number end at once. Please try again.")


def text(ctx: Context, missed_call_id: str) -> None:
    """A timer fell due: text the caller if that is still wanted and allowed."""
    entry = store.find(ctx, missed_call_id)
    if entry is not None:
        texting.send_if_due(ctx, entry)


def withdraw(ctx: Context, call_id: str, outcome: str) -> None:
    """What looked like a missed call was none: its entry, if it made one, is closed."""
    entry = store.find(ctx, _id_of(ctx, call_id))
    if entry is not None and entry.count == 1:
        _close(ctx, entry, outcome)


def close_number(ctx: Context, number: str, outcome: str) -> None:
    """Somebody of this number booked or was spoken to."""
    entry = find_open(ctx, number)
    if entry is not None:
        _close(ctx, entry, outcome)


def close_booked(ctx: Context, patient_id: str, booked_at: datetime) -> None:
    """Somebody booked: the entries of their numbers are closed, but for calls that came later."""
    try:
        person = patients.get(ctx, patient_id)
    except NotFound:
        return
    for number in person.phones:
        entry = find_open(ctx, number)
        if entry is not None and entry.first_at < booked_at:
            _close(ctx, entry, "booked")


def settle(ctx: Context, missed_call_id: str, outcome: str, version: int) -> MissedCall:
    """Staff called back, or need not; raises VersionChanged when it changed since it was read.

    The same request again changes nothing.
    """
    entry = get(ctx, missed_call_id)
    if entry.status == model.CLOSED and entry.outcome == outcome:
        return entry
    if entry.version != version:
        told = {"version": f"is {entry.version} by now"}
        raise VersionChanged("Somebody changed this entry in the meantime.", fields=told)
    now = datetime.fromtimestamp(clock.epoch(), UTC)
    new = model.closed(entry, outcome, now, ctx.actor)
    if not store.replace(ctx, entry, new):
        raise VersionChanged("Somebody changed this entry in the meantime.")
    return new


def _close(ctx: Context, entry: MissedCall, outcome: str) -> None:
    now = datetime.fromtimestamp(clock.epoch(), UTC)
    _change(ctx, entry.id, lambda known: model.closed(known, outcome, now))


def _change(ctx: Context, missed_call_id: str, decide: Callable[[MissedCall], MissedCall]) -> None:
    for attempt in range(_TRIES):
        known = get(ctx, missed_call_id)
        new = decide(known)
        if new == known or store.replace(ctx, known, new):
            return
        pause(attempt)
    raise Unavailable("This entry is being changed. Please try again.")


def _new(ctx: Context, entry_id: str, missed: Missed) -> MissedCall:
    setup = clinic.get_setup(ctx)
    now = datetime.fromtimestamp(clock.epoch(), UTC)
    people = patients.find_by_phone(ctx, missed.number) if missed.number else []
    due_at = opening.working_time_after(setup, now, CALL_WITHIN) or now + CALL_WITHIN
    entry = MissedCall(
        id=entry_id,
        number=missed.number,
        reason=missed.reason,
        first_at=missed.at,
        last_at=missed.at,
        due_at=due_at,
        call_ids=(missed.call_id,),
        patient_id=people[0].id if len(people) == 1 else None,
    )
    return texting.planned(ctx, entry, now)


def _id_of(ctx: Context, call_id: str) -> str:
    return clock.derived_id(ctx.tenant_id, "missed call", call_id)
