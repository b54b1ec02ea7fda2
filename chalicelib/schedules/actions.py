"""Which planned visits a change of hours or a leave leaves without their practitioner."""

from datetime import date, datetime, timedelta

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments.model import Appointment
from chalicelib.availability import board as boards
from chalicelib.availability.model import Resource, Rule, explain
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Leave, Setup, weekly_hours
from chalicelib.context import Context

_LONGEST_DAYS = 367


def list_outside(ctx: Context, practitioner_id: str) -> list[Appointment]:
    """Planned visits outside of the practitioner's hours, as far ahead as they may be booked."""
    setup = clinic.get_setup(ctx)
    who = setup.practitioners[practitioner_id]
    first = clock.today(setup.branches[who.branch_id].zone)
    days = [first + timedelta(days=n) for n in range(_horizon(setup, practitioner_id) + 1)]
    planned = _planned(ctx, who.branch_id, practitioner_id, days)
    resource = Resource(who.id, hours=weekly_hours(who.hours))
    outside = []
    for visit in planned:
        board = boards.empty(setup, setup.services[visit.service_id], visit.branch_id, visit.day)
        if Rule.HOURS in explain(board.search, int(visit.start.timestamp()), resource):
            outside.append(visit)
    return outside


def _horizon(setup: Setup, practitioner_id: str) -> int:
    """Days ahead that the practitioner's services may be booked."""
    own = [s for s in setup.services.values() if practitioner_id in s.practitioner_ids]
    return max((s.max_days_ahead for s in own), default=0)


def within(ctx: Context, leave: Leave) -> list[str]:
    """Ids of planned visits that the leave touches (wall time of the branch)."""
    who = clinic.get_setup(ctx).practitioners[leave.practitioner_id]
    span = (leave.end.date() - leave.start.date()).days + 1
    days = [leave.start.date() + timedelta(days=n) for n in range(min(span, _LONGEST_DAYS))]
    return [
        visit.id for visit in _planned(ctx, who.branch_id, who.id, days) if _touches(visit, leave)
    ]


def _touches(visit: Appointment, leave: Leave) -> bool:
    starts = datetime.fromisoformat(visit.wall)
    return starts < leave.end and starts + (visit.end - visit.start) > leave.start


def _planned(
    ctx: Context, branch_id: str, practitioner_id: str, days: list[date]
) -> list[Appointment]:
    return [
        visit
        for day in days
        for visit in appointments.list_day(ctx, branch_id, day)
        if visit.is_live and visit.practitioner_id == practitioner_id
    ]
