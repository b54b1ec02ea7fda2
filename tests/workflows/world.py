"""One patient's visits over time, and every text that left: the world of a reminder history."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments import moves
from chalicelib.appointments.actions import Booking
from chalicelib.appointments.model import Appointment
from chalicelib.appointments.moves import Move
from chalicelib.context import Context
from chalicelib.gateways import sms
from chalicelib.messages import actions as messages
from chalicelib.notices import actions as notices
from chalicelib.reminders import model as plans
from chalicelib.replies import actions as replies
from chalicelib.replies.actions import Text
from chalicelib.table import due as timers
from chalicelib.tenants import actions as tenants
from functions.schedules import sweep_timers
from tests.inside import set_clock
from tests.workflows.telephone import Telephone

NUMBER = "+447700900100"
_NIGHT_HOURS = 16  # from the last call of a day to the first of the next, when clocks go back


_ATTEMPTS = 6  # of a workflow or a queue, at what may be tried again


def _until_sent(what: Callable[[], object]) -> None:
    for _ in range(_ATTEMPTS):
        try:
            what()
            return
        except sms.TextNotSent:
            continue


@dataclass
class World:
    """One patient's visits, every text that left, and how its visit stood at that moment."""

    ctx: Context
    service_id: str
    practitioner_id: str
    patient_id: str
    faults: list[str]
    offset: float
    visits: list[str] = field(default_factory=list)
    told: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    expected: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    dead: list[str] = field(default_factory=list)
    repeats: int = 1
    made: dict[tuple[str, int], datetime] = field(default_factory=dict)
    number: str = NUMBER

    def __post_init__(self) -> None:
        self.phone = Telephone(self)

    def now(self) -> datetime:
        return clock.now()

    def book(self, hours: int, _minutes: int) -> None:
        start = self._slot(hours)
        wanted = Booking(
            self.service_id, start, self.patient_id, "console", "en", self.practitioner_id
        )
        self.visits.append(appointments.book(self.ctx, wanted).id)

    def move(self, which: int, hours: int) -> None:
        moves.move(self.ctx, self._visit(which), Move(self._slot(hours)))

    def cancel(self, which: int, _: int) -> None:
        self.cancel_visit(self._visit(which))

    def cancel_visit(self, visit_id: str) -> None:
        appointments.cancel(self.ctx, visit_id, "")

    def restore(self, which: int, _: int) -> None:
        moves.restore(self.ctx, self._visit(which), None)

    def reply(self, word: str, repeats: int) -> None:
        """The carrier brings the same text up to three times, the queue what failed again."""
        text = Text(clock.new_id(), NUMBER, word)
        for _ in range(repeats):
            _until_sent(lambda: replies.receive(self.ctx, text))

    def wait(self, hours: int, repeats: int) -> None:
        """Time passes, reminder by reminder; each workflow is started up to three times."""
        self.repeats = repeats
        until = self.now() + timedelta(hours=hours)
        row: datetime | None = None
        while (due := self._next_due(until, row)) is not None:
            self._set(due)
            self._expect(due)
            row = self._sweep()
        self._set(until)
        if self.phone.is_on:
            self._sweep()

    def _sweep(self) -> datetime | None:
        """Start what is due; gives when the next row falls due, where somebody is being called."""
        sweep_timers.handler({"look_back_hours": 1}, None)
        self.phone.work()
        if not self.phone.is_on:
            return None
        hours = (self.now() + timedelta(hours=each) for each in range(_NIGHT_HOURS + 1))
        rows = (timers.next_after(hour, self.now()) for hour in hours)
        at = next((row for row in rows if row), None)
        return datetime.strptime(at, timers.FORM).replace(tzinfo=UTC) if at else None

    def start(self, machine: str, name: str, given: dict[str, Any]) -> bool:
        """What Step Functions does: starts at least once, and tries again what failed."""
        if given["tenant_id"] != self.ctx.tenant_id:
            return False
        if machine == "SETTLE_MESSAGE":
            return self.phone.look_after(given["message_id"])
        for _ in range(self.repeats):
            _until_sent(
                lambda: notices.remind(self.ctx, given["appointment_id"], given["version"])
            )
        return True

    def send(self, to: str, body: str, origin: str, context: dict[str, str]) -> str:
        """The carrier: keeps what it was given, sometimes fails before or after."""
        fault = self.faults.pop() if self.faults else "sent"
        if fault == "not_sent":
            raise sms.TextNotSent("ThrottlingException")
        self._look_at(context["message_id"])
        if fault == "uncertain":
            raise sms.TextUncertain("timeout")
        return clock.new_id()

    def _look_at(self, message_id: str) -> None:
        """Which reminders did this text tell of, and were their visits alive at that moment?"""
        for name, step in product(("24h-sms", "2h-sms"), ("sms", "text")):
            for each in self.visits:
                visit = appointments.get(self.ctx, each)
                for version in range(1, visit.schedule_version + 1):
                    if self._message_id(each, version, name, step) != message_id:
                        continue
                    if version != visit.schedule_version or not visit.is_live:
                        self.dead.append(f"{each} version {version} {name}")
                    self._count_day(visit, name, step)

    def _count_day(self, first: Appointment, name: str, step: str) -> None:
        self.told[first.id, first.schedule_version, name] += 1
        mine = self._message_id(first.id, first.schedule_version, name, step)
        for other in appointments.list_same_day(self.ctx, first):
            note_id = self._message_id(other.id, other.schedule_version, name, step)
            note = messages.find(self.ctx, note_id)
            if note and note.because == f"told together with {mine}":
                self.told[other.id, other.schedule_version, name] += 1

    def count_heard(self, message_id: str, visits: tuple[Appointment, ...]) -> None:
        """Who answered was told of these."""
        message = messages.find(self.ctx, message_id)
        name = message.occasion if message else ""
        for visit in visits:
            self.told[visit.id, visit.schedule_version, name or ""] += 1
            fresh = appointments.get(self.ctx, visit.id)
            if not fresh.is_live or fresh.schedule_version != visit.schedule_version:
                self.dead.append(f"{visit.id} {name} by call")

    def still_expected(self) -> set[tuple[str, int, str]]:
        """What had to be told: of those who are called, only while the visit stays as it is."""
        if not self.phone.is_on:
            return set(self.expected)
        visits = appointments.find_many(self.ctx, self.visits)
        return {
            (visit_id, version, name)
            for visit_id, version, name in self.expected
            if visits[visit_id].is_live
            and visits[visit_id].schedule_version == version
            and not visits[visit_id].confirmed_at
        }

    def _message_id(self, visit_id: str, version: int, name: str, step: str) -> str:
        return clock.derived_id(self.ctx.tenant_id, visit_id, str(version), name, step, length=26)

    def _expect(self, due: datetime) -> None:
        """Every live visit whose reminder falls due now has to be told of by now."""
        for visit, each in self._dues():
            if each.at == due:
                self.expected[visit.id, visit.schedule_version, each.name] = 1

    def _next_due(self, until: datetime, row: datetime | None) -> datetime | None:
        dues = [each.at for _, each in self._dues()] + ([row] if row else [])
        return min((at for at in dues if self.now() < at <= until), default=None)

    def _dues(self) -> Iterator[tuple[Appointment, plans.Due]]:
        """The reminders of live visits, as they were planned when the version came to be."""
        profile = tenants.get_clinic(self.ctx)
        quiet = plans.quiet_hours(profile.quiet_from, profile.quiet_to, profile.zone)
        for visit in (appointments.get(self.ctx, each) for each in self.visits):
            if visit.is_live:
                made = self.made[visit.id, visit.schedule_version]
                for each in plans.plan(visit.start, profile.reminders, quiet, made):
                    yield visit, each

    def note_versions(self) -> None:
        for each in self.visits:
            visit = appointments.get(self.ctx, each)
            self.made.setdefault((each, visit.schedule_version), self.now())

    def _slot(self, hours: int) -> int:
        return int(self.now().timestamp() + hours * 3600) // 900 * 900

    def _visit(self, which: int) -> str:
        if not self.visits:
            raise IndexError
        return self.visits[which % len(self.visits)]

    def _set(self, at: datetime) -> None:
        self.offset += (at - self.now()).total_seconds() + 0.001
        set_clock(self.offset)
