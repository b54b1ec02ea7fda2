"""What a patient's text does: confirm, cancel, stop, or open an entry for a person to read."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from chalicelib import clock, texts
from chalicelib.appointments import actions as appointments
from chalicelib.appointments.model import CANCELLED
from chalicelib.context import Context
from chalicelib.errors import Conflict, Forbidden
from chalicelib.inquiries import actions as inquiries
from chalicelib.messages import actions as messages
from chalicelib.messages import model
from chalicelib.messages.model import RECEIVED, Message, Outgoing
from chalicelib.notices import actions as notices
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
    text = replace(text, body=_whole(text.body))
    received = messages.find(ctx, _id(ctx, text)) or _written_down(ctx, text)
    if received.version > 1:
        return
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
    messages.close_received(ctx, received, f"the patient wrote; understood as {meaning or 'text'}")


def _whole(body: str) -> str:
    """The text without halves of signs, which no table keeps: a carrier that divides a long text
    may part an emoji."""
    return body.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _written_down(ctx: Context, text: Text) -> Message:
    """The received text with the message that it answers, decided once and for all."""
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
        appointment_id=about.appointment_id if about else None,
        patient_id=about.patient_id if about else _only(people),
        refers_to=about.id if about else None,
    )
    return messages.keep_received(ctx, received)


def _asked_about(ctx: Context, number: str) -> Message | None:
    """The latest text to the number that tells of a visit as it still is planned."""
    since = clock.now() - _ASKED_WITHIN
    for message in messages.list_thread(ctx, number):
        if message.direction != "outbound" or message.at < since:
            continue
        if message.kind not in _ABOUT_VISITS or message.status in (model.FAILED, model.SKIPPED):
            continue
        if notices.list_told_by(ctx, message):
            return message
    return None


def _do(ctx: Context, text: Text, received: Message, people: list[Patient], meaning: str) -> None:
    """Confirm or cancel the visits that the answered text told of, and no others."""
    named = received.appointment_id or ""
    outcome = "confirmed" if meaning == "confirm" else "cancelled"
    try:
        _change_told(ctx, received, meaning)
    except (Conflict, Forbidden) as error:
        inquiries.open_from_text(ctx, text.number, received.patient_id, text.body, received.id)
        _answer(ctx, text, received, people, f"refused.{error.code}")
        return
    inquiries.record_reply(ctx, received.id, text.number, received.patient_id, named, outcome)
    if meaning == "confirm":
        _answer(ctx, text, received, people, "confirmed")


def _change_told(ctx: Context, received: Message, meaning: str) -> None:
    asked = messages.find(ctx, received.refers_to or "")
    told = notices.list_told_by(ctx, asked) if asked else []
    if not told and not (meaning == "cancel" and _is_cancelled(ctx, received)):
        raise Conflict("The visit is not planned any more.")
    for each in told:
        if meaning == "confirm":
            appointments.confirm(ctx, each.id, each.version)
        else:
            appointments.cancel(
                ctx, each.id, "", version=each.version, source="sms", as_patient=True
            )


def _is_cancelled(ctx: Context, received: Message) -> bool:
    """Whether there is nothing left to do, since whoever did it died before saying so."""
    return appointments.get(ctx, received.appointment_id or "").status == CANCELLED


def _stop(ctx: Context, text: Text, received: Message, people: list[Patient]) -> None:
    """No more texts, at once; then the one answer, the only text that still may go out."""
    if patients.opt_out(ctx, text.number, received.id):
        _answer(ctx, text, received, people, "stopped", kind="stop")
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
