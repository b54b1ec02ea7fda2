"""Telling patients about their visits: confirmations at once, reminders when they are due."""

from dataclasses import replace
from datetime import datetime

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments.model import CANCELLED, Appointment
from chalicelib.context import Context
from chalicelib.errors import NotFound
from chalicelib.messages import actions as messages
from chalicelib.messages import outcomes
from chalicelib.messages.model import FAILED, PENDING, SKIPPED, UNCERTAIN, Message
from chalicelib.notices import calls, telling, ways, wording
from chalicelib.notices.telling import list_told_by
from chalicelib.notices.wording import Told, Way
from chalicelib.patients import actions as patients
from chalicelib.reminders import actions as reminders
from chalicelib.reminders.model import Due
from chalicelib.table.work import ConditionFailed
from chalicelib.tenants import actions as tenants

__all__ = ["confirm", "list_told_by", "remind", "settle", "settle_delivery"]
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
    if clock.now() >= (visit.end if is_cancelled else visit.start):
        return
    told = Told(tenants.get_clinic(ctx), patients.get(ctx, visit.patient_id), (visit,))
    because = f"{kind} by {visit.source}" if kind == "booked" else f"visit was {kind}"
    way = Way(kind, kind, "sms", "sms", because)
    telling.send(ctx, told, way)
    if told.patient.email:
        telling.send(ctx, told, telling.mail(way, because))


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
    """One reminder now; gives the same one at a later time when nobody may be told now."""
    for _ in range(_TRIES):
        visit = _planned(ctx, appointment_id, version)
        if visit is None or visit.start <= now:
            return None
        try:
            return _remind_day(ctx, visit, due, now)
        except ConditionFailed:
            continue
    raise RuntimeError("the visits of this day keep changing")


def _planned(ctx: Context, appointment_id: str, version: int) -> Appointment | None:
    """The visit, while it is expected at the time of this version."""
    try:
        visit = appointments.get(ctx, appointment_id)
    except NotFound:
        return None
    return visit if visit.is_live and visit.schedule_version == version else None


def _remind_day(ctx: Context, visit: Appointment, due: Due, now: datetime) -> Due | None:
    """One message for all of the patient's visits that day which were not told yet."""
    told_of = messages.find(ctx, wording.message_id(ctx, visit, due.name, due.channel))
    told = Told(tenants.get_clinic(ctx), patients.get(ctx, visit.patient_id), (visit,))
    choice = ways.choose(ctx, told, due, now, told_of)
    if choice.at is None or choice.at > now:
        return replace(due, at=choice.at) if choice.at else None
    carrier = None
    if told_of is not None and told_of.status == SKIPPED:
        carrier = messages.find(ctx, told_of.refers_to) if told_of.refers_to else None
        # A call that was to tell of several visits goes on as long as one of them stands.
        if carrier is None or carrier.status != PENDING or carrier.channel == "voice":
            return None
    else:
        same_day = appointments.list_same_day(ctx, visit)
        others = (v for v in same_day if v.start > clock.now() and v.id != visit.id)
        told = replace(told, visits=(visit, *others))
    at = f"{due.at:%Y-%m-%d %H:%M} UTC"
    because = f"reminder {due.name}, due {at}, visit version {visit.schedule_version}"
    because += f"; not called: {choice.why_not}" if choice.why_not else ""
    way = Way("reminder", due.name, choice.channel, due.channel, because)
    telling.send(ctx, told, way, carrier)
    return None


def settle(ctx: Context, message_id: str) -> None:
    """A message without any report becomes uncertain, and the next channel takes over."""
    known = messages.find(ctx, message_id)
    if known is None or (known.status == PENDING and _is_tried_again(ctx, known)):
        return
    if known.channel == "voice":
        calls.look_after(ctx, known)
        return
    message = outcomes.settle_stuck(ctx, message_id)
    if message is not None:
        _take_over(ctx, message)


def settle_delivery(ctx: Context, message_id: str, event_type: str) -> None:
    """What a carrier reports of a text; where it failed, the next channel takes over.

    Whoever dies between the two is told of it again, and finds the text failed.
    """
    message = outcomes.settle_delivery(ctx, message_id, event_type)
    if message is not None and message.status == FAILED:
        _take_over(ctx, message)


def _take_over(ctx: Context, message: Message) -> None:
    if message.channel != "sms" or message.kind != "reminder":
        return
    uncertain = message.status == UNCERTAIN
    why = "the text's fate is uncertain" if uncertain else "the text failed"
    telling.take_over(ctx, message, list_told_by(ctx, message), why)


def _is_tried_again(ctx: Context, message: Message) -> bool:
    """Whether a reminder's timer still stands, so that the sweeper starts it again."""
    if message.kind != "reminder" or not list_told_by(ctx, message):
        return False
    timer = reminders.find_timer(ctx, message.appointment_id or "", message.about_version or 0)
    return timer is not None and any(due.name == message.occasion for due in timer.dues)
