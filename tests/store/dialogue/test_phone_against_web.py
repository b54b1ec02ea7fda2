"""The last time of a day, wanted by phone and on the web at once: one wins, the other is offered
the next in the same breath."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Lock
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.appointments import actions as appointments
from chalicelib.appointments.actions import Booking
from chalicelib.availability import actions as availability
from chalicelib.availability.actions import Ask
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import WEEKDAYS, Practitioner, Service
from chalicelib.context import Context
from chalicelib.errors import SlotTaken
from tests.store.desk import Desk
from tests.store.dialogue.calling import STRANGER, Answer, Call, person


@pytest.fixture
def scarce(desk: Desk) -> Desk:
    """Ann alone works, half an hour a day: every day has one time."""
    for who in (desk.bob, desk.eve):
        clinic.update(desk.ctx, Practitioner, who.id, {"hours": {}}, 1)
    short = {day: [["10:00", "10:30"]] for day in WEEKDAYS}
    clinic.update(desk.ctx, Practitioner, desk.ann.id, {"hours": short}, 1)
    clinic.archive(desk.ctx, Service, desk.scan.id)
    return desk


def _web(desk: Desk, start: int) -> list[Any]:
    """What the web's booking came to: the visit, or the times that it was offered instead."""
    ctx = Context(desk.ctx.tenant_id, "public", "widget", key="web", digest="web", known={})
    guest = person(desk.ctx, "Kim", phone=STRANGER)
    try:
        wanted = Booking(desk.check.id, start, guest.id, "widget", "en", desk.ann.id)
        return [appointments.book(ctx, wanted)]
    except SlotTaken as taken:
        return list(taken.fields["alternatives"])


def _first(desk: Desk) -> int:
    first = availability.list_times(desk.ctx, Ask(desk.check.id)).first
    assert first is not None
    return int(first.start.timestamp())


def test_phone_wins_and_the_web_is_offered_the_next(scarce: Desk) -> None:
    start = _first(scarce)
    assert Call(scarce).book()["status"] == "booked"

    offered = _web(scarce, start)

    assert len(offered) == 3
    assert len(scarce.kept("Appointment")) == 1


def test_web_wins_and_the_caller_is_offered_the_next(scarce: Desk) -> None:
    call = Call(scarce)
    times = call.to_times()
    _web(scarce, _first(scarce))

    taken = call.ask("book", key="1", page=times["next_page"])
    booked = call.ask("book", key="1", page=taken["next_page"])

    assert (taken["status"], booked["status"]) == ("taken", "booked")
    assert taken["say"].startswith("We are sorry, somebody was faster. These times are free.")
    assert len(scarce.kept("Appointment")) == 2


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """moto's tables take one call at a time; whose turn is next is left to the threads."""
    lock, call = Lock(), BaseClient._make_api_call

    def locked(self: Any, *said: Any) -> Any:
        with lock:
            return call(self, *said)

    monkeypatch.setattr(BaseClient, "_make_api_call", locked)


@pytest.mark.parametrize("_round", range(5))
def test_both_at_once_have_one_winner(scarce: Desk, one_by_one: None, _round: int) -> None:
    """Two threads leave the same barrier; whoever loses hears of other times."""
    call = Call(scarce, again=False)
    page, start = call.to_times()["next_page"], _first(scarce)
    barrier = Barrier(2)

    def run(work: Any) -> Any:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(2) as pool:
        phone = pool.submit(run, lambda: call.ask("book", key="1", page=page))
        web = pool.submit(run, lambda: _web(scarce, start))
        answer, got = phone.result(), web.result()

    web_won = len(got) == 1
    assert answer["status"] == ("taken" if web_won else "booked")
    assert len(scarce.kept("Appointment")) == 1


@pytest.mark.parametrize("_round", range(5))
def test_invocation_that_runs_twice_at_once_books_once(
    scarce: Desk, one_by_one: None, _round: int
) -> None:
    """Connect asks again while the first answer is still on its way."""
    call = Call(scarce, again=False)
    page = call.to_times()["next_page"]
    barrier = Barrier(2)

    def book() -> Answer:
        barrier.wait()
        return call.ask("book", key="1", page=page)

    with ThreadPoolExecutor(2) as pool:
        first, second = (each.result() for each in [pool.submit(book), pool.submit(book)])

    assert first == second
    assert first["status"] == "booked"
    assert len(scarce.kept("Appointment")) == 1
    assert scarce.facts().count("AppointmentBooked") == 1


def test_last_time_of_all_leaves_a_word(scarce: Desk) -> None:
    """When nothing else is free within the service's days, the caller is told and not left."""
    clinic.update(scarce.ctx, Service, scarce.check.id, {"max_days_ahead": 1}, 1)
    call = Call(scarce)
    times = call.to_times()
    while (start := availability.list_times(scarce.ctx, Ask(scarce.check.id)).first) is not None:
        key = f"web {start.wall}"
        ctx = replace(scarce.ctx, key=key, digest=key)
        at = int(start.start.timestamp())
        wanted = Booking(scarce.check.id, at, scarce.person.id, "widget", "en", scarce.ann.id)
        appointments.book(ctx, wanted)

    lost = call.ask("book", key="1", page=times["next_page"])

    assert lost["status"] == "refused"
    assert "no time is free" in lost["say"]
