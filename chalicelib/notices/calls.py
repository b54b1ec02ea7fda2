"""A reminder by voice while it rings and after: what is said, what a key does, what comes next."""

from dataclasses import dataclass

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments.model import CANCELLED, Appointment
from chalicelib.context import Context
from chalicelib.errors import Conflict, Forbidden
from chalicelib.messages import actions as messages
from chalicelib.messages import calls
from chalicelib.messages.model import (
    CALLING,
    DELIVERED,
    FAILED,
    PENDING,
    SENT,
    SKIPPED,
    UNCERTAIN,
    Call,
    Message,
)
from chalicelib.notices import telling, ways
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient
from chalicelib.refusals import actions as refusals
from chalicelib.reminders import actions as reminders
from chalicelib.reminders import model as plans
from chalicelib.tenants import actions as tenants

# What a contact came to, as `settle` is told.
ANSWERED, VOICEMAIL, BUSY, NO_ANSWER, BROKEN = (
    "answered", "voicemail", "busy", "no_answer", "failed",
)  # fmt: skip
_WORDS = {BUSY: "busy", NO_ANSWER: "nobody answered", BROKEN: "the call did not get through"}
_RINGING = (CALLING, SENT, DELIVERED, UNCERTAIN)
_CONFIRM, _MOVE, _CANCEL, _STOP = "1", "2", "3", "9"


@dataclass(frozen=True)
class Reminded:
    """What a call tells: the visits as they are now, the first one first, in the language."""

    language: str
    patient: Patient
    visits: tuple[Appointment, ...]


def tell(ctx: Context, message_id: str, number: str) -> Reminded | None:
    """What to say to who answered at `number`; None when no visit of it stands any more.

    From now on they count as told, whether they press a key or not.
    """
    message = _ringing(ctx, message_id, number)
    visits = telling.list_told_by(ctx, message) if message else []
    if not visits:
        return None
    calls.change(ctx, message_id, _told)
    patient = patients.get(ctx, visits[0].patient_id)
    return Reminded(patient.language, patient, tuple(visits))


def answer(ctx: Context, message_id: str, number: str, key: str) -> str:
    """Do what the key says; the same key again does nothing more and gives the same.

    Gives confirmed, move, cancelled, stopped, wrong (another key), dead (no visit of it stands), or
    refused (too late by the service's rules). `move` has moved nothing yet.
    """
    message = _ringing(ctx, message_id, number)
    if message is None:
        return "dead"
    if key == _STOP:
        refusals.refuse_calls(ctx, number, message.id)
        outcome = "stopped"
    elif key in (_CONFIRM, _MOVE, _CANCEL):
        outcome = _answered(ctx, message, key)
    else:
        return "wrong"
    calls.change(ctx, message_id, lambda known: _noted(known, outcome))
    return outcome


def settle(ctx: Context, message_id: str, contact_id: str, result: str) -> None:
    """What became of a call, as its contact record tells, however often and late.

    `result` is answered, voicemail, busy, no_answer or failed. Who was told is not called again,
    with or without a key; who was not, is, as long as there are attempts, and then the next channel
    takes over.
    """
    message = messages.find(ctx, message_id)
    if message is None or message.call is None or contact_id in message.call.earlier:
        return
    if message.call.contact_id not in (None, contact_id):
        return
    if message.status in (CALLING, UNCERTAIN) and message.call.told:
        calls.change(ctx, message_id, _told_without_answer)
    elif message.status == CALLING:
        why = _WORDS.get(result, "hung up before it was said")
        again(ctx, message, f"call {message.call.attempt}: {why}", contact_id)
    elif message.status == FAILED:
        take_over(ctx, message)  # whoever found it failed may have died since


def again(ctx: Context, message: Message, why: str, contact_id: str | None = None) -> None:
    """Try a call again that did not get through; after the last try another channel takes over."""
    call = message.call or Call()
    visits = still_to_tell(ctx, message)
    at = None
    if visits:
        quiets = ways.call_quiets(tenants.get_clinic(ctx), visits[0], message.to)
        at = plans.next_try(call.attempt, clock.now(), visits[0].start, quiets)
    if at is None:
        give_up(ctx, message, why)
        return
    contact = call.contact_id or contact_id
    earlier = (*call.earlier, contact) if contact else call.earlier

    def decide(known: Message) -> Message | None:
        if not _is_attempt(known, call.attempt):
            return None
        return calls.waiting(known, at, why, contact_id=None, earlier=earlier)

    calls.change(ctx, message.id, decide)


