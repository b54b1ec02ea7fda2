"""A clinic with two branches for tests of what happens at its desk: who, where, and when."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import boto3

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments.actions import Booking
from chalicelib.appointments.model import Appointment
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import WEEKDAYS, Branch, Practitioner, Room, Service
from chalicelib.context import Context
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient, PatientDraft

ZONE = "Europe/Istanbul"
_ALWAYS = {day: [["00:00", "24:00"]] for day in WEEKDAYS}


@dataclass(frozen=True)
class Desk:
    """`ann` and `bob` work in `main`, `eve` in `far`; `check` needs nobody else, `scan` a room."""

    ctx: Context
    main: Branch
    far: Branch
    ann: Practitioner
    bob: Practitioner
    eve: Practitioner
    room: Room
    check: Service
    scan: Service
    person: Patient

    def at(self, days: float = 2, hour: int = 10, minute: int = 0) -> int:
        """Epoch seconds of a clock time so many local days ahead."""
        day = clock.now().astimezone(ZoneInfo(ZONE)) + timedelta(days=days)
        return int(day.replace(hour=hour, minute=minute, second=0, microsecond=0).timestamp())

    def book(self, start: int, key: str | None = None, **wanted: Any) -> Appointment:
        said: dict[str, Any] = {
            "service_id": self.check.id, "patient_id": self.person.id, "source": "console",
            "language": "en", "practitioner_id": self.ann.id,
        }  # fmt: skip
        ctx = replace(self.ctx, key=key, digest=f"digest {key} {start}" if key else None)
        return appointments.book(ctx, Booking(start=start, **{**said, **wanted}))

    def kept(self, kind: str = "") -> dict[tuple[str, str], Any]:
        """Every item of the table, or those of a kind, by key: to see that nothing changed."""
        table = boto3.resource("dynamodb").Table("frontdesk")
        found = table.scan(ConsistentRead=True)["Items"]
        return {(i["pk"], i["sk"]): i for i in found if kind in ("", i["kind"])}

    def facts(self) -> list[str]:
        """Names of all facts so far, in no order."""
        return sorted(item["name"] for item in self.kept("Event").values())


def make_desk(ctx: Context) -> Desk:
    main = clinic.create(ctx, Branch(clock.new_id(), "Main", ZONE))
    far = clinic.create(ctx, Branch(clock.new_id(), "Far", ZONE))
    people = [
        clinic.create(ctx, Practitioner(clock.new_id(), name, branch.id, hours=_ALWAYS))
        for name, branch in (("Ann", main), ("Bob", main), ("Eve", far))
    ]
    ids = tuple(each.id for each in people)
    room = clinic.create(ctx, Room(clock.new_id(), "Scanner", "scan", main.id))
    check = Service(clock.new_id(), "Check", 30, ids, min_notice_minutes=60, max_days_ahead=90)
    scan = replace(
        check,
        id=clock.new_id(),
        room_kind="scan",
        buffer_before_minutes=15,
        buffer_after_minutes=15,
    )
    person = patients.match_or_create(ctx, PatientDraft("Ada", "Example", "+905551110100"))
    return Desk(
        ctx, main, far, *people, room, clinic.create(ctx, check), clinic.create(ctx, scan), person
    )


def utc(epoch: int) -> datetime:
    return datetime.fromtimestamp(epoch, UTC)
