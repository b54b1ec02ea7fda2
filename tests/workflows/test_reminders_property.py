"""No message for a dead version of a visit, and each due live reminder exactly once."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.clinic import actions as clinic
from chalicelib.errors import AppError
from chalicelib.gateways import (
    aws,
    connect,
    queue,
    secrets,
    sms,
    tenant_credentials,
    workflows,
)
from chalicelib.patients import actions as patients
from chalicelib.patients.model import PatientDraft
from chalicelib.refusals import actions as refusals
from chalicelib.table import keys
from chalicelib.tenants import limits
from tests.inside import clock_offset, make_clinic, set_clock
from tests.memory import Memory
from tests.workflows.telephone import FLOW, OUTCOMES
from tests.workflows.world import NUMBER, World

# Histories follow each other, over many years; each run begins them at the same instant.
BEGIN = datetime(2027, 3, 1, 10, tzinfo=UTC).timestamp()
HISTORIES = int(os.environ.get("REMINDER_HISTORIES", "2000"))

# What may happen, in any order. Numbers choose the visit, the hours ahead, and how often a workflow
# is started or a text brought.
BOOK = st.tuples(st.just("book"), st.integers(1, 90), st.just(0))
MOVE = st.tuples(st.just("move"), st.integers(0, 3), st.integers(1, 90))
CANCEL = st.tuples(st.just("cancel"), st.integers(0, 3), st.just(0))
RESTORE = st.tuples(st.just("restore"), st.integers(0, 3), st.just(0))
REPLY = st.tuples(st.just("reply"), st.sampled_from(["YES", "NO", "1", "hello"]), st.integers(1, 3))
WAIT = st.tuples(st.just("wait"), st.integers(1, 60), st.integers(1, 3))
HISTORY = st.lists(st.one_of(BOOK, BOOK, MOVE, CANCEL, RESTORE, REPLY, WAIT, WAIT), max_size=9)
CALLS = st.one_of(st.none(), st.lists(st.sampled_from(OUTCOMES), max_size=8))
FAULTS = st.lists(st.sampled_from(["sent", "sent", "sent", "not_sent", "uncertain"]), max_size=8)
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


@pytest.fixture(scope="module")
def on_cloud(inside: Any) -> Any:
    return make_clinic()


@settings(
    max_examples=HISTORIES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=HISTORY, faults=FAULTS, calls=CALLS)
def test_reminders_any_history(
    in_memory: Any, monkeypatch: Any, history: Any, faults: Any, calls: Any
) -> None:
    memory, made = in_memory
    before = dict(memory.items)
    try:
        _live(made, monkeypatch, history, faults, calls)
    finally:
        memory.items = before
        clinic._known.clear()


@pytest.mark.cloud
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=HISTORY, faults=FAULTS, calls=CALLS)
def test_reminders_any_history_on_tables(
    on_cloud: Any, monkeypatch: Any, history: Any, faults: Any, calls: Any
) -> None:
    _live(on_cloud, monkeypatch, history, faults, calls)


def _live(
    made: Any, monkeypatch: Any, history: Any, faults: list[str], calls: list[str] | None
) -> None:
    """Let the history happen, then four more days; and look at what was told.

    `calls` are what becomes of the calls to a patient who prefers them; None: one who is texted.
    """
    ctx, who, service = made
    person = patients.match_or_create(ctx, PatientDraft("Ada", clock.new_id(), NUMBER))
    world = World(ctx, service.id, who.id, person.id, list(faults), clock_offset())
    world.phone.outcomes = list(calls or ())
    with monkeypatch.context() as patched:
        if calls is not None:
            _prefer_calls(world, patched)
        patched.setattr(sms, "send", world.send)
        patched.setattr(workflows, "start", world.start)
        patched.setattr(keys, "DUE_SHARDS", 1)
        patched.setattr(limits, "spend", lambda *a, **k: None)
        for name, one, two in history:
            _do(getattr(world, name), one, two)
            world.note_versions()
        world.faults.clear()
        world.wait(100, 2)
    expected = world.still_expected()
    for each in world.visits:
        _do(lambda v, _: appointments.cancel(ctx, v, ""), each, None)
    assert world.dead == []
    assert {told: n for told, n in world.told.items() if n > 1} == {}
    assert expected <= set(world.told)
    assert world.phone.wrong == []


def _prefer_calls(world: World, patched: Any) -> None:
    patients.update(world.ctx, world.patient_id, {"preferred_contact": "phone"}, 1)
    refusals.allow_calls(world.ctx, NUMBER)
    world.phone.lay()
    patched.setenv("REMINDER_FLOW_ARN", FLOW)
    patched.setattr(queue, "send", world.phone.queue)
    patched.setattr(connect, "start_outbound_call", world.phone.ring)


def _do(what: Callable[..., Any], one: Any, two: Any) -> None:
    """Refused wishes (a taken time, a visit that is over) are part of life."""
    try:
        what(one, two)
    except (AppError, IndexError):
        return
