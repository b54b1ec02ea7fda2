"""24 clients want the same time at the same moment: one gets it, the others are told politely."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any

import httpx
import pytest

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments.model import Appointment
from chalicelib.availability import actions as availability
from chalicelib.availability.actions import Ask
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Service
from tests.clinics import book, free_slots, make_whole_clinic
from tests.e2e.rush import CLIENTS, Crowd, Request, Ways, instant, overlaps

ROUNDS = 20
_QUARTER = 900
Stack = dict[str, Any]


class Race:
    """A clinic with one practitioner, visits that may be moved, and the crowd."""

    def __init__(self, cloud: Stack) -> None:
        self.cloud = cloud
        self.clinic = make_whole_clinic("race", reminders=())
        first = self.clinic.things["service_id"]
        made = replace(first, id=clock.new_id(), max_moves=20, version=1)
        self.service: Service = clinic.create(self.clinic.ctx, made)
        self.who = self.clinic.things["practitioner_id"]
        self.free = free_slots(self.clinic.ctx, self.service, self.who, days=31)
        self.ways = Ways(cloud, self.clinic, self.service)
        self.crowd = Crowd(cloud)
        self.movable = [self._visit(self.free[-1 - 2 * n]).id for n in range(6)]

    def _visit(self, start: int) -> Appointment:
        person = self.clinic.things["patient_id"]
        made: Appointment = book(self.clinic.ctx, self.service, self.who, person, start)
        return made

    def hour(self, number: int) -> int:
        """The first of the starts that a round is about; no two rounds touch."""
        return self.free[16 + number * 4]

    def cancelled(self, start: int) -> str:
        visit = self._visit(start)
        return appointments.cancel(self.clinic.ctx, visit.id, "", notify=False).id

    def visits(self) -> list[Appointment]:
        """Every visit that is kept, whatever its status, day by day.

        A scan of a table that others write meanwhile leaves some out.
        """
        first, last = (date.fromtimestamp(self.free[at]) for at in (0, -1))
        days = (first + timedelta(days=n) for n in range(-1, (last - first).days + 2))
        ctx, branch_id = self.clinic.ctx, self.who.branch_id
        return [each for day in days for each in appointments.list_day(ctx, branch_id, day)]

    def is_free(self, start: str) -> bool:
        epoch = int(datetime.fromisoformat(start).timestamp())
        ask = Ask(self.service.id, None, self.who.id)
        return availability.explain_time(self.clinic.ctx, ask, epoch) == []


@pytest.fixture(scope="module")
def race(in_step: Stack, record_testsuite_property: Any) -> Iterator[Race]:
    """Its speed on this machine goes into the report of the tests."""
    made = Race(in_step)
    yield made
    speed = round(made.crowd.sent / max(made.crowd.seconds, 1), 1)
    record_testsuite_property("race_requests_per_second", speed)
    made.crowd.close()


def _mixed(race: Race, number: int) -> list[Request]:
    """Half ask for the hour's first half, half for the time that begins in the middle of it."""
    first, second = race.hour(number), race.hour(number) + _QUARTER
    ways, movable = race.ways, race.movable
    gone = race.cancelled(first)
    asked = [
        *(ways.book(start) for start in (first, second) * 4),
        *(ways.hold(start) for start in (first, second) * 3),
        *(ways.book_newcomer(start) for start in (first, second, first)),
        *(ways.move(second, each) for each in movable[:3]),
        *(ways.move_by_link(first, each) for each in movable[3:]),
        ways.restore(gone),
    ]
    turned = number * 5 % CLIENTS
    return asked[turned:] + asked[:turned]


def _told(answers: list[httpx.Response]) -> Counter[tuple[int, str]]:
    return Counter((a.status_code, a.json().get("code", "")) for a in answers)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_one_of_many_gets_a_time_and_the_others_are_offered_others(race: Race, number: int) -> None:
    requests = _mixed(race, number)

    answers = race.crowd.ask(requests)

    won = [a for a in answers if a.status_code in (200, 201)]
    lost = [a for a in answers if a.status_code not in (200, 201)]
    assert len(won) == 1, _told(answers)
    assert _told(lost) == {(409, "slot_taken"): CLIENTS - 1}
    offers = [a.json()["fields"]["alternatives"] for a in lost]
    assert {len(each) for each in offers} == {3}
    assert all(race.is_free(start) for start in {o["start"] for each in offers for o in each})


def test_after_all_rounds_no_time_is_taken_twice(race: Race) -> None:
    visits = race.visits()

    assert overlaps(race.clinic, visits) == []
    assert len(visits) > ROUNDS


def test_many_who_want_different_times_all_get_theirs(race: Race) -> None:
    """One practitioner's week is one item, and that they write it together is not their fault."""
    starts = [race.hour(ROUNDS + 1) + n * 2 * _QUARTER for n in range(CLIENTS)]
    before = len(race.visits())

    answers = race.crowd.ask([race.ways.book(start) for start in starts])

    free = [start for start in starts if start in race.free]
    assert _told(answers)[201, ""] == len(free), _told(answers)
    assert len(race.visits()) == before + len(free)
    assert overlaps(race.clinic, race.visits()) == []


def test_all_who_write_one_week_at_once_get_their_times(race: Race) -> None:
    """Without the way over HTTP, which lets few through at a time: all of them really at once."""
    start = Barrier(CLIENTS)
    starts = [each for each in race.free[200::2] if race.is_free(instant(each))][:CLIENTS]

    def one(at: int) -> str:
        start.wait(60)
        return book(
            race.clinic.ctx, race.service, race.who, race.clinic.things["patient_id"], at
        ).id

    with ThreadPoolExecutor(CLIENTS) as pool:
        booked = list(pool.map(one, starts))

    assert len(set(booked)) == CLIENTS
    assert overlaps(race.clinic, race.visits()) == []


def test_held_time_is_booked_by_its_holder_alone(race: Race) -> None:
    start = race.hour(ROUNDS + 14)
    held = race.crowd.ask([race.ways.hold(start) for _ in range(CLIENTS)])
    before = len(race.visits())

    answers = race.crowd.ask([race.ways.book(start + _QUARTER) for _ in range(CLIENTS)])

    assert _told(held) == {(201, ""): 1, (409, "slot_taken"): CLIENTS - 1}
    assert _told(answers) == {(409, "slot_taken"): CLIENTS}
    assert all("hold" in a.json()["fields"]["start"] for a in answers)
    assert len(race.visits()) == before


def test_visit_that_many_move_goes_to_one_place(race: Race) -> None:
    """All saw the same version, so that one of them moves it and the others are told to look."""
    visit_id = race.movable[0]
    places = [each for each in race.free[300:] if race.is_free(instant(each))][:CLIENTS]

    answers = race.crowd.ask([race.ways.move(start, visit_id) for start in places])

    assert _told(answers)[200, ""] == 1
    assert set(_told(answers)) <= {(200, ""), (409, "version_changed"), (409, "slot_taken")}
    won = next(a for a in answers if a.status_code == 200)
    now = appointments.get(race.clinic.ctx, visit_id)
    assert won.json()["start"] == instant(int(now.start.timestamp()))
    assert overlaps(race.clinic, race.visits()) == []
