"""What a clinic keeps of its telephone, as arguments for its stores."""

from datetime import UTC, datetime
from typing import Any

from chalicelib import clock
from chalicelib.audit.model import Entry
from chalicelib.calls import store as calls
from chalicelib.calls.store import AgentState
from chalicelib.lines.model import Agent, Instance, Line
from chalicelib.missed import store as missed
from tests.clinics import WholeClinic

_AT = "2027-03-22T09:00:00.000Z"


def of_the_phone(theirs: WholeClinic, long_ago: datetime, far_ahead: datetime) -> dict[str, Any]:
    """What arguments of the stores of calls, lines, missed calls and the audit are called."""
    ctx, things = theirs.ctx, theirs.things
    user_id, instance = things["user_id"], Instance("arn:aws:connect:r:1:instance/i")
    return {
        "call": calls.find(ctx, things["contact_id"]), "call_id": things["contact_id"],
        "state": AgentState(user_id, theirs.words[0], _AT, _AT),
        "entry": missed.find(ctx, theirs.id_of("missed_call_id")),
        "line": Line("+12025550199", instance, "q", "arn/q", theirs.words[0]),
        "agent": Agent(theirs.staff["owner"].id, user_id, theirs.words[0]),
        "audited": Entry("i" * 16, long_ago, "a", "listened", "call", theirs.words[0]),
        "month": datetime.fromtimestamp(clock.epoch(), UTC).strftime("%Y-%m"),
        "texted_at": far_ahead, "not_since": far_ahead, "newest_first": True,
    }  # fmt: skip
