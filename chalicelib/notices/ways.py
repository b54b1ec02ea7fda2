"""By which channel a due reminder goes, and when: decided as it falls due, by what holds then."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib import config
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.lines import actions as lines
from chalicelib.messages.model import SKIPPED, Message
from chalicelib.notices.wording import Told
from chalicelib.patients import reach
from chalicelib.patients.model import Patient
from chalicelib.refusals import actions as refusals
from chalicelib.reminders import actions as reminders
from chalicelib.reminders import model as plans
from chalicelib.reminders.model import Due, Quiet
from chalicelib.tenants.model import Clinic


@dataclass(frozen=True)
class Choice:
    """`at` is when it may go, None never; `why_not` why it isn't the call that it should be."""

    channel: str
    at: datetime | None
    why_not: str = ""


def choose(ctx: Context, told: Told, due: Due, now: datetime, known: Message | None) -> Choice:
    """What a reminder was begun as, it stays: it is not called and texted both."""
    visit = told.visits[0]
    if due.channel == "email":
        return Choice("email", now)
    if known is not None and (known.status != SKIPPED or known.refers_to):
        wants_call, why_not = known.channel == "voice", ""
    else:
        wants_call = _wants_call(told.patient, due)
        why_not = _why_no_call(ctx, told) if wants_call else ""
    if wants_call and not why_not:
        at = plans.in_time(now, visit.start, call_quiets(told.profile, visit, told.patient.phone))
        if at is not None or known is not None:
            return Choice("voice", at)
        why_not = "no time for calls is left before the visit"
    quiet = reminders.quiet_of(told.profile, visit.zone)
    at = quiet.ends_after(now) if quiet.holds(now) else now
    return Choice("sms", at if at < visit.start else None, why_not)


def call_quiets(profile: Clinic, visit: Appointment, number: str | None) -> list[Quiet]:
    """When this number is not called: the clinic's quiet hours, and the night of each zone."""
    zones = reach.zones_of(number or "", visit.zone)
    quiets = [reminders.quiet_of(profile, visit.zone)]
    return quiets + [plans.no_calls(zone) for zone in zones]


def _wants_call(patient: Patient, due: Due) -> bool:
    """The patient's word goes before the plan's, and the plan's before the number's."""
    if patient.preferred_contact:
        return patient.preferred_contact == "phone"
    return due.channel == "voice" or bool(patient.phone and reach.is_landline(patient.phone))


def _why_no_call(ctx: Context, told: Told) -> str:
    if not told.patient.phone:
        return "no phone number"
    if not config.reminder_flow_id() or lines.find_line(ctx) is None:
        return "the clinic has no line for calls yet"
    refused = refusals.refuses_calls(ctx, told.patient.phone)
    return "the number wants no calls" if refused else ""
