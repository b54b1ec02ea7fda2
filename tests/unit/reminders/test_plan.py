"""When reminders are due: never in quiet hours, never too late to be of use, on every day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clinic.model import Reminder
from chalicelib.reminders.model import plan, quiet_hours

_USUAL = (Reminder(24), Reminder(2))
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_ZONES = ["Europe/Budapest", "Europe/Istanbul", "America/New_York", "Asia/Kolkata",
          "Australia/Lord_Howe", "Pacific/Apia", "UTC"]  # fmt: skip


def _at(text: str, zone: str = "Europe/Budapest") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _dues(
    start: str,
    *,
    quiet: tuple[str, str] = ("21:00", "08:00"),
    now: datetime = _LONG_AGO,
    cadence: tuple[Reminder, ...] = _USUAL,
    zone: str = "Europe/Budapest",
) -> list[str]:
    found = plan(_at(start, zone), cadence, quiet_hours(*quiet, zone), now)
    return [f"{d.name} {d.at.astimezone(ZoneInfo(zone)):%m-%dT%H:%M}" for d in found]


def test_usual_visit_is_reminded_a_day_and_two_hours_before() -> None:
    assert _dues("2027-06-10T15:00") == ["24h-sms 06-09T15:00", "2h-sms 06-10T13:00"]


def test_early_visit_is_reminded_the_evening_before() -> None:
    assert _dues("2027-06-10T08:30") == ["24h-sms 06-09T08:30", "2h-sms 06-09T20:59"]


def test_reminder_in_quiet_hours_waits_for_their_end() -> None:
    assert _dues("2027-06-10T09:30") == ["24h-sms 06-09T09:30", "2h-sms 06-10T08:00"]


def test_quiet_hours_within_a_day() -> None:
    assert _dues("2027-06-10T16:00", quiet=("12:00", "14:30"))[1] == "2h-sms 06-10T14:30"


def test_equal_quiet_hours_are_never_quiet() -> None:
    assert _dues("2027-06-10T05:00", quiet=("08:00", "08:00"))[1] == "2h-sms 06-10T03:00"


def test_quiet_until_midnight() -> None:
    assert _dues("2027-06-10T00:30", quiet=("21:00", "24:00"))[-1] == "2h-sms 06-09T20:59"


def test_what_has_passed_is_left_out() -> None:
    assert _dues("2027-06-10T15:00", now=_at("2027-06-10T12:00")) == ["2h-sms 06-10T13:00"]
    assert _dues("2027-06-10T15:00", now=_at("2027-06-10T13:00")) == []


def test_reminder_of_the_last_half_hour_is_left_out() -> None:
    assert _dues("2027-06-10T15:00", cadence=(Reminder(0.25), Reminder(0.5))) == [
        "0.5h-sms 06-10T14:30"
    ]


def test_two_on_one_minute_are_one_for_a_channel() -> None:
    cadence = (Reminder(2), Reminder(1.75), Reminder(2, "email"))

    assert _dues("2027-06-10T09:15", cadence=cadence) == [
        "2h-email 06-10T08:00", "2h-sms 06-10T08:00"
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31"])
def test_days_of_the_clock_change_count_real_hours(day: str) -> None:
    start = _at(f"{day}T12:00")

    first, second = plan(start, _USUAL, quiet_hours("21:00", "08:00", "Europe/Budapest"), _LONG_AGO)

    assert (start - first.at, start - second.at) == (timedelta(hours=24), timedelta(hours=2))


def test_quiet_end_that_the_clock_shows_twice() -> None:
    """Quiet until 02:30 of a night that shows 02:00-03:00 twice: the second is still so."""
    quiet = quiet_hours("21:00", "02:30", "Europe/Budapest")
    second = datetime(2027, 10, 31, 1, 15, tzinfo=UTC)  # 02:15 again

    assert quiet.holds(second)
    assert quiet.ends_after(second) > second


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)),
    hours=st.lists(st.integers(1, 720), max_size=5),
    quiet=st.tuples(st.integers(0, 95), st.integers(0, 95)),
    zone=st.sampled_from(_ZONES),
    ahead=st.integers(0, 800),
)
def test_any_plan_is_of_use_and_quiet(
    start: datetime, hours: list[int], quiet: tuple[int, int], zone: str, ahead: int
) -> None:
    start = start.replace(second=0, microsecond=0)
    still = quiet_hours(*(f"{n // 4:02d}:{n % 4 * 15:02d}" for n in quiet), zone)
    now = start - timedelta(hours=ahead)

    dues = plan(start, tuple(Reminder(h) for h in hours), still, now)

    assert list(dues) == sorted(dues, key=lambda d: d.at)
    assert len({(d.at, d.channel) for d in dues}) == len(dues) <= len(set(hours))
    for due in dues:
        assert now < due.at <= start - timedelta(minutes=30)
        assert not still.holds(due.at)