def give_up(ctx: Context, message: Message, why: str) -> None:
    """No more calls for this reminder: the next channel takes over, after the quiet hours."""
    attempt = (message.call or Call()).attempt
    visits = still_to_tell(ctx, message)
    quiet = reminders.quiet_of(tenants.get_clinic(ctx), visits[0].zone) if visits else None
    now = clock.now()
    until = quiet.ends_after(now) if quiet and quiet.holds(now) else None

    def decide(known: Message) -> Message | None:
        if not _is_attempt(known, attempt):
            return None
        if until and until < visits[0].start:
            return calls.waiting(known, until, why, given_up=True)
        return calls.changed(known, FAILED if visits else SKIPPED, why)

    failed = calls.change(ctx, message.id, decide)
    if failed is not None and failed.status == FAILED:
        take_over(ctx, failed)


def take_over(ctx: Context, message: Message) -> None:
    """A text, or else a mail, about the visits that the calls could not tell of."""
    uncertain = message.status == UNCERTAIN
    why = "the call's fate is uncertain" if uncertain else "the call failed"
    telling.take_over(ctx, message, still_to_tell(ctx, message), why)


def look_after(ctx: Context, message: Message) -> None:
    """The message's row fell due: the next attempt's turn, or nobody said what became of one."""
    call = message.call or Call()
    if message.status == PENDING and call.given_up:
        give_up(ctx, message, "")
    elif message.status == PENDING or (message.status == CALLING and not call.contact_id):
        calls.enqueue_again(ctx, message)
    elif message.status == CALLING and call.told:
        calls.change(ctx, message.id, _told_without_answer)
    elif message.status == CALLING:
        lost = calls.change(ctx, message.id, _lost)
        if lost is not None and lost.status == UNCERTAIN:
            take_over(ctx, lost)
    elif message.status in (FAILED, UNCERTAIN):
        take_over(ctx, message)


def still_to_tell(ctx: Context, message: Message) -> list[Appointment]:
    """The visits that it was made for and that still need it: not those confirmed since."""
    told_by = telling.list_told_by(ctx, message)
    return [v for v in told_by if v.confirmed_at is None or v.confirmed_at < message.at]


def _answered(ctx: Context, message: Message, key: str) -> str:
    visits = telling.list_told_by(ctx, message)
    if not visits:
        return "cancelled" if key == _CANCEL and _is_cancelled(ctx, message) else "dead"
    if key == _MOVE:
        return "move"
    try:
        for each in visits:
            _change(ctx, each, key)
    except (Conflict, Forbidden):
        return "refused"
    return "confirmed" if key == _CONFIRM else "cancelled"


def _change(ctx: Context, visit: Appointment, key: str) -> None:
    if key == _CONFIRM:
        appointments.confirm(ctx, visit.id, visit.version)
    else:
        appointments.cancel(
            ctx, visit.id, "", version=visit.version, source="phone", as_patient=True
        )


def _is_cancelled(ctx: Context, message: Message) -> bool:
    """Whether it was done already, by whoever was started before and died, or answered too late."""
    return appointments.get(ctx, message.appointment_id or "").status == CANCELLED


def _ringing(ctx: Context, message_id: str, number: str) -> Message | None:
    """The message of a call that was placed to this number; None for any other."""
    message = messages.find(ctx, message_id)
    if message is None or message.channel != "voice" or message.to != number:
        return None
    return message if message.status in _RINGING else None


def _is_attempt(message: Message, attempt: int) -> bool:
    call = message.call or Call()
    return call.attempt == attempt and not call.told and message.status in (PENDING, CALLING)


def _told(message: Message) -> Message | None:
    known = message.call or Call()
    return None if known.told else calls.changed(message, message.status, told=True)


def _noted(message: Message, outcome: str) -> Message | None:
    known = message.call or Call()
    if known.answer == outcome:
        return None
    because = f"the patient answered: {outcome}"
    return calls.changed(message, DELIVERED, because, told=True, answer=outcome)


def _told_without_answer(message: Message) -> Message | None:
    if message.status not in (CALLING, UNCERTAIN):
        return None
    return calls.changed(message, SENT, "told, no key was pressed")


def _lost(message: Message) -> Message | None:
    known = message.call or Call()
    if message.status != CALLING or known.told:
        return None
    return calls.changed(message, UNCERTAIN, "nobody reported what became of it")
