"""What a patient may still do with a visit, and which status may follow which."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.appointments.model import (
    Leeway,
    cancelled,
    confirmed,
    leeway,
    may_confirm,
    with_status,
)
from chalicelib.clinic.model import Service
from chalicelib.errors import Conflict
from tests.unit.appointments.visits import START, VISIT

_SERVICE = Service("s", "Check", 30, cancel_notice_minutes=120, max_moves=2)
_EARLY, _MINUTE = START - timedelta(days=1), timedelta(minutes=1)


def test_leeway_ends_with_the_notice() -> None:
    ends = START - timedelta(minutes=120)

    assert leeway(VISIT, _SERVICE, ends - _MINUTE) == Leeway(True, True, 2)
    assert leeway(VISIT, _SERVICE, ends) == Leeway(False, False, 2, "notice_passed")


def test_leeway_without_notice_ends_with_the_start() -> None:
    free = replace(_SERVICE, cancel_notice_minutes=0)

    assert leeway(VISIT, free, START - _MINUTE).can_cancel
    assert leeway(VISIT, free, START).why == "notice_passed"


def test_moves_run_out_and_cancelling_stays() -> None:
    moved = replace(VISIT, moved_count=2)

    assert leeway(moved, _SERVICE, _EARLY) == Leeway(False, True, 0, "moves_exhausted")


@pytest.mark.parametrize("status", ["arrived", "fulfilled", "cancelled", "noshow"])
def test_what_is_not_planned_allows_nothing(status: str) -> None:
    visit = replace(VISIT, status=status)

    assert leeway(visit, _SERVICE, _EARLY) == Leeway(False, False, 0, "conflict")
    with pytest.raises(Conflict):
        confirmed(visit, _EARLY)


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("booked", "arrived", True), ("booked", "fulfilled", True), ("booked", "noshow", True),
        ("arrived", "fulfilled", True), ("arrived", "booked", True), ("noshow", "arrived", True),
        ("noshow", "booked", True), ("fulfilled", "booked", True), ("fulfilled", "noshow", False),
        ("fulfilled", "arrived", False), ("cancelled", "booked", False),
        ("cancelled", "arrived", False), ("booked", "cancelled", False),
    ],
)  # fmt: skip
def test_status_follows_the_order_of_a_day(old: str, new: str, allowed: bool) -> None:
    visit = replace(VISIT, status=old)

    if allowed:
        assert with_status(visit, new, START).status == new
    else:
        with pytest.raises(Conflict):
            with_status(visit, new, START)


def test_promise_is_made_before_the_visit() -> None:
    assert confirmed(VISIT, START - _MINUTE).confirmed_at == START - _MINUTE
    assert may_confirm(VISIT, START - _MINUTE)
    assert not may_confirm(confirmed(VISIT, _EARLY), START - _MINUTE)
    assert not may_confirm(VISIT, START)
    with pytest.raises(Conflict):
        confirmed(VISIT, START)


def test_visit_is_cancelled_until_it_is_over() -> None:
    assert cancelled(VISIT, "", START + _MINUTE).schedule_version == 2
    with pytest.raises(Conflict):
        cancelled(VISIT, "", VISIT.end)
