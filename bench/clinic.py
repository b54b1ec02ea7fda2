"""A clinic as large as the workload says, written straight into the local cloud's table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

import boto3

from bench import workload
from bench.schedules import resources
from chalicelib import clock
from chalicelib.appointments import store as appointments
from chalicelib.appointments.model import Appointment
from chalicelib.availability import store as sheets
from chalicelib.clinic import store as setup
from chalicelib.clinic.model import Branch, Practitioner, Room, Service
from chalicelib.context import Context
from chalicelib.patients import store as patients
from chalicelib.patients.model import Patient
from chalicelib.staff import sessions
from chalicelib.staff import store as staff
from chalicelib.staff.model import Staff
from chalicelib.table import connection
from chalicelib.tenants import actions as tenants
from chalicelib.tenants.model import Clinic

ZONE = "Europe/Istanbul"
_DAY = [["09:00", "13:00"], ["14:00", "18:00"]]
_GIVEN = ("Ada", "Bela", "Cem", "Dilan", "Emre", "Filiz", "Gul", "Hakan", "Irina", "Jan")
_FAMILY = ("Example", "Sample", "Specimen", "Mustermann", "Ornek", "Minta", "Primer", "Vzor")


@dataclass(frozen=True)
class Place:
    """`services` by how many practitioners offer them; `with_room` needs a room besides."""

    ctx: Context
    site_key: str
    branch_id: str
    practitioners: list[Practitioner]
    services: dict[int, Service]
    with_room: Service
    cookie: str


def make(made: dict[str, Any]) -> Place:
    """Fifty practitioners with the workload's visits on their sheets, and an owner signed in."""
    ctx = Context(clock.new_id(10))
    profile = Clinic(
        ctx.tenant_id, "Bench Clinic", "TR", ZONE, "en", "EUR", clock.new_id(), status="active",
        phone="+442079460018", sms_number="+12025550100",
    )  # fmt: skip
    tenants.create(ctx, profile)
    branch = Branch(clock.new_id(), "Main", ZONE)
    days = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat"), _DAY)
    people = [
        Practitioner(clock.new_id(), each["name"], branch.id, hours=days)
        for each in made["practitioners"]
    ]
    services = {n: _service(f"With {n}", people[:n]) for n in (1, 10, 50)}
    room, with_room = Room(clock.new_id(), "One", "xray", branch.id), _service("X", people, "xray")
    setup.save_all(ctx, [branch, *people, room, *services.values(), with_room])
    _book(ctx, branch.id, people, made)
    owner = Staff(clock.new_id(), f"owner.{ctx.tenant_id}@example.com", "Owner", "owner")
    staff.create(ctx, owner)
    cookie = sessions.start(ctx, owner)
    return Place(ctx, profile.site_key, branch.id, people, services, with_room, cookie)


def _service(name: str, people: list[Practitioner], room: str | None = None) -> Service:
    offered = tuple(each.id for each in people)
    return Service(
        clock.new_id(), name, workload.SERVICE, offered, step_minutes=workload.STEP,
        min_notice_minutes=0, max_days_ahead=365, room_kind=room,
    )  # fmt: skip


def _book(ctx: Context, branch_id: str, people: list[Practitioner], made: dict[str, Any]) -> None:
    for who, known in zip(people, resources(made, ZONE), strict=True):
        unit = connection.of(ctx).unit()
        fresh = dict(known.sheets)
        sheets.add_writes(ctx, unit, branch_id, who.id, fresh)
        unit.commit()


def add_patients(stack: dict[str, Any], place: Place, first: int, last: int) -> list[str]:
    """Cards and their pointers, numbered; gives the ids."""
    made = [_patient(number) for number in range(first, last)]
    _put(stack, (item for each in made for item in _patient_items(place.ctx, each)))
    return [each.id for each in made]


def phone(number: int) -> str:
    """A number that is reserved for fiction, or for the many beyond, of no network."""
    return f"+44770{9000000 + number}" if number > 999 else f"+447700900{number:03}"


def _patient(number: int) -> Patient:
    rng = Random(number)
    given, family = rng.choice(_GIVEN), f"{rng.choice(_FAMILY)}{number:05}"
    return Patient(
        clock.derived_id("bench", str(number)), given, family_name=family, phones=(phone(number),),
        language="en", created_at=datetime.fromtimestamp(clock.epoch(), UTC),
        birth_date=date(1950, 1, 1) + timedelta(days=rng.randrange(20000)),
    )  # fmt: skip


def _patient_items(ctx: Context, patient: Patient) -> Iterator[dict[str, Any]]:
    unit = connection.of(ctx).unit()
    patients.add_create(ctx, unit, patient)
    for _, request in unit._writes:
        if "Item" in request:
            yield request["Item"]


def add_visits(stack: dict[str, Any], place: Place, first: int, last: int) -> None:
    """Visits of days far ahead, so that they change no answer."""
    _put(stack, (_visit_item(place, number) for number in range(first, last)))


def _visit_item(place: Place, number: int) -> dict[str, Any]:
    who = place.practitioners[number % 50]
    start = datetime(2028, 1, 3, 6, tzinfo=UTC) + timedelta(minutes=30 * (number // 50))
    visit = Appointment(
        clock.derived_id("visit", str(number)), clock.derived_id("bench", str(number % 1000)),
        place.services[50].id, who.id, place.branch_id, start, start + timedelta(minutes=30),
        (start + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M"), ZONE,
        int(start.timestamp()) // 300, 6, start, "console", "en", "With 50", who.name,
    )  # fmt: skip
    unit = connection.of(place.ctx).unit()
    appointments.add_create(place.ctx, unit, visit)
    item: dict[str, Any] = unit._writes[0][1]["Item"]
    return item


def _put(stack: dict[str, Any], items: Iterable[dict[str, Any]]) -> None:
    told = {"endpoint_url": stack["cloud"], "region_name": stack["region"]}
    client, table = boto3.client("dynamodb", **told, **stack["credentials"]), stack["outputs"]
    source = iter(items)
    while batch := list(islice(source, 25)):
        requests = [{"PutRequest": {"Item": each}} for each in batch]
        client.batch_write_item(RequestItems={table["TableName"]: requests})
