"""A clinic is open while anybody works there, in its own time, and not on days off."""

from datetime import UTC, date, datetime, timedelta

from chalicelib.clinic import opening
from chalicelib.clinic.model import Branch, Closure, Leave, Practitioner, Setup

_HOURS = {"mon": [["09:00", "12:00"], ["13:00", "17:00"]], "tue": [["09:00", "17:00"]]}
_MONDAY = date(2027, 3, 22)


def _setup(**more: object) -> Setup:
    main = Branch("main", "Main", "Europe/Istanbul")
    ann = Practitioner("ann", "Ann", "main", hours=_HOURS)
    return Setup(1, {"main": main}, {"ann": ann}, **more)  # type: ignore[arg-type]


def _at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """Wall time in Istanbul, three hours before UTC."""
    midnight = datetime(2027, 3, 22, tzinfo=UTC) - timedelta(hours=3)
    return midnight + timedelta(days=days, hours=hour, minutes=minute)


def test_clinic_is_open_while_somebody_works() -> None:
    found = [opening.is_open(_setup(), _at(h, m)) for h, m in ((8, 59), (9, 0), (12, 30), (16, 59))]

    assert found == [False, True, False, True]


def test_next_opening_is_after_the_break_the_night_and_the_week() -> None:
    setup = _setup()

    assert opening.opens_after(setup, _at(10)) == _at(10)
    assert opening.opens_after(setup, _at(12, 30)) == _at(13)
    assert opening.opens_after(setup, _at(18)) == _at(9, days=1)
    assert opening.opens_after(setup, _at(18, days=1)) == _at(9, days=7)


def test_day_off_and_leave_are_closed() -> None:
    closed = _setup(closures=(Closure("c", _MONDAY, "Holiday"),))
    noon = datetime(2027, 3, 22, 13), datetime(2027, 3, 22, 18)
    away = _setup(leave=(Leave("l", "ann", *noon),))

    assert opening.opens_after(closed, _at(8)) == _at(9, days=1)
    assert opening.opens_after(away, _at(12, 30)) == _at(9, days=1)


def test_deadline_counts_hours_in_which_somebody_is_there() -> None:
    setup = _setup()

    assert opening.working_time_after(setup, _at(11, 30), timedelta(hours=1)) == _at(13, 30)
    assert opening.working_time_after(setup, _at(20), timedelta(hours=1)) == _at(10, days=1)


def test_clinic_without_hours_never_opens() -> None:
    empty = Setup(1)

    assert not opening.is_open(empty, _at(10))
    assert opening.opens_after(empty, _at(10)) is None
    assert opening.working_time_after(empty, _at(10), timedelta(hours=1)) is None
