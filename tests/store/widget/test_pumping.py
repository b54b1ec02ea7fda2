"""Somebody who has codes sent to many numbers from many addresses is stopped, and told of."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib import observe
from chalicelib.availability.actions import Ask
from chalicelib.context import Context
from chalicelib.errors import TooMany
from chalicelib.gateways import sms
from chalicelib.patients import reach
from chalicelib.table import keys
from chalicelib.tenants import limits
from chalicelib.tenants import store as tenants
from chalicelib.widget import actions
from tests.store.desk import Desk, make_desk
from tests.store.dialogue.calling import DIALLED, Call

_DAY = 86400


class Pump:
    """Asks for codes, each time from another address, and knows what was sent and told."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.sent, self.told = desk, list[str](), list[str]()
        ask = Ask(desk.check.id, desk.main.id, desk.ann.id)
        self.token = actions.place(self._from("first"), ask, desk.at(), None).token

    def ask(self, number: str) -> bool:
        try:
            actions.send_code(self._from(number), self.token, number, "en")
        except TooMany:
            return False
        return True

    def _from(self, client: str) -> Context:
        return replace(self.desk.ctx, actor="public", role="widget", client=client)


@pytest.fixture
def pump(ctx: Context, monkeypatch: Any) -> Pump:
    made = Pump(make_desk(ctx))
    monkeypatch.setattr(actions.model, "MAX_SENT", 100)  # as by many holds
    monkeypatch.setattr(sms, "send", lambda to, *_: made.sent.append(to) or "id")
    monkeypatch.setattr(observe, "count", lambda name, *_: made.told.append(name))
    return made


def test_codes_end_at_the_clinics_cap_with_an_alarm_and_patients_book_by_call(pump: Pump) -> None:
    limits.spend(pump.desk.ctx, "codes", 300, _DAY, amount=298)
    tenants.point(keys.platform_number(DIALLED), pump.desk.ctx.tenant_id)

    asked = [pump.ask(f"+90555111{n:04}") for n in range(20)]

    assert asked == [True] * 2 + [False] * 18
    assert len(pump.sent) == 2
    assert pump.told == ["DayLimitReached"] * 18
    assert Call(pump.desk).book()["status"] == "booked"


def test_codes_abroad_take_none_from_the_clinics_own_patients(pump: Pump) -> None:
    limits.spend(pump.desk.ctx, "codes-abroad", 40, _DAY, amount=38)

    abroad = [pump.ask(f"+4479460{n:05}") for n in range(10)]

    assert abroad == [True] * 2 + [False] * 8
    assert pump.ask("+905551110122")
    assert len(pump.sent) == 3


@pytest.mark.parametrize(
    ("number", "country", "abroad"),
    [
        ("+905551110122", "TR", False),
        ("+12025550122", "US", False),
        ("+18765550122", "US", True),
        ("+442079460018", "TR", True),
        ("not a number", "TR", True),
    ],
)
def test_number_is_abroad_where_another_country_has_it(
    number: str, country: str, abroad: bool
) -> None:
    assert reach.is_abroad(number, country) is abroad
