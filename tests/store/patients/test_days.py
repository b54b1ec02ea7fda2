"""Days of birth are days of the clinic, wherever the sun stands in Greenwich."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.errors import Invalid
from chalicelib.patients import actions
from chalicelib.patients.model import PatientDraft
from chalicelib.tenants import actions as tenants


def test_newborn_is_of_the_clinics_own_day(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """After midnight there, while it is yesterday in UTC."""
    instant = datetime(2027, 3, 1, 22, 30, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: instant)
    today = instant.astimezone(ZoneInfo(tenants.get_clinic(ctx).zone)).date()

    card = actions.new_card(ctx, PatientDraft("Ada", "Example", birth_date=today))
    newborn = actions.create(ctx, card)

    assert today == date(2027, 3, 2)
    assert actions.get(ctx, newborn.id).birth_date == today
    with pytest.raises(Invalid):
        actions.update(ctx, newborn.id, {"birth_date": today + timedelta(days=1)}, newborn.version)
