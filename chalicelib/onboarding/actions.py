"""Looks at a clinic as a patient would: is there anything to book yet, and if not, why."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.availability import actions as availability
from chalicelib.availability.actions import Ask
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Setup
from chalicelib.context import Context
from chalicelib.tenants import actions as tenants


@dataclass(frozen=True)
class Progress:
    """Which steps are done, and the first time that a patient can book."""

    steps: dict[str, bool]
    bookable_from: datetime | None


def look(ctx: Context) -> Progress:
    profile, setup = tenants.get_clinic(ctx), clinic.get_setup(ctx)
    done = {
        "branch": any(not b.archived for b in setup.branches.values()),
        "practitioner": any(not p.archived for p in setup.practitioners.values()),
        "hours": any(any(p.hours.values()) for p in setup.practitioners.values() if not p.archived),
        "service": bool(_bookable(setup)),
        "billing": profile.is_open,
        "widget": bool(profile.allowed_origins),
    }
    return Progress(done, _first_time(ctx, setup) if profile.is_open else None)


def _bookable(setup: Setup) -> list[str]:
    services = [s for s in setup.services.values() if s.online and not s.archived]
    return [s.id for s in services if setup.who_offers(s)]


def _first_time(ctx: Context, setup: Setup) -> datetime | None:
    found = (availability.list_times(ctx, Ask(each)).first for each in _bookable(setup)[:5])
    return min((slot.start for slot in found if slot), default=None)
