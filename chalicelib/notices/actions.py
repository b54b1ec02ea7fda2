"""Telling patients about their visits: confirmations at once, reminders when they are due."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments.model import CANCELLED, Appointment
from chalicelib.context import Context
from chalicelib.errors import NotFound
from chalicelib.messages import actions as messages
from chalicelib.messages import outcomes
from chalicelib.messages.model import FAILED, PENDING, SKIPPED, Message, Outgoing
from chalicelib.notices import wording
from chalicelib.notices.wording import Told
from chalicelib.patients import actions as patients
from chalicelib.reminders import actions as reminders
from chalicelib.reminders.model import Due
from chalicelib.table.work import ConditionFailed, Unit
from chalicelib.tenants import actions as tenants

_KINDS = {
    "AppointmentBooked": "booked",
    "AppointmentMoved": "moved",
    "AppointmentCancelled": "cancelled",
}
_TRIES = 4
_AHEAD = timedelta(days=31)  # further ahead nobody is reminded


def confirm(ctx: Context, event: str, appointment_id: str, version: int) -> None:
    """Tell the patient of a booking, move or cancellation, as long as it is what is true now."""
    kind = _KINDS[event]
    try:
        visit = appointments.get(ctx, appointment_id)
    except NotFound:
        return
    is_cancelled = visit.status == CANCELLED
    if visit.schedule_version != version or is_cancelled != (kind == "cancelled"):
        return
    if clock.now() >= (visit.end if is_cancelled else visit.start):
        return
    told = Told(tenants.get_clinic(ctx), patients.get(ctx, visit.patient_id), (visit,))
    because = f"{kind} by {visit.source}" if kind == "booked" else f"visit was {kind}"
    _send(ctx, told, kind, kind, "sms", because)
    if told.patient.email:
        _send(ctx, told, kind, kind, "email", because)


def remind(ctx: Context, appointment_id: str, version: int) -> int:
    """Send every reminder of this version that is due now; gives how many were looked at.

    The timer leaves the index only afterwards, so whoever dies here is started again; what is
    sent is decided by the visit as it is now, in the transaction that writes the message.
    """
    timer = reminders.find_timer(ctx, appointment_id, version)
    if timer is None:
        return 0
    now = clock.now()
    due = [each for each in timer.dues if each.at <= now]
    if not due:
        return 0
    rest = tuple(each for each in timer.dues if each.at > now)
    later = [_remind_once(ctx, appointment_id, version, each, now) for each in due]
    waiting = tuple(each for each in later if each)
    reminders.advance_timer(ctx, timer, tuple(sorted((*waiting, *rest), key=lambda d: d.at)))
    return len(due)


def _remind_once(
    ctx: Context, appointment_id: str, version: int, due: Due, now: datetime
) -> Due | None:
    """One reminder now; gives the same one at a later time when nobody may be texted now."""
    try:
        visit = appointments.get(ctx, appointment_id)
    except NotFound:
        return None
    if not visit.is_live or visit.schedule_version != version or visit.start <= now:
        return None
    profile = tenants.get_clinic(ctx)
    quiet = reminders.quiet_of(profile, visit.zone)
    if due.channel == "sms" and quiet.holds(now):
        later = quiet.ends_after(now)
        if later < visit.start:
            return Due(due.name, later, due.channel)
        return None
    for _ in range(_TRIES):
        try:
            _remind_day(ctx, visit, due)
        except ConditionFailed:
            fresh = appointments.get(ctx, appointment_id)
            if not fresh.is_live or fresh.schedule_version != version:
                return None
            continue
        return None
    raise RuntimeError("the visits of this day keep changing")


def _remind_day(ctx: Context, visit: Appointment, due: Due) -> None:
    """One message for all of the patient's visits that day which were not told yet."""
    told_of = messages.find(ctx, wording.message_id(ctx, visit, due.name, due.channel))
    carrier = None
    visits = [visit]
    if told_of is not None and told_of.status == SKIPPED:
        carrier = messages.find(ctx, told_of.refers_to) if told_of.refers_to else None
        if carrier is None or carrier.status != PENDING:
            return
    else:
        same_day = appointments.list_same_day(ctx, visit)
        visits += [v for v in same_day if v.start > clock.now() and v.id != visit.id]
    told = Told(tenants.get_clinic(ctx), patients.get(ctx, visit.patient_id), tuple(visits))
    at = f"{due.at:%Y-%m-%d %H:%M} UTC"
    because = f"reminder {due.name}, due {at}, visit version {visit.schedule_version}"
    _send(ctx, told, "reminder", due.name, due.channel, because, carrier)


