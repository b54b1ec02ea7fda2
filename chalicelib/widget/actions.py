"""Booking by somebody whom nobody knows yet: hold a time, prove a number, book."""

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace

from chalicelib import clock, tokens
from chalicelib.appointments import actions as appointments
from chalicelib.appointments import ahead
from chalicelib.appointments.actions import Booking
from chalicelib.appointments.model import Appointment
from chalicelib.availability import holds
from chalicelib.availability.actions import Ask, Slot
from chalicelib.availability.model import weeks_of
from chalicelib.clinic import actions as clinic
from chalicelib.context import Context
from chalicelib.errors import Conflict, NotFound, SlotTaken
from chalicelib.inquiries import actions as inquiries
from chalicelib.messages import actions as messages
from chalicelib.patients import actions as patients
from chalicelib.patients import reach
from chalicelib.patients.model import PatientDraft
from chalicelib.table.work import ConditionFailed
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import limits
from chalicelib.widget import model, store
from chalicelib.widget.model import Hold

_TOKEN_LETTERS = 26
_DIGITS = 6


@dataclass(frozen=True)
class Placed:
    """What whoever holds a time is told: their token, its expiry (epoch seconds), the slot."""

    token: str
    expires: int
    slot: Slot


@dataclass(frozen=True)
class Guest:
    """What somebody typed, and what they agreed to."""

    draft: PatientDraft
    marketing: bool
    language: str
    note: str = ""
    campaign: dict[str, str] | None = None


def place(ctx: Context, ask: Ask, start: int, replaces: str | None) -> Placed:
    """Hold a time for five minutes, giving up the one that was held before.

    The same request twice holds it once, from the second time on.
    """
    tenants.require_writable(ctx)
    require_online(ctx, ask.service_id)
    limits.spend(ctx, f"holds-{ctx.client}", 60, 600)
    if replaces:
        give_up(ctx, replaces)
    token = _token(ctx)
    token_hash = tokens.digest(token)
    known = store.find(ctx, token_hash) if ctx.key else None
    if known:
        return _placed_again(ctx, ask, start, token, known)
    held = replace(ask, token=token_hash[:16])
    placed = holds.place(ctx, held, start)
    hold = Hold(
        token_hash,
        ask.service_id,
        placed.branch_id,
        placed.slot.practitioner_id,
        placed.resource_ids,
        placed.cells.start,
        len(placed.cells),
        start,
        ask.practitioner_id is None,
    )
    with suppress(ConditionFailed):  # its twin, sent at the same moment, was quicker
        store.create(ctx, hold)
    return Placed(token, placed.expires, placed.slot)


def _token(ctx: Context) -> str:
    """Nobody can guess it; a repeated request gets the same."""
    if ctx.key is None:
        return clock.new_id(_TOKEN_LETTERS)
    said = (ctx.tenant_id, ctx.client, "hold", ctx.key)
    return clock.derived_id(*said, length=_TOKEN_LETTERS)


def _placed_again(ctx: Context, ask: Ask, start: int, token: str, known: Hold) -> Placed:
    if (known.service_id, known.start) != (ask.service_id, start):
        told = {"Idempotency-Key": "was used for another time"}
        raise Conflict("This key belongs to another time.", fields=told)
    same = replace(ask, practitioner_id=known.practitioner_id, token=known.sheet_token)
    placed = holds.place(ctx, same, start)
    return Placed(token, placed.expires, placed.slot)


def require_online(ctx: Context, service_id: str) -> None:
    """Raises NotFound for a service that only staff may book."""
    service = clinic.get_setup(ctx).services.get(service_id)
    if service is None or not service.online:
        raise NotFound.of("service")


def give_up(ctx: Context, token: str) -> None:
    """Free what the token holds; an unknown token frees nothing and says nothing."""
    hold = store.find(ctx, tokens.digest(token))
    if hold is None:
        return
    weeks = weeks_of(range(hold.first_cell, hold.first_cell + hold.cells))
    holds.give_up(ctx, hold.branch_id, list(hold.resource_ids), weeks, hold.sheet_token)
    store.delete(ctx, hold.token_hash)


