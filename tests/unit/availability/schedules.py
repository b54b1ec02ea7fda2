"""Random clinics for the property tests: zones, days on which the clock changes, full calendars."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from chalicelib.availability.model import Days, Instants, Search, Terms, WeeklyHours
from tests.unit.availability.oracle import FIVE, Held, Person

DAY = 86400
ZONES = {  # zone: days in 2027 on which its clock changes, or an ordinary Sunday
    "Europe/Istanbul": (date(2027, 3, 28),),
    "Europe/Berlin": (date(2027, 3, 28), date(2027, 10, 31)),
    "America/New_York": (date(2027, 3, 14), date(2027, 11, 7)),
    "Australia/Lord_Howe": (date(2027, 4, 4), date(2027, 10, 3)),  # by thirty minutes
    "Africa/Cairo": (date(2027, 4, 30), date(2027, 10, 28), date(2027, 10, 29)),  # at midnight
    "America/Santiago": (date(2027, 4, 3), date(2027, 4, 4), date(2027, 9, 5)),  # at midnight
    "America/Havana": (date(2027, 3, 14), date(2027, 11, 7)),  # midnight skipped, midnight twice
    "Asia/Kathmandu": (date(2027, 5, 2),),  # +05:45
    "Pacific/Kiritimati": (date(2027, 5, 2),),  # +14:00
    "Pacific/Pago_Pago": (date(2027, 5, 2),),  # -11:00
    "UTC": (date(2027, 1, 3),),
}
TOKENS = ("mine", "theirs")


@st.composite
def clinics(draw):
    """A search, practitioners and rooms around a day on which something is odd."""
    zone = draw(st.sampled_from(sorted(ZONES)))
    first = draw(st.sampled_from(ZONES[zone])) - timedelta(days=draw(st.integers(0, 2)))
    days = draw(st.integers(1, 3))
    midnight = wall(zone, first.year, first.month, first.day)
    around = (midnight - DAY // 2, midnight + (days + 1) * DAY)
    now = draw(mostly(st.just(midnight - DAY), st.integers(midnight - 2 * DAY, midnight + DAY)))
    person = persons(first, around, now)
    people = draw(st.lists(person, min_size=1, max_size=2))
    rooms = draw(mostly(st.just([]), st.lists(person, max_size=3)))
    rooms = [replace(room, kind=draw(st.sampled_from(("chair", "laser")))) for room in rooms]
    kinds = {room.kind for room in rooms}
    needs = tuple(sorted(draw(mostly(st.just(kinds), st.just({*kinds, "laser"})))))
    closures = draw(mostly(st.just(()), absences(first, around)))
    token = draw(st.sampled_from(("", *TOKENS)))
    search = Search(replace(draw(terms()), needs=needs), zone, first, days, now, closures, token)
    return search, named("doctor", people), named("room", rooms)


def mostly(usual, rare):
    """Three times in four the usual, so that the rare leaves something to be found."""
    return st.integers(0, 3).flatmap(lambda number: rare if number == 3 else usual)


def terms():
    return st.builds(
        Terms,
        duration=mostly(st.sampled_from((15, 30, 60)), st.integers(1, 300)),
        buffer_before=mostly(st.just(0), st.integers(1, 40)),
        buffer_after=mostly(st.just(0), st.integers(1, 40)),
        step=st.sampled_from((5, 10, 12, 15, 20, 25, 30, 45, 60, 90)),
        notice=mostly(st.just(0), st.sampled_from((1, 60, 720, 1440))),
        horizon=mostly(st.just(365), st.sampled_from((0, 1, 2, 3))),
    )


@st.composite
def persons(draw, first, around, now):
    weekly = st.lists(weekly_hours(first), min_size=1, max_size=3).map(tuple)
    return Person(
        "",
        draw(mostly(weekly, st.sampled_from((None, ())))),
        draw(mostly(st.just(()), absences(first, around))),
        draw(st.lists(stretches(around), max_size=8).map(tuple)),
        draw(st.lists(helds(around, now), max_size=3).map(tuple)),
    )


@st.composite
def weekly_hours(draw, first):
    near = st.integers(-2, 4).map(lambda days: first + timedelta(days=days))
    dates = mostly(st.none(), near)
    days = mostly(st.just((("00:00", "24:00"),)), intervals())
    return WeeklyHours(tuple(draw(days) for _ in range(7)), draw(dates), draw(dates))


@st.composite
def intervals(draw):
    minute = st.one_of(st.integers(0, 1440), st.integers(0, 288).map(lambda cell: 5 * cell))
    edges = sorted(draw(st.sets(minute, max_size=4)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple((f"{a // 60:02}:{a % 60:02}", f"{b // 60:02}:{b % 60:02}") for a, b in pairs)


def absences(first, around):
    day = st.integers(-1, 4).map(lambda days: first + timedelta(days=days))
    second = st.integers(*around)
    part = st.builds(lambda at, length: Instants(at, at + length), second, st.integers(-60, 30000))
    return st.lists(st.one_of(st.builds(Days, day, day), part), max_size=2).map(tuple)


@st.composite
def stretches(draw, around):
    start = draw(st.integers(around[0] // FIVE, around[1] // FIVE)) * FIVE
    return start, start + draw(st.integers(1, 36)) * FIVE


@st.composite
def helds(draw, around, now):
    start, end = draw(stretches(around))
    return Held(start, end, draw(st.sampled_from(TOKENS)), now + draw(st.integers(-2, 2)))


def named(kind, people):
    return [replace(person, id=f"{kind}-{place}") for place, person in enumerate(people)]


def utc(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())


def wall(zone: str, *parts: int, fold: int = 0) -> int:
    return int(datetime(*parts, tzinfo=ZoneInfo(zone), fold=fold).timestamp())
