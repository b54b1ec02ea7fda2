"""Looks at a clinic as a patient would: is there anything to book yet, and if not, why."""

from datetime import datetime

from chalicelib import config
from chalicelib.availability import actions as availability
from chalicelib.availability.actions import Ask
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Setup
from chalicelib.clinic.schemas import SetupStep, SetupView
from chalicelib.context import Context
from chalicelib.tenants import actions as tenants


def show(ctx: Context) -> SetupView:
    profile, setup = tenants.get_clinic(ctx), clinic.get_setup(ctx)
    done = {
        "branch": any(not b.archived for b in setup.branches.values()),
        "practitioner": any(not p.archived for p in setup.practitioners.values()),
        "hours": any(any(p.hours.values()) for p in setup.practitioners.values() if not p.archived),
        "service": bool(_bookable(setup)),
        "billing": profile.is_open,
        "widget": bool(profile.allowed_origins),
    }
    return SetupView(
        steps=[SetupStep(id=name, done=is_done) for name, is_done in done.items()],  # type: ignore[arg-type]
        bookable_from=_first_time(ctx, setup) if profile.is_open else None,
        widget_url=f"{config.public_url()}/widget.js",
    )


def _bookable(setup: Setup) -> list[str]:
    services = [s for s in setup.services.values() if s.online and not s.archived]
    return [s.id for s in services if setup.who_offers(s)]


def _first_time(ctx: Context, setup: Setup) -> datetime | None:
    found = (availability.list_times(ctx, Ask(each)).first for each in _bookable(setup)[:5])
    return min((slot.start for slot in found if slot), default=None)
