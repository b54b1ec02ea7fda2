"""What a patient is told of their visits, in their language and the clinic's time."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib import clock, texts
from chalicelib.appointments import links
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.messages.model import Message, Outgoing
from chalicelib.patients.model import Patient
from chalicelib.tenants.model import Clinic


@dataclass(frozen=True)
class Told:
    """Who is told, by whom, about which visits of a day; the first one gives the link."""

    profile: Clinic
    patient: Patient
    visits: tuple[Appointment, ...]


@dataclass(frozen=True)
class Way:
    """How and why something is told.

    `name` is the occasion (booked, 24h-sms) and `step` the place in it that a message takes: the
    planned channel's, by whatever channel it goes then, so that one reminder is told once; and
    `text` or `email` where another channel takes over.
    """

    kind: str
    name: str
    channel: str
    step: str
    because: str


STEPS = ("sms", "voice", "email", "text")


def outgoing(ctx: Context, way: Way, told: Told) -> Outgoing:
    """The message about these visits; its id is the first visit's, its version and the way's."""
    first = told.visits[0]
    to = (told.patient.email if way.channel == "email" else told.patient.phone) or ""
    return Outgoing(
        id=message_id(ctx, first, way.name, way.step),
        kind=way.kind,
        channel=way.channel,
        to=to,
        body=_body(ctx, way.kind, way.channel, told),
        because=way.because,
        subject=texts.text(
            f"mail.{way.kind}.subject",
            told.patient.language,
            clinic=told.profile.name,
            when=when(first, told.patient.language),
        ),
        appointment_id=first.id,
        patient_id=told.patient.id,
        occasion=way.name,
        about_version=first.schedule_version,
    )


def message_id(ctx: Context, visit: Appointment, name: str, step: str) -> str:
    """The same for the same version of a visit, the same occasion and step."""
    return _id(ctx, visit.id, visit.schedule_version, name, step)


def step_of(ctx: Context, message: Message) -> str:
    """The step by which a message about a visit is found."""
    about = (message.appointment_id or "", message.about_version or 0, message.occasion or "")
    return next((s for s in STEPS if _id(ctx, *about, s) == message.id), message.channel)


def _id(ctx: Context, visit_id: str, version: int, name: str, step: str) -> str:
    return clock.derived_id(ctx.tenant_id, visit_id, str(version), name, step, length=26)


def when(visit: Appointment, language: str) -> str:
    """The visit's day and time as people of the language say it; the clinic's wall time."""
    return texts.day_and_time(datetime.fromisoformat(visit.wall), language)


def _when_by(channel: str, visit: Appointment, language: str) -> str:
    if channel != "sms":
        return when(visit, language)
    return texts.short_day_and_time(datetime.fromisoformat(visit.wall), language)


def _body(ctx: Context, kind: str, channel: str, told: Told) -> str:
    language = told.patient.language
    first = told.visits[0]
    form = "several." if len(told.visits) > 1 else ""
    if told.patient.is_nameless and texts.has(f"{channel}.nameless.{kind}"):
        form = "nameless."  # who booked by phone is asked for the rest
    visits = "; ".join(
        texts.text(
            "visit.line",
            language,
            when=_when_by(channel, v, language),
            service=v.service_name,
            practitioner=v.practitioner_name,
        )
        for v in told.visits
    )
    return texts.text(
        f"{channel}.{form}{kind}",
        language,
        clinic=told.profile.name,
        phone=told.profile.phone,
        name=told.patient.given_name,
        service=first.service_name,
        practitioner=first.practitioner_name,
        when=_when_by(channel, first, language),
        visits=visits,
        link=links.url(ctx, first),
    )
