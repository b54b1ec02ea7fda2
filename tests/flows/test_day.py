"""A scripted day of 200 calls through exchange, flows, functions and table: nothing gets lost."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from chalicelib.appointments import actions as appointments
from chalicelib.appointments.actions import Booking
from chalicelib.gateways import connect, sms
from chalicelib.patients import actions as patients
from chalicelib.patients.model import PatientDraft
from tests.flows.day import Day
from tests.flows.line import Telephone
from tests.flows.reports import Reports
from tests.memory import Memory

CALLS, OPERATORS, PEOPLE = 200, 2, 70
_SEED = 7


def _people(telephone: Telephone) -> list[tuple[str, str]]:
    """Numbers and birthdays; every second has a visit ahead."""
    ctx, who, service = telephone.made
    found = []
    for n in range(PEOPLE):
        born, number = date(1950 + n, 1 + n % 12, 1 + n % 28), f"+4477009{n:05d}"
        draft = PatientDraft(f"Person {n}", "Example", number, birth_date=born)
        person = patients.match_or_create(ctx, draft)
        found.append((number, born.strftime("%d%m")))
        if n % 2 == 0:
            ahead = timedelta(days=3 + n // 40, minutes=30 * (n // 2 % 20))
            start = int(telephone.start + ahead.total_seconds())
            appointments.book(ctx, Booking(service.id, start, person.id, "console", "en", who.id))
    return found


@pytest.fixture
def day(
    telephone: Telephone, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> tuple[Day, Reports]:
    """Lived to its end; functions fail now and then, and are asked again now and then."""
    chance = Random(_SEED)
    # A chance of its own: how much is told, and how late, changes nobody's day.
    reports = Reports(telephone, Random(_SEED + 1))
    monkeypatch.setenv("CONNECT_INSTANCE_ARN", telephone.directory.instance.arn)
    monkeypatch.setattr(connect, "describe_contact", reports.describe)
    monkeypatch.setattr(connect, "stop_contact", lambda _, each: telephone.exchange.stop(each))
    monkeypatch.setattr(sms, "send", lambda *_: "message")
    lived = Day(telephone, _people(telephone), chance)
    telephone.chance = Random(_SEED)
    telephone.after_second = reports.bring
    lived.live(CALLS, OPERATORS)
    reports.bring(everything=True)
    return lived, reports


def _kept(memory: Memory, kind: str) -> list[Any]:
    return [each for each in memory.items.values() if each["kind"]["S"] == kind]


def test_scripted_day_loses_no_call_and_keeps_the_queue_s_rules(
    day: tuple[Day, Reports], telephone: Telephone, memory: Memory
) -> None:
    lived, _ = day
    contacts = telephone.exchange.floor.contacts

    records = Counter(record["ContactId"] for record in telephone.told.records)
    inquiries = [i for i in _kept(memory, "Inquiry") if i["source"]["S"] == "phone"]
    outcomes = Counter(i["outcome"]["S"] for i in inquiries)

    assert lived.broken == []
    assert lived.waited > 100, "a day without waiting shows nothing"
    assert records == Counter(dict.fromkeys(contacts, 1))
    assert len(inquiries) == len({each.initial_id for each in contacts.values()}) == CALLS
    told = {"booked", "moved", "cancelled", "confirmed", "answered", "abandoned"}
    assert told <= outcomes.keys(), outcomes
    assert {4, 5} <= {each.priority for each in contacts.values()}
    assert {"INBOUND", "CALLBACK", "DISCONNECT"} <= {each.method for each in contacts.values()}
    assert _overlaps(memory) == []


def _overlaps(memory: Memory) -> list[Any]:
    """Live visits of the one practitioner that begin before the one before has ended."""
    visits = [v for v in _kept(memory, "Appointment") if v["status"]["S"] == "booked"]
    live = sorted((v["start"]["S"], v["end"]["S"]) for v in visits)
    assert len(live) > PEOPLE / 2
    return [(first, then) for first, then in pairwise(live) if then[0] < first[1]]
