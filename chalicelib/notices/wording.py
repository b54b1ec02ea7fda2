"""What a patient is told of their visits, in their language and the clinic's time."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib import clock, texts
from chalicelib.appointments import links
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.messages.model import Outgoing
from chalicelib.patients.model import Patient
from chalicelib.tenants.model import Clinic


@dataclass(frozen=True)
class Told:
    """Who is told, by whom, about which visits of a day; the first one gives the link."""

    profile: Clinic
    patient: Patient
    visits: tuple[Appointment, ...]


def outgoing(
    ctx: Context, kind: str, name: str, channel: str, told: Told, because: str
) -> Outgoing:
    """The message about these visits; its id is the first visit's, its version and `name`."""
    first = told.visits[0]
    to = (told.patient.phone if channel == "sms" else told.patient.email) or ""
    return Outgoing(
        id=message_id(ctx, first, name, channel),
        kind=kind,
        channel=channel,
        to=to,
        body=_body(ctx, kind, channel, told),
        because=because,
        subject=texts.text(
            f"mail.{kind}.subject",
            told.patient.language,
            clinic=told.profile.name,
            when=when(first, told.patient.language),
        ),
        appointment_id=first.id,
        patient_id=told.patient.id,
        occasion=name,
        about_version=first.schedule_version,
    )


def message_id(ctx: Context, visit: Appointment, name: str, channel: str) -> str:
    """The same for the same version of a visit, the same occasion and channel."""
    version = str(visit.schedule_version)
    return clock.derived_id(ctx.tenant_id, visit.id, version, name, channel, length=26)


def when(visit: Appointment, language: str) -> str:
    """The visit's day and time as people of the language say it; the clinic's wall time."""
    return texts.day_and_time(datetime.fromisoformat(visit.wall), language)


def _body(ctx: Context, kind: str, channel: str, told: Told) -> str:
    language = told.patient.language
    first = told.visits[0]
    several = "several." if len(told.visits) > 1 else ""
    visits = "; ".join(
        texts.text(
            "visit.line",
            language,
            when=when(v, language),
            service=v.service_name,
            practitioner=v.practitioner_name,
        )
        for v in told.visits
    )
    return texts.text(
        f"{channel}.{several}{kind}",
        language,
        clinic=told.profile.name,
        phone=told.profile.phone,
        name=told.patient.given_name,
        service=first.service_name,
        practitioner=first.practitioner_name,
        when=when(first, language),
        visits=visits,
        link=links.url(ctx, first),
    )
