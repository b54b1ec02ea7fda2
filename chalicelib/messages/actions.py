"""Sending: decided and written down first, then called once, then settled by what is reported."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from chalicelib import clock, texts
from chalicelib.context import Context
from chalicelib.errors import Conflict, TooMany, Unavailable
from chalicelib.gateways import email, sms
from chalicelib.messages import calls, store
from chalicelib.messages.model import (
    CALLING,
    FAILED,
    PENDING,
    SENT,
    SKIPPED,
    Call,
    Message,
    Outgoing,
    moved,
)
from chalicelib.patients import actions as patients
from chalicelib.table import connection
from chalicelib.table.work import ConditionFailed, Unit
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import limits

TEXTS_A_DAY = 2000
Guard = Callable[[Unit], None]


def find(ctx: Context, message_id: str) -> Message | None:
    return store.find(ctx, message_id)


def find_many(ctx: Context, message_ids: list[str]) -> dict[str, Message]:
    return store.find_many(ctx, message_ids)


def list_thread(ctx: Context, number: str) -> list[Message]:
    """The latest messages to and from a number, newest first."""
    return store.thread(ctx, number)


def keep_received(ctx: Context, message: Message) -> Message:
    """Keep a text that came in; the one that is there already when it comes again."""
    if store.create(ctx, message):
        return message
    return store.find(ctx, message.id) or message


def close_received(ctx: Context, message: Message, because: str) -> None:
    """Note what a text that came in led to: from then on it leads to nothing more."""
    store.replace(ctx, message, replace(message, because=because, version=message.version + 1))


def add_unchanged(ctx: Context, unit: Unit, message: Message) -> None:
    """A condition for somebody's unit of work: the message is as it was read."""
    store.add_unchanged(ctx, unit, message)


def send(
    ctx: Context, wanted: Outgoing, guard: Guard | None = None, *, reopened: bool = False
) -> Message:
    """Write the message down and send it; once, however often this is called.

    `guard` adds conditions to the unit in which the message comes to be, or is told anew after it
    could not be sent: when one is not true, ConditionFailed is raised and nothing is sent.
    `reopened` sends what was noted as told by another message. A call is only handed over to those
    who place them. Raises gateways.sms.TextNotSent when trying again may help.
    """
    message = store.find(ctx, wanted.id)
    if message is None:
        message = _new(ctx, wanted)
        unit = connection.of(ctx).unit()
        store.add_create(ctx, unit, message)
        if guard:
            guard(unit)
        unit.commit()
        return _go(ctx, message, wanted.subject)
    if message.channel == "voice":
        return calls.hand_over(ctx, message)
    if message.status == PENDING or (reopened and message.status == SKIPPED):
        return _call_again(ctx, message, wanted, guard)
    return message


def write_to_patient(ctx: Context, patient_id: str, body: str) -> Message:
    """A text that somebody of the staff wrote; once per request.

    Raises Conflict for a patient without a number, or one that said STOP.
    """
    patient = patients.get(ctx, patient_id)
    if not patient.phone:
        raise Conflict("This patient has no phone number.", fields={"phone": "is missing"})
    if patients.is_opted_out(ctx, patient.phone):
        raise Conflict("This number said STOP.", fields={"phone": "wants no texts"})
    message_id = ctx.id_for("message")
    _require_same(store.find(ctx, message_id), patient_id, body)
    limits.spend_day(ctx, "written", 500)
    wanted = Outgoing(
        id=message_id,
        kind="written",
        channel="sms",
        to=patient.phone,
        body=body,
        because="somebody of the staff wrote it",
        patient_id=patient_id,
    )
    try:
        return send(ctx, wanted)
    except sms.TextNotSent:
        raise Unavailable("The text could not be sent. Please try again.") from None
    except ConditionFailed:  # the same request, sent twice at once
        twin = store.find(ctx, message_id)
        _require_same(twin, patient_id, body)
        if twin is None:
            raise
        return twin


def _require_same(known: Message | None, patient_id: str, body: str) -> None:
    """Raises Conflict when a request's key has written something else."""
    if known and (known.patient_id, known.body) != (patient_id, body):
        told = {"Idempotency-Key": "was used for another text"}
        raise Conflict("This key belongs to another text.", fields=told)


def note_skipped(ctx: Context, wanted: Outgoing) -> None:
    """Write down what was not sent, and why."""
    message = replace(_new(ctx, wanted), status=SKIPPED)
    store.create(ctx, message)


