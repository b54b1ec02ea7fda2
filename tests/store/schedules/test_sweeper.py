"""The sweeper starts what is due and nothing else, and what is not due costs it nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.gateways import aws, workflows
from chalicelib.reminders import store as timers
from chalicelib.reminders.model import Due
from chalicelib.reminders.store import Timer
from chalicelib.table import connection
from functions.schedules import sweep_timers

# Half past an hour, so that an hour's rows lie on both sides of now.
NOW = datetime(2031, 3, 5, 10, 30, tzinfo=UTC)


class Started:
    """Step Functions: `given` by workflow and name; a name is taken once."""

    def __init__(self) -> None:
        self.given: dict[tuple[str, str], dict[str, Any]] = {}
        self.broken: set[str] = set()

    def start(self, machine: str, name: str, given: dict[str, Any]) -> bool:
        if given.get("appointment_id") in self.broken:
            raise RuntimeError("throttled")
        fresh = (machine, name) not in self.given
        self.given[machine, name] = given
        return fresh

    @property
    def ids(self) -> set[str]:
        return {given["appointment_id"] for given in self.given.values()}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, later: Any) -> Started:
    later((NOW - datetime.now(UTC)).total_seconds())
    made = Started()
    monkeypatch.setattr(workflows, "start", made.start)
    return made


def _row(ctx: Context, minutes: float, name: str = "visit") -> str:
    """A timer that falls due so many minutes after now (before, where negative)."""
    visit_id = f"{name}{clock.new_id(8)}"
    at = NOW + timedelta(minutes=minutes)
    unit = connection.of(ctx).unit()
    timers.add(ctx, unit, Timer(visit_id, 3, (Due("24h-sms", at, "sms"),)), at)
    unit.commit()
    return visit_id


def _sweep(**given: int) -> dict[str, Any]:
    answer: dict[str, Any] = sweep_timers.handler(given, None)
    return answer


def test_due_row_is_started_with_ids_only(ctx: Context, started: Started) -> None:
    visit_id = _row(ctx, -2)

    answer = _sweep()

    assert answer["started"] == 1
    [((machine, _), given)] = started.given.items()
    assert machine == "SEND_REMINDER"
    assert given == {"tenant_id": ctx.tenant_id, "appointment_id": visit_id, "version": 3}


def test_row_is_found_again_until_it_is_done_but_not_at_once(
    ctx: Context, started: Started, later: Any
) -> None:
    _row(ctx, -2)

    again = [_sweep()["started"] for _ in range(3)]
    later((NOW - datetime.now(UTC)).total_seconds() + 300)
    again.append(_sweep()["started"])

    assert again == [1, 0, 0, 1]


@pytest.mark.parametrize(
    ("minutes_ago", "given", "is_found"),
    [
        (0.5, {}, True),
        (170, {}, True),
        (5 * 60, {}, False),
        (5 * 60, {"look_back_hours": 5}, True),
        (70 * 60, {"look_back_hours": 71}, True),
        (170, {"look_back_hours": 1}, False),
    ],
)
def test_look_back_says_how_far(
    ctx: Context, started: Started, minutes_ago: float, given: dict[str, int], is_found: bool
) -> None:
    visit_id = _row(ctx, -minutes_ago)

    _sweep(**given)

    assert (visit_id in started.ids) == is_found


def test_once_an_hour_it_looks_back_for_three_days(
    ctx: Context, started: Started, later: Any
) -> None:
    visit_id = _row(ctx, -70 * 60)
    later((NOW + timedelta(minutes=30, seconds=5) - datetime.now(UTC)).total_seconds())

    _sweep()

    assert started.ids == {visit_id}


@pytest.mark.parametrize(
    ("minutes_ahead", "given", "is_told"),
    [
        (10, {}, True),
        (40, {}, False),
        (40, {"look_ahead_hours": 1}, True),
        (26 * 60, {"look_ahead_hours": 24}, False),
        (26 * 60, {"look_ahead_hours": 26}, True),
    ],
)
def test_look_ahead_says_what_is_next_and_starts_nothing(
    ctx: Context, started: Started, minutes_ahead: float, given: dict[str, int], is_told: bool
) -> None:
    _row(ctx, minutes_ahead + 1)
    _row(ctx, minutes_ahead)
    _row(ctx, -1)

    answer = _sweep(**given)

    due = (NOW + timedelta(minutes=minutes_ahead)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert answer == {"started": 1, "next_due": due if is_told else None}


def test_row_that_cannot_be_started_keeps_no_other_waiting(ctx: Context, started: Started) -> None:
    broken, other = _row(ctx, -5), _row(ctx, -3)
    started.broken = {broken}

    assert _sweep()["started"] == 1
    assert started.ids == {other}


def test_what_is_not_due_is_not_read(
    ctx: Context, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = aws.client("dynamodb")
    read: list[int] = []

    class Counting:
        def query(self, **request: Any) -> Any:
            answer = client.query(**request)
            read.append(answer["ScannedCount"])
            return answer

    def sweep() -> tuple[int, int]:
        read.clear()
        with monkeypatch.context() as patched:
            patched.setattr(aws, "client", lambda _: Counting())
            _sweep()
        return len(read), sum(read)

    _row(ctx, -1)
    for minutes in range(4):
        _row(ctx, 5 + minutes)
    few = sweep()
    for minutes in range(60):
        _row(ctx, 9 + minutes / 4)
    many = sweep()

    assert many[0] == few[0]
    assert many[1] <= few[1] + 4  # at most one row a shard
