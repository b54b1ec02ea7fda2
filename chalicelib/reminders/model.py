"""When a visit's patient is reminded: a plan made from cadence and quiet hours, pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.clinic.model import Reminder

LEAST = timedelta(minutes=30)  # a reminder that comes later than this before a visit is of no use
CALLS_FROM, CALLS_TO = time(9), time(20)  # wall times between which a machine may ring
TRIES = 3
_WAITS = (timedelta(minutes=15), timedelta(minutes=45))  # after the first call, after the second
_ROUNDS = 6


@dataclass(frozen=True)
class Due:
    """One reminder: its name within the visit (`24h-sms`), when, and by which channel."""

    name: str
    at: datetime
    channel: str


@dataclass(frozen=True)
class Quiet:
    """Wall times of a zone between which nobody is texted; equal times: never quiet."""

    start: time
    end: time
    zone: str

    def holds(self, at: datetime) -> bool:
        shown = at.astimezone(ZoneInfo(self.zone)).time()
        if self.start <= self.end:
            return self.start <= shown < self.end
        return shown >= self.start or shown < self.end

    def ends_after(self, at: datetime) -> datetime:
        """The end of the quiet time that holds at `at`."""
        shown = at.astimezone(ZoneInfo(self.zone))
        day = shown.date() + timedelta(days=1 if shown.time() >= self.end else 0)
        end = datetime.combine(day, self.end, ZoneInfo(self.zone))
        found = (end.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
        return next((each for each in found if each > at), end.astimezone(UTC))

    def begins_before(self, at: datetime) -> datetime:
        """A minute before the quiet time that holds at `at` began."""
        shown = at.astimezone(ZoneInfo(self.zone))
        day = shown.date() - timedelta(days=1 if shown.time() < self.start else 0)
        start = datetime.combine(day, self.start, ZoneInfo(self.zone)).astimezone(UTC)
        return start - timedelta(minutes=1)


def quiet_hours(start: str, end: str, zone: str) -> Quiet:
    """From wall times HH:MM; 24:00 is midnight."""
    return Quiet(_time(start), _time(end), zone)


def no_calls(zone: str) -> Quiet:
    """When nobody is called, whatever the clinic's quiet hours are."""
    return Quiet(CALLS_TO, CALLS_FROM, zone)


def awake_after(at: datetime, quiets: Sequence[Quiet]) -> datetime | None:
    """The first instant from `at` on that no quiet time holds; None where they leave none."""
    for _ in range(_ROUNDS):
        held = [quiet for quiet in quiets if quiet.holds(at)]
        if not held:
            return at
        at = max(quiet.ends_after(at) for quiet in held)
    return None


def awake_before(at: datetime, quiets: Sequence[Quiet]) -> datetime:
    """The last minute up to `at` that no quiet time holds, or the end of looking for one."""
    for _ in range(_ROUNDS):
        held = [quiet for quiet in quiets if quiet.holds(at)]
        if not held:
            break
        at = min(quiet.begins_before(at) for quiet in held)
    return at


def next_try(
    attempt: int, now: datetime, start: datetime, quiets: Sequence[Quiet]
) -> datetime | None:
    """When somebody who did not answer call number `attempt` is called again; None: never."""
    if attempt >= TRIES:
        return None
    return in_time(now + _WAITS[attempt - 1], start, quiets)


def in_time(at: datetime, start: datetime, quiets: Sequence[Quiet]) -> datetime | None:
    """The first instant from `at` on at which somebody may still be told of a visit."""
    found = awake_after(at, quiets)
    return found if found is not None and start - found >= LEAST else None


def plan(
    start: datetime, cadence: tuple[Reminder, ...], quiet: Quiet, now: datetime
) -> tuple[Due, ...]:
    """The reminders of a visit, ascending; those whose time has passed are left out.

    One that falls into quiet hours waits for their end; where that is too close to the visit, it
    comes before they begin. Calls have hours of their own besides. Two that fall on the same minute
    of a channel become one.
    """
    found: dict[tuple[datetime, str], Due] = {}
    for each in cadence:
        quiets = (quiet, no_calls(quiet.zone)) if each.channel == "voice" else (quiet,)
        at = _awake(start - timedelta(hours=each.hours_before), start, quiets)
        if at > now and start - at >= LEAST:
            name = f"{each.hours_before:g}h-{each.channel}"
            found.setdefault((at, each.channel), Due(name, at, each.channel))
    return tuple(sorted(found.values(), key=lambda d: (d.at, d.name)))


def _awake(at: datetime, start: datetime, quiets: Sequence[Quiet]) -> datetime:
    later = awake_after(at, quiets)
    if later is not None and (later == at or start - later >= timedelta(hours=1)):
        return later
    return awake_before(at, quiets)


def _time(text: str) -> time:
    return time(0) if text == "24:00" else time.fromisoformat(text)
