"""What may happen to visits and their reminders, in any order, and what must be true of it."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.errors import AppError
from chalicelib.gateways import connect, queue, sms, workflows
from chalicelib.patients import actions as patients
from chalicelib.patients.model import PatientDraft
from chalicelib.refusals import actions as refusals
from chalicelib.table import keys
from chalicelib.tenants import limits
from tests.inside import clock_offset
from tests.workflows.telephone import FLOW, OUTCOMES
from tests.workflows.world import NUMBER, World

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


def any_history(number: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Asks a test for `number` histories, each with the carrier's faults and the calls' ends."""
    fixed = settings(
        max_examples=number,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    given_them = given(history=HISTORY, faults=FAULTS, calls=CALLS)
    return lambda test: fixed(given_them(test))


def live(
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
