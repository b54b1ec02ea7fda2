"""Telling patients about their visits: confirmations at once, reminders when they are due."""

from dataclasses import replace
from datetime import datetime

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments.model import CANCELLED, Appointment
from chalicelib.context import Context
from chalicelib.errors import NotFound
from chalicelib.messages import actions as messages
from chalicelib.messages.model import FAILED, SKIPPED, UNCERTAIN, Message, Outgoing
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
    same_day = appointments.list_same_day(ctx, visit)
    ahead = [v for v in same_day if v.start > clock.now()]
    ids = {v.id: wording.message_id(ctx, v, due.name, due.channel) for v in ahead}
    told_before = messages.find_many(ctx, list(ids.values()))
    known = told_before.get(ids.get(visit.id, ""))
    if known is not None:
        if known.status == SKIPPED:
            return
        ahead = [visit]
    untold = [visit, *(v for v in ahead if v.id != visit.id and ids[v.id] not in told_before)]
    told = Told(tenants.get_clinic(ctx), patients.get(ctx, visit.patient_id), tuple(untold))
    at = f"{due.at:%Y-%m-%d %H:%M} UTC"
    because = f"reminder {due.name}, due {at}, visit version {visit.schedule_version}"
    _send(ctx, told, "reminder", due.name, due.channel, because)


def _send(
    ctx: Context, told: Told, kind: str, name: str, channel: str, because: str
) -> Message | None:
    """One message by the channel, or by mail where texts can't go; each visit guarded."""
    wanted = wording.outgoing(ctx, kind, name, channel, told, because)
    why_not = _why_not(ctx, told, channel)
    if why_not:
        if channel == "sms" or not told.patient.email:
            messages.note_skipped(ctx, _with(wanted, f"{because}; not sent: {why_not}"))
        if channel == "sms" and told.patient.email and kind == "reminder":
            return _send(ctx, told, kind, name, "email", f"{because}; {why_not}")
        return None

    def guard(unit: Unit) -> None:
        for visit in told.visits:
            appointments.add_unchanged(ctx, unit, visit)
        for other in told.visits[1:]:
            note = wording.outgoing(
                ctx, kind, name, channel, Told(told.profile, told.patient, (other,)), ""
            )
            messages.add_skipped(ctx, unit, _with(note, f"told together with {wanted.id}"))

    sent = messages.send(ctx, wanted, guard)
    if sent.status == FAILED and channel == "sms" and told.patient.email and kind == "reminder":
        return _send(ctx, told, kind, name, "email", f"{because}; the text failed")
    return sent


def settle(ctx: Context, message_id: str) -> None:
    """A message without any report becomes uncertain, and the next channel takes over."""
    message = messages.settle_stuck(ctx, message_id)
    if message is None or message.status != UNCERTAIN or message.channel != "sms":
        return
    if message.kind != "reminder" or not message.appointment_id:
        return
    visit = appointments.get(ctx, message.appointment_id)
    patient = patients.get(ctx, visit.patient_id)
    if visit.is_live and visit.start > clock.now() and patient.email:
        told = Told(tenants.get_clinic(ctx), patient, (visit,))
        name = f"after-{message.id}"
        _send(ctx, told, "reminder", name, "email", "the text's fate is uncertain")


def _why_not(ctx: Context, told: Told, channel: str) -> str:
    if channel == "email":
        return "" if told.patient.email else "no e-mail address"
    if not told.patient.phone:
        return "no phone number"
    return "the number said STOP" if patients.is_opted_out(ctx, told.patient.phone) else ""


def _with(wanted: Outgoing, because: str) -> Outgoing:
    return replace(wanted, because=because)
