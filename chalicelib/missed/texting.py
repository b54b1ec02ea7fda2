"""The text with a booking link that a caller gets whom nobody answered: whether, when, and once."""

from dataclasses import replace
from datetime import UTC, datetime

from chalicelib import clock, texts
from chalicelib.clinic import actions as clinic
from chalicelib.clinic import opening
from chalicelib.context import Context
from chalicelib.messages import actions as messages
from chalicelib.messages.model import FAILED, Outgoing
from chalicelib.missed import model, store
from chalicelib.missed.model import DUE, OPEN, SENT, SKIPPED, TEXT_AGAIN_AFTER, MissedCall
from chalicelib.patients import actions as patients
from chalicelib.patients import reach
from chalicelib.patients.model import Patient
from chalicelib.reminders import actions as reminders
from chalicelib.table.work import ConditionFailed, Unit
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import links
from chalicelib.tenants.model import Clinic

_ROUNDS = 20


def planned(ctx: Context, entry: MissedCall, now: datetime) -> MissedCall:
    """A new entry with the instant at which its caller is to be texted, or why they are not."""
    why_not = _why_not(ctx, entry, now)
    at = None if why_not else _text_at(ctx, tenants.get_clinic(ctx), now)
    if at is None:
        return replace(entry, text=SKIPPED, because=why_not or "the clinic doesn't open")
    return replace(entry, text=DUE, text_at=at)


def send_if_due(ctx: Context, entry: MissedCall) -> MissedCall:
    """Text the caller if that is due, and still wanted and allowed; once, however often called.

    Raises gateways.sms.TextNotSent when trying again may help; the timer stands until it is done.
    """
    now = datetime.fromtimestamp(clock.epoch(), UTC)
    if entry.status != OPEN or entry.text != DUE or not entry.text_at or entry.text_at > now:
        return entry
    profile = tenants.get_clinic(ctx)
    at = _text_at(ctx, profile, now)
    why_not = _why_not(ctx, entry, now)
    if why_not or at is None:
        return _kept(ctx, entry, SKIPPED, why_not or "the clinic doesn't open")
    if at > now:
        return _kept(ctx, entry, DUE, "", at)
    return _send(ctx, entry, profile, now)


def _send(ctx: Context, entry: MissedCall, profile: Clinic, now: datetime) -> MissedCall:
    wanted = _outgoing(ctx, entry, profile)

    def guard(unit: Unit) -> None:
        store.add_open(ctx, unit, entry)
        store.add_texted(ctx, unit, entry.number, now, now - TEXT_AGAIN_AFTER)

    known = messages.find(ctx, wanted.id)
    try:
        sent = messages.send(ctx, wanted, None if known else guard)
    except ConditionFailed:
        return store.find(ctx, entry.id) or entry  # changed meanwhile: the timer looks again
    if sent.status == FAILED:
        return _kept(ctx, entry, SKIPPED, sent.because)
    return _kept(ctx, entry, SENT, "")


def _outgoing(ctx: Context, entry: MissedCall, profile: Clinic) -> Outgoing:
    person = _person(ctx, entry)
    language = person.language if person else profile.language
    body = texts.text("sms.missed_call", language, clinic=profile.name, link=links.booking(profile))
    return Outgoing(
        id=clock.derived_id(ctx.tenant_id, "missed call", entry.id, length=26),
        kind="missed_call",
        channel="sms",
        to=entry.number,
        body=body,
        because=f"a call was missed ({entry.reason})",
        patient_id=entry.patient_id,
    )


def _kept(
    ctx: Context, entry: MissedCall, text: str, because: str, at: datetime | None = None
) -> MissedCall:
    new = model.texted(entry, text, because, at or entry.text_at)
    return new if store.replace(ctx, entry, new) else store.find(ctx, entry.id) or entry


def _person(ctx: Context, entry: MissedCall) -> Patient | None:
    """Somebody on the number, whose language they most likely read."""
    people = patients.find_by_phone(ctx, entry.number)
    return people[0] if people else None


def _text_at(ctx: Context, profile: Clinic, now: datetime) -> datetime | None:
    """The next instant at which the clinic is open and nobody sleeps."""
    setup, quiet = clinic.get_setup(ctx), reminders.quiet_of(profile, profile.zone)
    at: datetime | None = now
    for _ in range(_ROUNDS):
        at = opening.opens_after(setup, at) if at else None
        if at is None or not quiet.holds(at):
            return at
        at = quiet.ends_after(at)
    return None


def _why_not(ctx: Context, entry: MissedCall, now: datetime) -> str:
    if not entry.number or reach.is_landline(entry.number):
        return "the number can't get texts"
    if patients.is_opted_out(ctx, entry.number):
        return "the number said STOP"
    texted = store.find_texted_at(ctx, entry.number)
    own = messages.find(ctx, clock.derived_id(ctx.tenant_id, "missed call", entry.id, length=26))
    if texted and now - texted < TEXT_AGAIN_AFTER and own is None:
        return "the number was texted of late"
    return ""
