"""The agreed workload answered hash for hash, and a clinic of thirty against the naive telling."""

import json
from datetime import date
from pathlib import Path
from random import Random

import pytest

from bench import workload
from bench.schedules import answer_hash, resources, search_for
from chalicelib.availability.model import Search, Terms, WeeklyHours, find_starts
from tests.unit.availability.oracle import Person, free_starts
from tests.unit.availability.schedules import wall

SMALL = Path(workload.__file__).parent / "data" / "workload-small.json"


def test_workload_is_the_agreed_one():
    assert workload.text(workload.make(10, 7)) == SMALL.read_text()


@pytest.mark.parametrize("made", [json.loads(SMALL.read_text()), workload.make(50, 30)])
def test_find_starts_on_the_workload_answers_every_query(made):
    workload.text(made)  # the agreed one, or an error
    for zone in made["timezones"]:
        people = resources(made, zone)
        for query in (q for q in made["queries"] if q["tz"] == zone):
            found = find_starts(search_for(query), people[: query["n"]])

            assert sum(map(len, found.values())) == query["slots"]
            assert answer_hash(found) == query["sha256"]


def test_find_starts_of_thirty_doctors_on_fourteen_days_equals_the_oracle():
    rng, zone, first = Random(14), "Europe/Berlin", date(2027, 3, 22)
    midnight = wall(zone, 2027, 3, 22)
    hours = tuple((("08:00", "12:30"), ("13:15", "18:00")) for _ in range(6))
    people = []
    for number in range(30):
        starts = rng.sample(range(0, 14 * 288, 8), 200)
        booked = tuple((midnight + 300 * c, midnight + 300 * (c + 7)) for c in starts)
        people.append(Person(str(number), (WeeklyHours((*hours, ())),), booked=booked))
    search = Search(Terms(40, 5, 10, step=10), zone, first, 14, now=midnight + 86400)

    found = find_starts(search, [person.resource() for person in people])

    assert found == {person.id: free_starts(search, person) for person in people}
    assert sum(map(len, found.values())) > 1000
