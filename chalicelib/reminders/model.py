"""When a visit's patient is reminded: a plan made from cadence and quiet hours, pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.clinic.model import Reminder

_LEAST = timedelta(minutes=30)  # a reminder that comes later than this before a visit is of no use


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


def plan(
    start: datetime, cadence: tuple[Reminder, ...], quiet: Quiet, now: datetime
) -> tuple[Due, ...]:
    """The reminders of a visit, ascending; those whose time has passed are left out.

    One that falls into quiet hours waits for their end; where that is too close to the visit, it
    comes before they begin. Two that fall on the same minute of a channel become one.
    """
    found: dict[tuple[datetime, str], Due] = {}
    for each in cadence:
        at = _awake(start - timedelta(hours=each.hours_before), start, quiet)
        if at > now and start - at >= _LEAST:
            name = f"{each.hours_before:g}h-{each.channel}"
            found.setdefault((at, each.channel), Due(name, at, each.channel))
    return tuple(sorted(found.values(), key=lambda d: (d.at, d.name)))


def _awake(at: datetime, start: datetime, quiet: Quiet) -> datetime:
    if not quiet.holds(at):
        return at
    later = quiet.ends_after(at)
    return later if start - later >= timedelta(hours=1) else quiet.begins_before(at)


def _time(text: str) -> time:
    return time(0) if text == "24:00" else time.fromisoformat(text)
