"""A desk, and a carrier and a postman that note what they are given."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.gateways import email, sms
from chalicelib.notices import actions as notices
from chalicelib.reminders import store as timers
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import store as profiles
from tests.store.desk import Desk, make_desk


@dataclass
class Post:
    """`faults` are raised by the next texts; `texts` and `mails` are (to, body)."""

    faults: list[Exception] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    mails: list[tuple[str, str]] = field(default_factory=list)

    def text(self, to: str, body: str, origin: str, context: dict[str, str]) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.texts.append((to, body))
        return clock.new_id()

    def mail(self, to: str, subject: str, body: str) -> str:
        self.mails.append((to, body))
        return clock.new_id()


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    made = Post()
    monkeypatch.setattr(sms, "send", made.text)
    monkeypatch.setattr(email, "send", made.mail)
    return made


@pytest.fixture
def desk(ctx: Context) -> Desk:
    change_profile(ctx, sms_number="+12025550100", quiet_from="00:00", quiet_to="00:00")
    return make_desk(ctx)


def change_profile(ctx: Context, **changes: Any) -> None:
    from dataclasses import replace

    old = tenants.get_clinic(ctx)
    profiles.replace(ctx, replace(old, **changes, version=old.version + 1), old.version)


def remind(desk: Desk, later: Any, visit: Appointment) -> None:
    """Let the visit's next reminder fall due, and send it."""
    timer = timers.find(desk.ctx, visit.id, visit.schedule_version)
    if timer is None:
        return
    ahead = (timer.dues[0].at - clock.now()).total_seconds()
    later(offset() + max(0, ahead) + 1)
    notices.remind(desk.ctx, visit.id, visit.schedule_version)


def offset() -> float:
    return clock._offset().total_seconds()
