"""What the frequent requests cost: calls and units of DynamoDB, counted and never timed."""

from collections.abc import Iterator
from typing import Any

import pytest

from bench import clinic, workload
from bench.api import Bench
from bench.meter import Cost, Meter

pytestmark = pytest.mark.cloud


@pytest.fixture(scope="module")
def bench(inside: dict[str, Any], module_clock: None) -> Bench:
    """A clinic of fifty practitioners, and requests to it that were warmed up."""
    meter = Meter()
    made = workload.make(50, 7)
    return Bench(inside, clinic.make(made), made, meter, rounds=1)


@pytest.fixture(scope="module")
def module_clock(inside: dict[str, Any]) -> Iterator[None]:
    """The workload's first day is today."""
    from time import time

    from tests.inside import _forget, set_clock

    _forget()  # the meter hears clients that are made after it
    set_clock(workload.epoch(workload.START, 0, clinic.ZONE) - time())
    yield
    set_clock(0)


def _asked(bench: Bench, prepare: Any) -> Cost:
    prepare()()
    ask = prepare()
    with bench.meter.counting() as cost:
        ask()
    return cost


@pytest.mark.parametrize(("people", "days"), [(1, 7), (50, 1), (50, 7)])
def test_slot_search_warm_two_calls_and_few_units(bench: Bench, people: int, days: int) -> None:
    event = bench.search_event(people, days)

    cost = _asked(bench, lambda: lambda: bench.public.call(event))

    assert len(cost.calls) == 2, cost
    assert cost.read_units <= 8
    assert cost.write_units == 0


@pytest.mark.parametrize("with_room", [False, True])
def test_booking_warm_two_round_trips_after_sign_in(bench: Bench, with_room: bool) -> None:
    [patient] = clinic.add_patients(bench.stack, bench.place, 1, 2)

    cost = _asked(bench, lambda: bench.console_booking([patient], with_room))

    assert cost.calls == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"], cost
    assert cost.write_units <= 10
    assert cost.index_units <= 3


def test_patient_search_one_query_after_sign_in(bench: Bench) -> None:
    clinic.add_patients(bench.stack, bench.place, 7, 8)

    by_phone = _asked(bench, lambda: bench.people(clinic.phone(7)))
    by_name = _asked(bench, lambda: bench.people("Exa"))

    assert by_phone.calls == by_name.calls == ["BatchGetItem", "Query"]
    assert by_phone.read_units <= 4 + 1  # four small items to be let in
    assert by_name.read_units <= 4 + 5
