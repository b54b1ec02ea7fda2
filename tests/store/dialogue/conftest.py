"""A clinic with a line, a caller with a card, and the texts that went out."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from chalicelib.context import Context
from chalicelib.gateways import sms
from chalicelib.patients import actions as patients
from chalicelib.table import keys
from chalicelib.tenants import store as tenants
from tests.store.desk import Desk, make_desk
from tests.store.dialogue.calling import DIALLED, Call

BORN = date(1980, 3, 5)


@pytest.fixture
def desk(ctx: Context) -> Desk:
    """Ada Example is born on the 5th of March."""
    made = make_desk(ctx)
    patients.update(ctx, made.person.id, {"birth_date": BORN}, made.person.version)
    tenants.point(keys.platform_number(DIALLED), ctx.tenant_id)
    return made


@pytest.fixture
def call(desk: Desk) -> Call:
    return Call(desk)


@pytest.fixture
def texted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """Number and code of each text with a code."""
    sent: list[tuple[str, str]] = []

    def send(to: str, body: str, *_: Any) -> str:
        found = re.search(r"\d{6}", body)
        sent.append((to, found[0] if found else ""))
        return "message"

    monkeypatch.setattr(sms, "send", send)
    yield sent
