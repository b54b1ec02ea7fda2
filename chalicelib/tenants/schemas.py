"""What is said about a clinic's profile and its widget over the wire."""

from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.clinic.schemas import ReminderBody, Reminders
from chalicelib.edge.wire import (
    ClockTime,
    Color,
    Currency,
    Email,
    Instant,
    Language,
    MailedName,
    PhoneText,
    Version,
    Wire,
    Zone,
)

Origin = Annotated[
    str, StringConstraints(max_length=300, pattern=r"^https?://[A-Za-z0-9.\-]+(:\d{1,5})?$")
]
Languages = Annotated[list[Language], Field(min_length=1, max_length=5)]


class QuietHours(Wire):
    """Wall times between which nobody is texted; equal times mean never quiet."""

    from_: Annotated[ClockTime, Field(alias="from")]
    to: ClockTime


class ClinicView(Wire):
    id: str
    name: str
    phone: str
    country: str
    zone: str
    language: str
    languages: list[str]
    currency: str
    email: str
    quiet_hours: QuietHours
    reminders: list[ReminderBody]
    status: str
    plan: str
    trial_end: Instant | None
    is_open: bool
    sms_number: str | None
    voice_number: str | None
    record_calls: bool
    version: int


class ClinicChange(Wire):
    name: MailedName | None = None
    phone: PhoneText | None = None
    zone: Zone | None = None
    language: Language | None = None
    languages: Languages | None = None
    currency: Currency | None = None
    email: Email | None = None
    quiet_hours: QuietHours | None = None
    reminders: Reminders | None = None
    record_calls: bool | None = None
    version: Version


class WidgetView(Wire):
    site_key: str
    script_tag: str
    allowed_origins: list[str]
    color: str
    languages: list[str]
    version: int


class WidgetChange(Wire):
    allowed_origins: Annotated[list[Origin], Field(max_length=20)] | None = None
    color: Color | None = None
    languages: Languages | None = None
    version: Version
