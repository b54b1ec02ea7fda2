"""What is said about visits and free times over the wire."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from chalicelib.edge.wire import (
    Color,
    Day,
    Email,
    Id,
    Instant,
    Language,
    LongText,
    Name,
    Phone,
    ShortText,
    Version,
    Wire,
)

Status = Literal["booked", "arrived", "fulfilled", "cancelled", "noshow"]
Days = Annotated[int, Field(ge=1, le=31)]
Override = Annotated[list[Literal["notice", "horizon", "step"]], Field(max_length=3)]


class Slot(Wire):
    """A free time; `wall` is the branch's clock at `start`."""

    start: Instant
    end: Instant
    wall: str
    zone: str
    practitioner_id: str
    practitioner_name: str


class SlotDay(Wire):
    date: date
    slots: list[Slot]


class SlotsView(Wire):
    """`first` is the first free time from the first asked day on, however far."""

    zone: str
    days: list[SlotDay]
    first: Slot | None


class SlotsQuery(Wire):
    service_id: Id
    practitioner_id: Id | None = None
    branch_id: Id | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    days: Days = 7


class ExplainQuery(Wire):
    service_id: Id
    practitioner_id: Id
    start: Instant


class Reason(Wire):
    rule: str
    text: str


class ExplainView(Wire):
    free: bool
    reasons: list[Reason]


class PatientHit(Wire):
    id: str
    name: str
    phone: str | None
    phone_display: str | None
    birth_date: date | None


class NewPatient(Wire):
    """Whoever is booked for without a card yet."""

    given_name: Name
    family_name: Annotated[str, Field(max_length=120)] = ""
    phone: Phone | None = None
    email: Email | None = None
    birth_date: Day | None = None
    language: Language | None = None


class BookRequest(Wire):
    """Either `patient_id` or `patient`; no practitioner means anybody who is free.

    `source` is phone when the patient is in a call, which is the contact that the booking is of.
    """

    service_id: Id
    practitioner_id: Id | None = None
    branch_id: Id | None = None
    start: Instant
    patient_id: Id | None = None
    patient: NewPatient | None = None
    note: LongText = ""
    notify: bool = True
    override: Override = []
    source: Literal["console", "phone"] = "console"

    @model_validator(mode="after")
    def _one_patient(self) -> "BookRequest":
        if (self.patient_id is None) == (self.patient is None):
            raise ValueError("give either patient_id or patient")
        return self


class MoveRequest(Wire):
    start: Instant
    practitioner_id: Id | None = None
    version: Version
    notify: bool = True
    override: Override = []


class CancelRequest(Wire):
    reason: ShortText = ""
    version: Version
    notify: bool = True


class VersionRequest(Wire):
    version: Version


class StatusRequest(Wire):
    status: Literal["booked", "arrived", "fulfilled", "noshow"]
    version: Version


class AppointmentView(Wire):
    id: str
    status: Status
    confirmed_at: Instant | None
    start: Instant
    end: Instant
    wall: str
    zone: str
    service_id: str
    service_name: str
    service_color: Color | None
    practitioner_id: str
    practitioner_name: str
    room_id: str | None
    room_name: str | None
    branch_id: str
    branch_name: str
    patient: PatientHit
    source: str
    note: str
    cancel_reason: str
    moved_count: int
    version: int
    created_at: Instant


class CalendarQuery(Wire):
    from_: Annotated[Day, Field(alias="from")]
    to: Day
    branch_id: Id | None = None
    practitioner_id: Id | None = None

    @model_validator(mode="after")
    def _a_month_at_most(self) -> "CalendarQuery":
        if not 0 <= (self.to - self.from_).days <= 31:
            raise ValueError("to must lie 0 to 31 days after from")
        return self


class Column(Wire):
    """One practitioner's day: wall times at work and away, and why the branch is closed."""

    practitioner_id: str
    name: str
    color: str
    branch_id: str
    working: list[tuple[str, str]]
    leave: list[tuple[str, str, str]]
    closed: str | None


class CalendarDay(Wire):
    date: date
    resources: list[Column]


class CalendarView(Wire):
    zone: str
    days: list[CalendarDay]
    appointments: list[AppointmentView]