def _send(
    ctx: Context,
    told: Told,
    kind: str,
    name: str,
    channel: str,
    because: str,
    carrier: Message | None = None,
) -> None:
    """One message by the channel, or by mail where texts can't go; each visit guarded.

    `carrier` is a message that was to tell of the visit and could not be sent.
    """
    told, notes = _not_told_yet(ctx, told, name, channel)
    wanted = wording.outgoing(ctx, kind, name, channel, told, because)
    by_mail = channel == "sms" and bool(told.patient.email)
    why_not = _why_not(ctx, told, channel)
    if why_not:
        if channel == "sms" or not told.patient.email:
            messages.note_skipped(ctx, _with(wanted, f"{because}; not sent: {why_not}"))
    else:
        why_not = _sent(ctx, told, wanted, notes, carrier)
    if why_not and by_mail and kind == "reminder":
        _send(ctx, told, kind, name, "email", f"{because}; {why_not}")


def _sent(
    ctx: Context,
    told: Told,
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
                _add_note(ctx, unit, wanted, replace(told, visits=(other,)))
        for message in as_read:
            messages.add_unchanged(ctx, unit, message)

    sent = messages.send(ctx, wanted, guard, reopened=carrier is not None)
    return "the text failed" if sent.status == FAILED else ""


def _not_told_yet(
    ctx: Context, told: Told, name: str, channel: str
) -> tuple[Told, dict[str, Message]]:
    """Without the visits that another message told of; and the notes that this one tells of some,
    by visit: they are there when it could not be sent before."""
    first, *others = told.visits
    ids = {v.id: wording.message_id(ctx, v, name, channel) for v in told.visits}
    known = messages.find_many(ctx, [ids[v.id] for v in others])
    notes = {v.id: known[ids[v.id]] for v in others if ids[v.id] in known}
    mine = {i: m for i, m in notes.items() if m.status == SKIPPED and m.refers_to == ids[first.id]}
    rest = [v for v in others if v.id in mine or v.id not in notes]
    return replace(told, visits=(first, *rest)), mine


def _add_note(ctx: Context, unit: Unit, wanted: Outgoing, told: Told) -> None:
    note = wording.outgoing(ctx, wanted.kind, wanted.occasion or "", wanted.channel, told, "")
    because = f"told together with {wanted.id}"
    messages.add_skipped(ctx, unit, replace(note, because=because, refers_to=wanted.id))


def list_told_by(ctx: Context, message: Message) -> list[Appointment]:
    """The live visits ahead that a message told of, as they still are; the named one first."""
    if not message.appointment_id or not message.patient_id:
        return []
    now = clock.now()
    near = appointments.list_of_patient(ctx, message.patient_id, now, now + _AHEAD)
    wanted = dict.fromkeys([message.appointment_id, *(v.id for v in near)])
    found = appointments.find_many(ctx, list(wanted))
    ahead = [v for i in wanted if (v := found.get(i)) and v.is_live and v.start > now]
    name, channel = message.occasion or "", message.channel
    ids = {v.id: wording.message_id(ctx, v, name, channel) for v in ahead}
    notes = messages.find_many(ctx, list(ids.values()))
    return [
        v
        for v in ahead
        if ids[v.id] == message.id
        or ((note := notes.get(ids[v.id])) is not None and note.refers_to == message.id)
    ]


def settle(ctx: Context, message_id: str) -> None:
    """A message without any report becomes uncertain, and the next channel takes over."""
    known = messages.find(ctx, message_id)
    if known is None or (known.status == PENDING and _is_tried_again(ctx, known)):
        return
    message = outcomes.settle_stuck(ctx, message_id)
    if message is None or message.channel != "sms" or message.kind != "reminder":
        return
    visits = list_told_by(ctx, message)
    if not visits:
        return
    patient = patients.get(ctx, visits[0].patient_id)
    if patient.email:
        told = Told(tenants.get_clinic(ctx), patient, tuple(visits))
        why = f"the text {message.because.rpartition('; ')[2]}"
        _send(ctx, told, "reminder", message.occasion or "", "email", why)


def _is_tried_again(ctx: Context, message: Message) -> bool:
    """Whether a reminder's timer still stands, so that the sweeper starts it again."""
    if message.kind != "reminder" or not list_told_by(ctx, message):
        return False
    timer = reminders.find_timer(ctx, message.appointment_id or "", message.about_version or 0)
    return timer is not None and any(due.name == message.occasion for due in timer.dues)


def _why_not(ctx: Context, told: Told, channel: str) -> str:
    if channel == "email":
        return "" if told.patient.email else "no e-mail address"
    if not told.patient.phone:
        return "no phone number"
    return "the number said STOP" if patients.is_opted_out(ctx, told.patient.phone) else ""


def _with(wanted: Outgoing, because: str) -> Outgoing:
    return replace(wanted, because=because)
