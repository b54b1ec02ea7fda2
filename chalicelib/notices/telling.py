"""One message about visits: each of them guarded, and the next channel where one fails."""

from dataclasses import replace
from datetime import timedelta

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.messages import actions as messages
from chalicelib.messages.model import FAILED, SKIPPED, Message, Outgoing
from chalicelib.notices import wording
from chalicelib.notices.wording import Told, Way
from chalicelib.patients import actions as patients
from chalicelib.patients import reach
from chalicelib.table.work import Unit
from chalicelib.tenants import actions as tenants

_AHEAD = timedelta(days=31)  # further ahead nobody is reminded


def send(ctx: Context, told: Told, way: Way, carrier: Message | None = None) -> None:
    """One message by the channel, or by mail where texts can't go; each visit guarded.

    `carrier` is a message that was to tell of the visit and could not be sent.
    """
    told, notes = _not_told_yet(ctx, told, way)
    wanted = wording.outgoing(ctx, way, told)
    by_mail = way.channel == "sms" and bool(told.patient.email)
    why_not = _why_not(ctx, told, way.channel)
    if why_not:
        if way.channel == "sms" or not told.patient.email:
            noted = replace(wanted, because=f"{way.because}; not sent: {why_not}")
            messages.note_skipped(ctx, noted)
    else:
        why_not = _sent(ctx, told, way, wanted, notes, carrier)
    if why_not and by_mail and way.kind == "reminder":
        send(ctx, told, mail(way, f"{way.because}; {why_not}"))


def mail(way: Way, because: str) -> Way:
    """The same by mail."""
    return replace(way, channel="email", step="email", because=because)


def take_over(ctx: Context, message: Message, visits: list[Appointment], why: str) -> None:
    """The next channel tells what this reminder could not: a text after a call, else a mail."""
    if not visits:
        return
    told = Told(tenants.get_clinic(ctx), patients.get(ctx, visits[0].patient_id), tuple(visits))
    way = Way("reminder", message.occasion or "", "sms", "text", why)
    if message.channel == "voice":
        send(ctx, told, way)
    elif message.channel == "sms" and told.patient.email:
        send(ctx, told, mail(way, why))


def list_told_by(ctx: Context, message: Message) -> list[Appointment]:
    """The live visits ahead that a message told of, as they still are; the named one first."""
    if not message.appointment_id or not message.patient_id:
        return []
    now = clock.now()
    near = appointments.list_of_patient(ctx, message.patient_id, now, now + _AHEAD)
    wanted = dict.fromkeys([message.appointment_id, *(v.id for v in near)])
    found = appointments.find_many(ctx, list(wanted))
    ahead = [v for i in wanted if (v := found.get(i)) and v.is_live and v.start > now]
    name, step = message.occasion or "", wording.step_of(ctx, message)
    ids = {v.id: wording.message_id(ctx, v, name, step) for v in ahead}
    notes = messages.find_many(ctx, list(ids.values()))
    return [
        v
        for v in ahead
        if ids[v.id] == message.id
        or ((note := notes.get(ids[v.id])) is not None and note.refers_to == message.id)
    ]


def _sent(
    ctx: Context,
    told: Told,
    way: Way,
    wanted: Outgoing,
    notes: dict[str, Message],
    carrier: Message | None,
) -> str:
    """Send it while all that was read is still so; gives why it failed, or nothing."""
    as_read = [*notes.values(), *([carrier] if carrier else [])]

    def guard(unit: Unit) -> None:
        for visit in told.visits:
            appointments.add_unchanged(ctx, unit, visit)
        for other in told.visits[1:]:
            if other.id not in notes:
                _add_note(ctx, unit, wanted.id, replace(told, visits=(other,)), way)
        for message in as_read:
            messages.add_unchanged(ctx, unit, message)

    sent = messages.send(ctx, wanted, guard, reopened=carrier is not None)
    return "the text failed" if sent.status == FAILED and way.channel == "sms" else ""


def _not_told_yet(ctx: Context, told: Told, way: Way) -> tuple[Told, dict[str, Message]]:
    """Without the visits that another message told of; and the notes that this one tells of some,
    by visit: they are there when it could not be sent before."""
    first, *others = told.visits
    ids = {v.id: wording.message_id(ctx, v, way.name, way.step) for v in told.visits}
    known = messages.find_many(ctx, [ids[v.id] for v in others])
    notes = {v.id: known[ids[v.id]] for v in others if ids[v.id] in known}
    mine = {i: m for i, m in notes.items() if m.status == SKIPPED and m.refers_to == ids[first.id]}
    rest = [v for v in others if v.id in mine or v.id not in notes]
    return replace(told, visits=(first, *rest)), mine


def _add_note(ctx: Context, unit: Unit, carrier_id: str, told: Told, way: Way) -> None:
    note = wording.outgoing(ctx, replace(way, because=f"told together with {carrier_id}"), told)
    messages.add_skipped(ctx, unit, replace(note, refers_to=carrier_id))


def _why_not(ctx: Context, told: Told, channel: str) -> str:
    if channel == "email":
        return "" if told.patient.email else "no e-mail address"
    if not told.patient.phone:
        return "no phone number"
    if channel == "voice":
        return ""  # decided when the call is placed
    if patients.is_opted_out(ctx, told.patient.phone):
        return "the number said STOP"
    prefers_texts = told.patient.preferred_contact == "sms"
    landline = reach.is_landline(told.patient.phone) and not prefers_texts
    return "the number takes no texts" if landline else ""