def send_code(ctx: Context, token: str, phone: str, language: str) -> int:
    """Text a fresh code to a number; gives the code's expiry in epoch seconds."""
    profile = tenants.require_writable(ctx)
    number = patients.normalise_phone(phone, profile.country, field="phone")
    hold = _hold(ctx, token)
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
    changed = model.with_code(hold, number, code, clock.epoch())
    _spend_codes(ctx, number, profile.country)
    _save(ctx, changed)
    messages.send_code(ctx, number, code, language)
    return changed.code_expires


def _spend_codes(ctx: Context, number: str, country: str) -> None:
    """Few abroad, where dear numbers are: who pumps texts there takes none from the clinic's own
    patients."""
    limits.spend(ctx, f"codes-{ctx.client}", 15, 3600)
    limits.spend(ctx, f"codes-to-{tokens.digest(number)}", 6, 3600)
    if reach.is_abroad(number, country):
        limits.spend_day(ctx, "codes-abroad", 40)
    limits.spend_day(ctx, "codes", 300)


def book(ctx: Context, token: str, code: str, guest: Guest) -> Appointment:
    """Book the held time for a guest who proved their number; once, however often it is asked.

    Raises Invalid code_wrong, Conflict code_expired, TooMany code_locked, SlotTaken.
    """
    ctx = replace(ctx, key=ctx.key or f"hold-{tokens.digest(token)}")
    known = appointments.find_same_request(ctx)
    if known:
        return _finished(ctx, known, guest, tokens.digest(token))
    profile = tenants.require_writable(ctx)
    number = patients.normalise_phone(
        guest.draft.phone or "", profile.country, field="patient.phone"
    )
    hold = model.tried(_hold(ctx, token))
    _save(ctx, hold)
    model.check_code(hold, number, code, clock.epoch())
    patient = patients.match_or_create(ctx, replace(guest.draft, phone=number))
    patients.record_consent(ctx, patient.id, marketing_sms=guest.marketing, source="widget")
    visit = _book_held(ctx, hold, guest, patient.id)
    return _finished(ctx, visit, guest, hold.token_hash)


def _finished(ctx: Context, visit: Appointment, guest: Guest, token_hash: str) -> Appointment:
    """The visit, after what follows its booking: also when that was cut short the first time."""
    inquiries.note_campaign(ctx, visit, guest.campaign or {})
    store.delete(ctx, token_hash)  # a code books once
    return visit


def _book_held(ctx: Context, hold: Hold, guest: Guest, patient_id: str) -> Appointment:
    """With the practitioner of the hold; where that ran out and anybody will do, with anybody."""
    wanted = _booking(hold, guest, patient_id)
    ask = Ask(wanted.service_id, wanted.branch_id, wanted.practitioner_id)
    ahead.read_for_booking(ctx, ask, wanted.start, patient_id)
    try:
        return appointments.book(ctx, wanted)
    except SlotTaken:
        if not hold.anybody:
            raise
        return appointments.book(ctx, replace(wanted, practitioner_id=None))


def _booking(hold: Hold, guest: Guest, patient_id: str) -> Booking:
    return Booking(
        hold.service_id,
        hold.start,
        patient_id,
        source="widget",
        language=guest.language,
        practitioner_id=hold.practitioner_id,
        branch_id=hold.branch_id,
        note=guest.note,
        token=hold.sheet_token,
    )


def _hold(ctx: Context, token: str) -> Hold:
    hold = store.find(ctx, tokens.digest(token))
    if hold is None:
        raise Conflict("The time is not held any more. Please choose again.", code="hold_expired")
    return hold


def _save(ctx: Context, hold: Hold) -> None:
    try:
        store.replace(ctx, hold)
    except ConditionFailed:
        raise Conflict("This was just sent twice. Please try again.") from None
