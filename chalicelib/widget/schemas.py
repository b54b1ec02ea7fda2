"""What the widget on a clinic's own site and the API say to each other."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from chalicelib.appointments.schemas import Slot, SlotsQuery
from chalicelib.edge.wire import (
    Day,
    Email,
    Id,
    Instant,
    Language,
    LongText,
    Money,
    Name,
    Phone,
    Wire,
)

Token = Annotated[str, StringConstraints(pattern=r"^[a-z2-7]{26}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
Text = Annotated[str, StringConstraints(max_length=200)]


class BootQuery(Wire):
    lang: Language | None = None


class BranchView(Wire):
    id: str
    name: str
    address: str
    zone: str


class ServiceView(Wire):
    id: str
    name: str
    description: str
    duration_minutes: int
    price: Money | None
    practitioner_ids: list[str]
    branch_ids: list[str]


class PractitionerView(Wire):
    id: str
    name: str
    specialty: str
    branch_id: str


class ClinicView(Wire):
    name: str
    phone: str
    zone: str
    language: str
    country: str


class Theme(Wire):
    color: str


class BootView(Wire):
    """Of a clinic that takes no bookings, only its name and phone are told."""

    open: bool
    clinic: ClinicView
    languages: list[str]
    theme: Theme
    currency: str
    branches: list[BranchView]
    services: list[ServiceView]
    practitioners: list[PractitionerView]


class WidgetSlotsQuery(SlotsQuery):
    pass


class HoldRequest(Wire):
    """`replaces` is the token of the time that was held before."""

    service_id: Id
    practitioner_id: Id | None = None
    branch_id: Id | None = None
    start: Instant
    replaces: Token | None = None
    idempotency_key: Key | None = None


class HoldView(Wire):
    token: str
    expires_at: Instant
    slot: Slot


class ReleaseRequest(Wire):
    token: Token


class CodeRequest(Wire):
    token: Token
    phone: Phone
    language: Language = "en"


class CodeView(Wire):
    expires_at: Instant
    resend_after_seconds: int
    digits: int


class Guest(Wire):
    given_name: Name
    family_name: Name
    phone: Phone
    email: Email | None = None
    birth_date: Day | None = None

    @field_validator("email", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or None


class Consents(Wire):
    """`terms`: the privacy notice was read; `marketing` is never needed to book."""

    terms: Literal[True]
    marketing: bool = False


class Campaign(Wire):
    """Where the visitor came from: the page's campaign parameters, never more than these."""

    utm_source: Text | None = None
    utm_medium: Text | None = None
    utm_campaign: Text | None = None
    utm_term: Text | None = None
    utm_content: Text | None = None
    page: Text | None = None
    referrer: Text | None = None


class BookingRequest(Wire):
    token: Token
    code: Code
    patient: Guest
    consents: Consents
    language: Language = "en"
    note: LongText = ""
    campaign: Campaign | None = None
    idempotency_key: Annotated[Key | None, Field()] = None


class Place(Wire):
    name: str
    address: str


class BookedVisit(Wire):
    id: str
    start: Instant
    end: Instant
    wall: str
    zone: str
    service_name: str
    practitioner_name: str
    branch: Place


class BookingView(Wire):
    appointment: BookedVisit
    manage_url: str
    ics_url: str
