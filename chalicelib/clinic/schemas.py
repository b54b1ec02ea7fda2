"""What is said about the set-up over the wire."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.edge.wire import (
    ClockTime,
    Color,
    Day,
    Id,
    Language,
    Line,
    LongText,
    Money,
    Name,
    PhoneText,
    ShortText,
    Version,
    Wire,
    Zone,
)

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Interval = tuple[ClockTime, ClockTime]
Hours = dict[Weekday, Annotated[list[Interval], Field(max_length=12)]]
Minutes = Annotated[int, Field(ge=0, le=1440)]
Prefix = Annotated[str, StringConstraints(max_length=20), Line]


class BranchBody(Wire):
    name: Name
    address: ShortText = ""
    phone: PhoneText = ""
    zone: Zone | None = None


class BranchChange(Wire):
    name: Name | None = None
    address: ShortText | None = None
    phone: PhoneText | None = None
    zone: Zone | None = None
    archived: bool | None = None
    version: Version


class BranchView(Wire):
    id: str
    name: str
    address: str
    phone: str
    zone: str
    archived: bool
    version: int


class PractitionerBody(Wire):
    name: Name
    branch_id: Id
    prefix: Prefix = ""
    specialty: Annotated[str, StringConstraints(max_length=120), Line] = ""
    color: Color = "#2f6f8f"
    languages: Annotated[list[Language], Field(max_length=5)] = []
    bookable: bool = True
    hours: Hours = {}
    staff_id: Id | None = None


class PractitionerChange(Wire):
    name: Name | None = None
    branch_id: Id | None = None
    prefix: Prefix | None = None
    specialty: Annotated[str, StringConstraints(max_length=120), Line] | None = None
    color: Color | None = None
    languages: Annotated[list[Language], Field(max_length=5)] | None = None
    bookable: bool | None = None
    staff_id: Id | None = None
    archived: bool | None = None
    version: Version


class PractitionerView(Wire):
    id: str
    name: str
    prefix: str
    specialty: str
    branch_id: str
    color: str
    languages: list[str]
    bookable: bool
    hours: dict[str, list[list[str]]]
    staff_id: str | None
    archived: bool
    version: int


class RoomBody(Wire):
    name: Name
    kind: Annotated[str, StringConstraints(min_length=1, max_length=60), Line]
    branch_id: Id


class RoomChange(Wire):
    name: Name | None = None
    kind: Annotated[str, StringConstraints(min_length=1, max_length=60), Line] | None = None
    branch_id: Id | None = None
    archived: bool | None = None
    version: Version


class RoomView(Wire):
    id: str
    name: str
    kind: str
    branch_id: str
    archived: bool
    version: int


class ReminderBody(Wire):
    hours_before: Annotated[float, Field(gt=0, le=720)]
    channel: Literal["sms", "email", "voice"] = "sms"


Reminders = Annotated[list[ReminderBody], Field(max_length=6)]
Ids = Annotated[list[Id], Field(max_length=200)]
Kind = Annotated[str, StringConstraints(max_length=60), Line]


class ServiceBody(Wire):
    name: Name
    names: dict[Language, Name] = {}
    description: LongText = ""
    duration_minutes: Annotated[int, Field(ge=5, le=720)]
    buffer_before_minutes: Annotated[int, Field(ge=0, le=240)] = 0
    buffer_after_minutes: Annotated[int, Field(ge=0, le=240)] = 0
    price: Money | None = None
    room_kind: Kind | None = None
    practitioner_ids: Ids = []
    color: Color = "#2f6f8f"
    step_minutes: Annotated[int, Field(ge=5, le=240)] = 15
    min_notice_minutes: Annotated[int, Field(ge=0, le=43200)] = 60
    max_days_ahead: Annotated[int, Field(ge=1, le=365)] = 90
    cancel_notice_minutes: Annotated[int, Field(ge=0, le=43200)] = 0
    max_moves: Annotated[int, Field(ge=0, le=20)] = 3
    reminders: Reminders | None = None
    preparation: LongText = ""
    online: bool = True


class ServiceChange(Wire):
    """Every field may be left out; `price`, `room_kind` and `reminders` may be set to null."""

    name: Name | None = None
    names: dict[Language, Name] | None = None
    description: LongText | None = None
    duration_minutes: Annotated[int, Field(ge=5, le=720)] | None = None
    buffer_before_minutes: Annotated[int, Field(ge=0, le=240)] | None = None
    buffer_after_minutes: Annotated[int, Field(ge=0, le=240)] | None = None
    price: Money | None = None
    room_kind: Kind | None = None
    practitioner_ids: Ids | None = None
    color: Color | None = None
    step_minutes: Annotated[int, Field(ge=5, le=240)] | None = None
    min_notice_minutes: Annotated[int, Field(ge=0, le=43200)] | None = None
    max_days_ahead: Annotated[int, Field(ge=1, le=365)] | None = None
    cancel_notice_minutes: Annotated[int, Field(ge=0, le=43200)] | None = None
    max_moves: Annotated[int, Field(ge=0, le=20)] | None = None
    reminders: Reminders | None = None
    preparation: LongText | None = None
    online: bool | None = None
    archived: bool | None = None
    version: Version


class ServiceView(Wire):
    id: str
    name: str
    names: dict[str, str]
    description: str
    duration_minutes: int
    buffer_before_minutes: int
    buffer_after_minutes: int
    price: Money | None
    room_kind: str | None
    practitioner_ids: list[str]
    color: str
    step_minutes: int
    min_notice_minutes: int
    max_days_ahead: int
    cancel_notice_minutes: int
    max_moves: int
    reminders: list[ReminderBody] | None
    preparation: str
    online: bool
    archived: bool
    version: int


class ThingsQuery(Wire):
    limit: Annotated[int, Field(ge=1, le=100)] = 100
    cursor: Annotated[str, StringConstraints(max_length=1000)] | None = None
    archived: bool = False


class ClosureBody(Wire):
    date: Day
    name: Name
    branch_id: Id | None = None
    source: Literal["holiday", "manual"] = "manual"


class ClosureView(Wire):
    id: str
    date: date
    name: str
    branch_id: str | None
    source: str


class HolidaysQuery(Wire):
    year: Annotated[int, Field(ge=2000, le=2100)]


class HolidayView(Wire):
    date: date
    name: str
    closed: bool


class Holidays(Wire):
    items: list[HolidayView]