def add_skipped(ctx: Context, unit: Unit, wanted: Outgoing) -> None:
    """The same inside somebody's unit of work."""
    store.add_create(ctx, unit, replace(_new(ctx, wanted), status=SKIPPED))


def send_code(ctx: Context, number: str, code: str, language: str) -> None:
    """Text a code; it is kept nowhere but on the patient's phone."""
    profile = tenants.get_clinic(ctx)
    body = texts.text("sms.code", language, code=code, clinic=profile.name)
    limits.spend_day(ctx, "texts", TEXTS_A_DAY)
    try:
        sms.send(number, body, profile.sms_number or "", {"tenant_id": ctx.tenant_id})
    except sms.TextRefused:
        told = {"phone": "can't be reached by text"}
        raise TooMany("This number can't be texted. Please call the clinic.", fields=told) from None
    except sms.TextNotSent:
        raise Unavailable("The code could not be sent. Please try again.") from None
    except sms.TextUncertain:
        return  # it may be there; whoever gets none asks for another


def _new(ctx: Context, wanted: Outgoing) -> Message:
    return Message(
        id=wanted.id,
        kind=wanted.kind,
        channel=wanted.channel,
        direction="outbound",
        body=wanted.body,
        to=wanted.to,
        status=PENDING,
        because=wanted.because,
        at=datetime.fromtimestamp(clock.epoch(), UTC),
        appointment_id=wanted.appointment_id,
        patient_id=wanted.patient_id,
        occasion=wanted.occasion,
        about_version=wanted.about_version,
        refers_to=wanted.refers_to,
        number=tenants.get_clinic(ctx).sms_number or "" if wanted.channel == "sms" else "",
        call=Call() if wanted.channel == "voice" else None,
    )


def _go(ctx: Context, message: Message, subject: str) -> Message:
    """Call the gateway, having said so first: whoever is killed here never calls twice."""
    if message.channel == "voice":
        return calls.hand_over(ctx, message)
    calling = moved(message, CALLING)
    if not store.replace(ctx, message, calling):
        return store.find(ctx, message.id) or message
    return _called(ctx, calling, subject)


def _call_again(ctx: Context, message: Message, wanted: Outgoing, guard: Guard | None) -> Message:
    """The same for what was surely not sent yet: it is told as things are now."""
    told = {"status": CALLING, "at": message.at, "version": message.version + 1}
    calling = replace(_new(ctx, wanted), **told)  # type: ignore[arg-type]
    unit = connection.of(ctx).unit()
    store.add_replace(ctx, unit, message, calling)
    if guard:
        guard(unit)
    try:
        unit.commit()
    except ConditionFailed as error:
        if 0 not in error.failed:
            raise
        return store.find(ctx, message.id) or message
    return _called(ctx, calling, wanted.subject)


def _called(ctx: Context, calling: Message, subject: str) -> Message:
    try:
        _require_allowed(ctx, calling)
        provider_id = _through_gateway(ctx, calling, subject)
    except (sms.TextRefused, TooMany, email.MailFailed) as error:
        why = getattr(error, "reason", None) or type(error).__name__
        return _kept(ctx, calling, FAILED, f"{calling.because}; {why}")
    except sms.TextNotSent:
        _kept(ctx, calling, PENDING, calling.because)
        raise
    except sms.TextUncertain:
        return calling
    sent = moved(calling, SENT, provider_id=provider_id)
    return sent if store.replace(ctx, calling, sent) else calling


def _require_allowed(ctx: Context, message: Message) -> None:
    if message.channel != "sms":
        return
    if message.kind != "stop" and patients.is_opted_out(ctx, message.to):
        raise sms.TextRefused("the number said STOP")
    limits.spend_day(ctx, "texts", TEXTS_A_DAY)


def _through_gateway(ctx: Context, message: Message, subject: str) -> str:
    if message.channel == "email":
        return email.send(message.to, subject, message.body)
    if not message.number:
        raise sms.TextRefused("the clinic has no number for texts yet")
    context = {"tenant_id": ctx.tenant_id, "message_id": message.id}
    return sms.send(message.to, message.body, message.number, context)


def _kept(ctx: Context, message: Message, status: str, because: str) -> Message:
    changed = moved(message, status, because=because)
    store.replace(ctx, message, changed)
    return changed
