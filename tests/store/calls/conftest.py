"""A clinic with a telephone, a carrier that notes its texts, and events as Connect sends them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib import clock
from chalicelib.calls import hearing, instants
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import WEEKDAYS, Practitioner
from chalicelib.context import Context
from chalicelib.gateways import connect, sms
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import store as profiles
from tests.store.desk import ZONE, Desk, make_desk
from tests.store.notices.conftest import change_profile

OURS = "+12025550199"
CALLER = "+905551110177"
_INSTANCE = "arn:aws:connect:eu-central-1:123456789012:instance/shared"


@dataclass
class Carrier:
    """`faults` are raised by the next texts; `texts` are (to, body)."""

    faults: list[Exception] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    def text(self, to: str, body: str, origin: str, context: dict[str, str]) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.texts.append((to, body))
        return clock.new_id()


@dataclass
class Phone:
    """Tells of calls as Connect would; `known` are contacts that it can be asked for."""

    desk: Desk
    carrier: Carrier
    known: dict[str, connect.Contact] = field(default_factory=dict)

    @property
    def ctx(self) -> Context:
        return self.desk.ctx

    def event(self, kind: str, call_id: str, **told: Any) -> dict[str, Any]:
        now = instants.said(clock.now())
        detail = {
            "eventType": kind, "contactId": call_id, "channel": "VOICE",
            "initiationMethod": "INBOUND", "initiationTimestamp": now,
            "tags": {"aws:connect:systemEndpoint": OURS}, **told,
        }  # fmt: skip
        return {"time": now, "detail": detail}

    def tell(self, kind: str, call_id: str, **told: Any) -> None:
        hearing.hear_event(self.event(kind, call_id, **told))

    def answered(self, user_id: str = "user-1") -> dict[str, Any]:
        arn = f"arn:aws:connect:r:1:instance/i/agent/{user_id}"
        told = {"agentArn": arn, "connectedToAgentTimestamp": instants.said(clock.now())}
        return {"agentInfo": told}

    def record(self, call_id: str, number: str = CALLER, **told: Any) -> dict[str, Any]:
        now = clock.now()
        said = {
            "ContactId": call_id, "Channel": "VOICE", "InitiationMethod": "INBOUND",
            "InitiationTimestamp": instants.said(now - timedelta(seconds=20)),
            "DisconnectTimestamp": instants.said(now),
            "LastUpdateTimestamp": instants.said(now),
            "CustomerEndpoint": {"Address": number}, "SystemEndpoint": {"Address": OURS},
        }  # fmt: skip
        return {**said, **told}


@pytest.fixture
def phone(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> Phone:
    monkeypatch.setenv("CONNECT_INSTANCE_ARN", _INSTANCE)
    change_profile(
        ctx, sms_number="+12025550100", voice_number=OURS, quiet_from="00:00", quiet_to="00:00"
    )
    tenants.add_numbers([OURS], "voice")
    assert profiles.claim_number("voice", OURS, ctx.tenant_id)
    made = Phone(make_desk(ctx), Carrier())
    monkeypatch.setattr(sms, "send", made.carrier.text)
    monkeypatch.setattr(connect, "describe_contact", lambda _, each: made.known.get(each))
    return made


@pytest.fixture
def close(phone: Phone, ctx: Context) -> Callable[[], None]:
    """Lets the clinic be open tomorrow, by its own days, and not today."""
    tomorrow = (clock.now().astimezone(ZoneInfo(ZONE)) + timedelta(days=1)).weekday()
    hours = {WEEKDAYS[tomorrow]: [["00:00", "24:00"]]}

    def change() -> None:
        for person in clinic.get_setup(ctx).practitioners.values():
            clinic.update(ctx, Practitioner, person.id, {"hours": hours}, person.version)

    return change
