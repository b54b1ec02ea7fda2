"""The board that is kept is the one that a replay of all that was told would show."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.calls import actions, hearing, model, reports
from chalicelib.calls.board import Board, board_of
from chalicelib.calls.model import Call
from chalicelib.context import Context
from chalicelib.gateways import aws, tenant_credentials
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import store as profiles
from tests.inside import make_clinic
from tests.memory import Memory

OURS = "+12025550199"
_INDEXES = {
    "lists": ("g1pk", "g1sk"), "timelines": ("g2pk", "g2sk"), "due": ("due_hour", "due"),
}  # fmt: skip
_AGENTS = ("user-1", "user-2")
_KINDS = ("INITIATED", "QUEUED", "CONNECTED_TO_AGENT", "DISCONNECTED")
_SECONDS = st.integers(0, 59).map(lambda n: f"2027-03-22T09:00:{n:02d}.000Z")


def _event(kind: str, call: int, leg: int, at: str, agent: str) -> dict[str, Any]:
    first = f"call-{call}"
    detail = {
        "eventType": kind, "channel": "VOICE", "initialContactId": first,
        "contactId": first if leg == 0 else f"{first}-{leg}",
        "initiationMethod": "INBOUND" if leg == 0 else "TRANSFER",
        "tags": {"aws:connect:systemEndpoint": OURS},
    }  # fmt: skip
    if kind == "CONNECTED_TO_AGENT":
        detail["agentInfo"] = {"agentArn": f"arn/agent/{agent}"}
    return {"time": at, "detail": detail}


def _state(agent: str, name: str, at: str) -> dict[str, Any]:
    status = {"Name": name, "StartTimestamp": at}
    return {
        "AgentARN": f"arn/agent/{agent}", "EventTimestamp": at, "EventType": "STATE_CHANGE",
        "CurrentAgentSnapshot": {"AgentStatus": status},
    }  # fmt: skip


_EVENTS = st.one_of(
    st.builds(
        _event, st.sampled_from(_KINDS), st.integers(1, 3), st.integers(0, 1), _SECONDS,
        st.sampled_from(_AGENTS),
    ),
    st.builds(
        _state, st.sampled_from(_AGENTS), st.sampled_from(["Available", "Lunch"]), _SECONDS
    ),
)  # fmt: skip


def _replayed(log: list[dict[str, Any]]) -> Board:
    """The board by a fold of the whole log, without a table."""
    calls: dict[str, Call] = {}
    states: dict[str, tuple[str, str, str]] = {}
    for event in log:
        report = reports.of_event(event)
        if report:
            call = calls.get(report.call_id, Call(report.call_id))
            calls[report.call_id] = model.told(call, report.contact)
        told = reports.of_agent(event)
        if told and told.at > states.get(told.user_id, ("", "", ""))[2]:
            states[told.user_id] = (told.state, told.since, told.at)
    return board_of(calls.values(), [(u, name, since) for u, (name, since, _) in states.items()])


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Memory, Context]]:
    """The tables in this process, and a clinic with a number in them."""
    memory = Memory(_INDEXES)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TABLE_NAME", "memory")
        patched.setenv("FRONTDESK_CLOCK_FILE", str(tmp_path_factory.mktemp("clock") / "offset"))
        patched.delenv("CONNECT_INSTANCE_ARN", raising=False)
        patched.setattr(tenant_credentials, "client", lambda *_: memory)
        patched.setattr(aws, "client", lambda *_: memory)
        ctx, _, _ = make_clinic(quiet_from="00:00", quiet_to="00:00", sms_number=None)
        tenants.add_numbers([OURS], "voice")
        assert profiles.claim_number("voice", OURS, ctx.tenant_id)
        for agent in _AGENTS:
            tenants.point_agent(ctx, agent)
        yield memory, ctx


@settings(max_examples=150, deadline=None, derandomize=True)
@given(log=st.lists(_EVENTS, min_size=1, max_size=14))
def test_kept_board_is_a_replay_of_the_log(
    clinic: tuple[Memory, Context], log: list[dict[str, Any]]
) -> None:
    memory, ctx = clinic
    before = dict(memory.items)
    try:
        for event in log:
            hear = hearing.hear_event if "detail" in event else hearing.hear_record
            hear(event)

        kept = actions.board(ctx)
    finally:
        memory.items = before

    assert kept == _replayed(log)
