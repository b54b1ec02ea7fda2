"""No message for a dead version of a visit, and each due live reminder exactly once."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.clinic import actions as clinic
from chalicelib.gateways import aws, secrets, tenant_credentials
from tests.inside import make_clinic, set_clock
from tests.memory import Memory
from tests.workflows.histories import any_history, live

# Histories follow each other, over many years; each run begins them at the same instant.
BEGIN = datetime(2027, 3, 1, 10, tzinfo=UTC).timestamp()
HISTORIES = int(os.environ.get("REMINDER_HISTORIES", "2000"))
_INDEXES = {
    "lists": ("g1pk", "g1sk"), "timelines": ("g2pk", "g2sk"), "due": ("due_hour", "due"),
}  # fmt: skip


@pytest.fixture(scope="module")
def in_memory(tmp_path_factory: Any) -> Iterator[tuple[Memory, Any]]:
    """The tables in this process, and a clinic in them."""
    memory = Memory(_INDEXES)
    with pytest.MonkeyPatch.context() as patched:
        for name, value in {
            "TABLE_NAME": "memory",
            "PUBLIC_URL": "https://frontdesk.test",
            "FRONTDESK_CLOCK_FILE": str(tmp_path_factory.mktemp("clock") / "offset"),
        }.items():
            patched.setenv(name, value)
        patched.setattr(tenant_credentials, "client", lambda *_: memory)
        patched.setattr(aws, "client", lambda *_: memory)
        patched.setattr(secrets, "signing_key", lambda: b"a key for tests")
        set_clock(BEGIN - time.time())
        yield memory, make_clinic()


@any_history(HISTORIES)
def test_reminders_any_history(
    in_memory: Any, monkeypatch: Any, history: Any, faults: Any, calls: Any
) -> None:
    memory, made = in_memory
    before = dict(memory.items)
    try:
        live(made, monkeypatch, history, faults, calls)
    finally:
        memory.items = before
        clinic._known.clear()
