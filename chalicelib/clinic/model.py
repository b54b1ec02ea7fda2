"""What a clinic consists of: branches, people, rooms, services, and when each is there."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from chalicelib.availability.model import Absence, Days, Instants, Terms, WeeklyHours

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HourTable = dict[str, list[list[str]]]
"""Weekday → intervals of wall time, as it goes over the wire: {"mon": [["09:00", "13:00"]]}."""


@dataclass(frozen=True)
class Branch:
    id: str
    name: str
    zone: str
    address: str = ""
    phone: str = ""
    archived: bool = False
    version: int = 1


@dataclass(frozen=True)
class Practitioner:
    """`prefix` is the form of address (Dr.), `staff_id` the account of the same person."""

    id: str
    name: str
    branch_id: str
    prefix: str = ""
    specialty: str = ""
    color: str = "#2f6f8f"
    languages: tuple[str, ...] = ()
    bookable: bool = True
    hours: HourTable = field(default_factory=dict)
    staff_id: str | None = None
    archived: bool = False
    version: int = 1

    @property
    def full_name(self) -> str:
        return f"{self.prefix} {self.name}".strip()


@dataclass(frozen=True)
class Room:
    id: str
    name: str
    kind: str
    branch_id: str
    archived: bool = False
    version: int = 1


@dataclass(frozen=True)
class Reminder:
    """`hours_before` the visit, by `channel` sms, email or voice."""

    hours_before: float
    channel: str = "sms"


@dataclass(frozen=True)
class Service:
    """Lengths in minutes; price in minor units of `currency`; `reminders` None: the clinic's."""

    id: str
    name: str
    duration_minutes: int
    practitioner_ids: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    description: str = ""
    buffer_before_minutes: int = 0
    buffer_after_minutes: int = 0
    price_amount: int | None = None
    price_currency: str | None = None
    room_kind: str | None = None
    color: str = "#2f6f8f"
    step_minutes: int = 15
    min_notice_minutes: int = 60
    max_days_ahead: int = 90
    cancel_notice_minutes: int = 0
    max_moves: int = 3
    reminders: tuple[Reminder, ...] | None = None
    preparation: str = ""
    online: bool = True
    archived: bool = False
    version: int = 1

    @property
    def terms(self) -> Terms:
        """What the calendar must give."""
        return Terms(
            duration=self.duration_minutes,
            buffer_before=self.buffer_before_minutes,
            buffer_after=self.buffer_after_minutes,
            step=self.step_minutes,
            notice=self.min_notice_minutes,
            horizon=self.max_days_ahead,
            needs=(self.room_kind,) if self.room_kind else (),
        )

    def name_in(self, language: str) -> str:
        return self.names.get(language) or self.name


@dataclass(frozen=True)
class Leave:
    """A practitioner is away from `start` to `end`, wall time of the branch (naive)."""

    id: str
    practitioner_id: str
    start: datetime
    end: datetime
    reason: str = ""


@dataclass(frozen=True)
class Closure:
    """A branch (None: all of them) is closed for a day; `source` is holiday or manual."""

    id: str
    date: date
    name: str
    branch_id: str | None = None
    source: str = "manual"


@dataclass(frozen=True)
class Setup:
    """Everything that is set up, by id, archived things included; grows `version` by change."""

    version: int
    branches: dict[str, Branch] = field(default_factory=dict)
    practitioners: dict[str, Practitioner] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()
    leave: tuple[Leave, ...] = ()

    def who_offers(self, service: Service, branch_id: str | None = None) -> list[Practitioner]:
        """Bookable practitioners of the service, of one branch or all, in the service's order."""
        known = (self.practitioners.get(each) for each in service.practitioner_ids)
        return [
            p
            for p in known
            if p and p.bookable and not p.archived and branch_id in (None, p.branch_id)
        ]

    def rooms_of(self, branch_id: str, kind: str | None) -> list[Room]:
        return [
            r
            for r in self.rooms.values()
            if kind and r.branch_id == branch_id and r.kind == kind and not r.archived
        ]

    def absences(self, practitioner_id: str, zone: str) -> tuple[Absence, ...]:
        """A practitioner's leave as the engine takes it."""
        own = (each for each in self.leave if each.practitioner_id == practitioner_id)
        return tuple(Instants(_epoch(each.start, zone), _epoch(each.end, zone)) for each in own)

    def closed_days(self, branch_id: str) -> tuple[Absence, ...]:
        return tuple(
            Days(each.date, each.date)
            for each in self.closures
            if each.branch_id in (None, branch_id)
        )


def weekly_hours(hours: HourTable) -> tuple[WeeklyHours, ...]:
    """The table as the engine takes it."""
    days = tuple(
        tuple((start, end) for start, end in hours.get(weekday, ())) for weekday in WEEKDAYS
    )
    return _weekly(days)


@lru_cache(maxsize=2048)
def _weekly(days: tuple[tuple[tuple[str, str], ...], ...]) -> tuple[WeeklyHours, ...]:
    return (WeeklyHours(days),)


def _epoch(wall: datetime, zone: str) -> int:
    return int(wall.replace(tzinfo=ZoneInfo(zone)).timestamp())
