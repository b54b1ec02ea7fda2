"""The board of a span of days: who works when, and every visit."""

from datetime import date, datetime, timedelta

from chalicelib.appointments import actions, duties
from chalicelib.appointments.model import CANCELLED
from chalicelib.appointments.schemas import CalendarDay, CalendarQuery, CalendarView, Column
from chalicelib.appointments.views import show_all
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import WEEKDAYS, Branch, Practitioner, Setup
from chalicelib.context import Context
from chalicelib.errors import NotFound


def show(ctx: Context, query: CalendarQuery) -> CalendarView:
    """One branch's days, or one practitioner's; a clinic without a branch gets empty days.

    A doctor sees their own alone.
    """
    setup = clinic.get_setup(ctx)
    own = duties.practitioners_of(ctx)
    branch = _branch(setup, query, own)
    days = [query.from_ + timedelta(days=n) for n in range((query.to - query.from_).days + 1)]
    if branch is None:
        return CalendarView(
            zone="UTC", days=[CalendarDay(date=d, resources=[]) for d in days], appointments=[]
        )
    visits = [v for day in days for v in actions.list_day(ctx, branch.id, day)]
    seen = {visit.practitioner_id for visit in visits if visit.status != CANCELLED}
    who = _who(setup, branch, query.practitioner_id, seen)
    who = [each for each in who if own is None or each.id in own]
    wanted = {each.id for each in who} if query.practitioner_id or own is not None else None
    return CalendarView(
        zone=branch.zone,
        days=[
            CalendarDay(date=day, resources=[_column(setup, each, branch, day) for each in who])
            for day in days
        ],
        appointments=show_all(
            ctx, (v for v in visits if wanted is None or v.practitioner_id in wanted)
        ),
    )


def _branch(setup: Setup, query: CalendarQuery, own: frozenset[str] | None) -> Branch | None:
    if query.practitioner_id:
        who = setup.practitioners.get(query.practitioner_id)
        if who is None:
            raise NotFound.of("practitioner")
        return setup.branches[who.branch_id]
    if query.branch_id:
        named = setup.branches.get(query.branch_id)
        if named is None:
            raise NotFound.of("branch")
        return named
    theirs = {p.branch_id for p in setup.practitioners.values() if p.id in (own or ())}
    in_use = [b for b in setup.branches.values() if not b.archived]
    return next((b for b in in_use if b.id in theirs), next(iter(in_use), None))


def _who(
    setup: Setup, branch: Branch, practitioner_id: str | None, seen: set[str]
) -> list[Practitioner]:
    """Who works at the branch, and whoever left it and is still waited for: no visit is hidden."""
    if practitioner_id:
        return [p for p in setup.practitioners.values() if p.id == practitioner_id]
    here = (p for p in setup.practitioners.values() if _works_at(branch, p) or p.id in seen)
    return sorted(here, key=lambda p: p.name)


def _works_at(branch: Branch, who: Practitioner) -> bool:
    return who.branch_id == branch.id and not who.archived


def _column(setup: Setup, who: Practitioner, branch: Branch, day: date) -> Column:
    closed = next(
        (c.name for c in setup.closures if c.date == day and c.branch_id in (None, branch.id)),
        None,
    )
    hours = who.hours.get(WEEKDAYS[day.weekday()], []) if _works_at(branch, who) else []
    return Column(
        practitioner_id=who.id,
        name=who.full_name,
        color=who.color,
        branch_id=branch.id,
        working=[(f"{day}T{a}", _end(day, b)) for a, b in hours],
        leave=_leave(setup, who.id, day),
        closed=closed,
    )


def _end(day: date, end: str) -> str:
    return f"{day + timedelta(days=1)}T00:00" if end == "24:00" else f"{day}T{end}"


def _leave(setup: Setup, practitioner_id: str, day: date) -> list[tuple[str, str, str]]:
    """The parts of leave that fall on the day."""
    first = datetime.combine(day, datetime.min.time())
    last = first + timedelta(days=1)
    own = [each for each in setup.leave if each.practitioner_id == practitioner_id]
    return [
        (_wall(max(each.start, first)), _wall(min(each.end, last)), each.reason)
        for each in own
        if each.start < last and each.end > first
    ]


def _wall(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M")
