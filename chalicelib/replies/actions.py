"""What a patient's text does: confirm, cancel, stop, or open an entry for a person to read."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from chalicelib import clock, texts
from chalicelib.appointments import actions as appointments
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.errors import AppError, NotFound
from chalicelib.inquiries import actions as inquiries
from chalicelib.messages import actions as messages
from chalicelib.messages import model
from chalicelib.messages.model import RECEIVED, Message, Outgoing
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient
from chalicelib.tenants import actions as tenants

_ASKED_WITHIN = timedelta(hours=96)
_ABOUT_VISITS = ("booked", "moved", "reminder")
_LONGEST = 1600


@dataclass(frozen=True)
class Text:
    """A text as the carrier brings it; `id` is the same for the same text brought twice."""

    id: str
    number: str
    body: str


def receive(ctx: Context, text: Text) -> None:
    """Write the text down and do what it says; a text that is brought twice does it once."""
    received = messages.find(ctx, _id(ctx, text))
    if received is None:
        received = _written_down(ctx, text)
    people = patients.find_by_phone(ctx, text.number)
    meaning = model.meaning(text.body)
    if meaning == "stop":
        _stop(ctx, text, received, people)
    elif meaning == "start":
        patients.opt_in(ctx, text.number)
        _answer(ctx, text, received, people, "started")
    elif meaning in ("confirm", "cancel") and received.appointment_id:
        _do(ctx, text, received, people, meaning)
    else:
        patient_id = _only(people)
        inquiries.open_from_text(ctx, text.number, patient_id, text.body, received.id)


def _written_down(ctx: Context, text: Text) -> Message:
    """The received text with the visit that it answers, decided once and for all."""
    about = _asked_about(ctx, text.number)
    people = patients.find_by_phone(ctx, text.number)
    received = Message(
        id=_id(ctx, text),
        kind="reply",
        channel="sms",
        direction="inbound",
        body=text.body[:_LONGEST],
        to=text.number,
        status=RECEIVED,
        because="the patient wrote",
        at=datetime.fromtimestamp(clock.epoch(), UTC),
        appointment_id=about.id if about else None,
        patient_id=about.patient_id if about else _only(people),
    )
    return messages.keep_received(ctx, received)


def _asked_about(ctx: Context, number: str) -> Appointment | None:
    """The live visit that the number was last texted about."""
    since = clock.now() - _ASKED_WITHIN
    for message in messages.list_thread(ctx, number):
        if message.direction != "outbound" or message.at < since:
            continue
        if message.kind not in _ABOUT_VISITS or not message.appointment_id:
            continue
        if message.status in (model.FAILED, model.SKIPPED):
            continue
        try:
            visit = appointments.get(ctx, message.appointment_id)
        except NotFound:
            continue
        if visit.is_live and visit.start > clock.now():
            return visit
    return None


def _do(ctx: Context, text: Text, received: Message, people: list[Patient], meaning: str) -> None:
    """Confirm or cancel the visit that was asked about, with all others that day it told of."""
    visit = appointments.get(ctx, received.appointment_id or "")
    visits = [visit, *_others(ctx, visit)] if visit.is_live else [visit]
    try:
        for each in visits:
            if meaning == "confirm":
                appointments.confirm(ctx, each.id)
            elif each.is_live:
                appointments.cancel(ctx, each.id, "", source="sms", as_patient=True)
    except AppError as error:
        inquiries.open_from_text(ctx, text.number, visit.patient_id, text.body, received.id)
        _answer(ctx, text, received, people, f"refused.{error.code}")
        return
    outcome = "confirmed" if meaning == "confirm" else "cancelled"
    inquiries.record_reply(ctx, received.id, text.number, visit.patient_id, visit.id, outcome)
    if meaning == "confirm":
        _answer(ctx, text, received, people, "confirmed")


def _others(ctx: Context, visit: Appointment) -> list[Appointment]:
    same_day = appointments.list_same_day(ctx, visit)
    return [v for v in same_day if v.id != visit.id and v.start > clock.now()]


def _stop(ctx: Context, text: Text, received: Message, people: list[Patient]) -> None:
    """No more texts, at once; the one answer goes out before, since nothing does after."""
    if not patients.is_opted_out(ctx, text.number):
        _answer(ctx, text, received, people, "stopped", kind="stop")
        patients.opt_out(ctx, text.number)
    if model.is_ambiguous_stop(text.body):
        inquiries.open_from_text(ctx, text.number, _only(people), text.body, received.id)
    else:
        inquiries.record_reply(ctx, received.id, text.number, _only(people), None, "stopped")


def _answer(
    ctx: Context,
    text: Text,
    received: Message,
    people: list[Patient],
    name: str,
    kind: str = "reply",
) -> None:
    profile = tenants.get_clinic(ctx)
    language = people[0].language if people else profile.language
    name = name if texts.has(f"sms.{name}") else "refused"
    wanted = Outgoing(
        id=clock.derived_id(received.id, "answer", length=26),
        kind=kind,
        channel="sms",
        to=text.number,
        body=texts.text(f"sms.{name}", language, clinic=profile.name, phone=profile.phone),
        because="answer to a text",
        appointment_id=received.appointment_id,
        patient_id=received.patient_id,
    )
    messages.send(ctx, wanted)


def _only(people: list[Patient]) -> str | None:
    return people[0].id if len(people) == 1 else None


def _id(ctx: Context, text: Text) -> str:
    return clock.derived_id(ctx.tenant_id, "inbound", text.id, length=26)
