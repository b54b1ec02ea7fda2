"""A table in this process, a clinic in it, and its telephone."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.clinic import actions as clinic
from chalicelib.gateways import aws, connect, secrets, sms, tenant_credentials
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient, PatientDraft
from tests.flows.line import CALLER, Telephone
from tests.flows.reports import Reports
from tests.inside import make_clinic
from tests.memory import Memory

# A Monday morning in London, in winter.
OPEN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC).timestamp()
_INDEXES = {
    "lists": ("g1pk", "g1sk"), "timelines": ("g2pk", "g2sk"), "due": ("due_hour", "due"),
}  # fmt: skip


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    made = Memory(_INDEXES)
    monkeypatch.setenv("TABLE_NAME", "memory")
    monkeypatch.setenv("PUBLIC_URL", "https://frontdesk.test")
    monkeypatch.setattr(tenant_credentials, "client", lambda *_: made)
    monkeypatch.setattr(aws, "client", lambda *_: made)
    monkeypatch.setattr(secrets, "signing_key", lambda: b"a key for tests")
    yield made
    clinic._known.clear()


@pytest.fixture
def telephone(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> Telephone:
    """A clinic that is open 08:00-20:00 every day; its time is the exchange's.

    Its one operator is there and has a break.
    """
    monkeypatch.setattr(clock, "now", lambda: datetime.fromtimestamp(OPEN, UTC))
    made = Telephone(make_clinic(languages=("en", "tr")), start=OPEN)
    monkeypatch.setattr(clock, "now", made.now)
    made.agent("pat", "Break")
    return made


@pytest.fixture
def ada(telephone: Telephone) -> Patient:
    """Ada Example, born on the 5th of March, with the caller's number."""
    draft = PatientDraft("Ada", "Example", CALLER, birth_date=date(1980, 3, 5))
    return patients.match_or_create(telephone.ctx, draft)


@pytest.fixture
def texted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Number and code of each text with a code."""
    sent: list[tuple[str, str]] = []

    def send(to: str, body: str, *_: Any) -> str:
        found = re.search(r"\d{6}", body)
        sent.append((to, found[0] if found else ""))
        return "message"

    monkeypatch.setattr(sms, "send", send)
    return sent


@pytest.fixture
def reports(telephone: Telephone, monkeypatch: pytest.MonkeyPatch) -> Reports:
    made = Reports(telephone, Random(1))
    monkeypatch.setenv("CONNECT_INSTANCE_ARN", telephone.directory.instance.arn)
    monkeypatch.setattr(connect, "describe_contact", made.describe)
    return made
