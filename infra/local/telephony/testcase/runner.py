"""Runs test cases against a set of flows and says what came of each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infra.local.telephony.flow.document import Flow
from infra.local.telephony.flow.notes import Step
from infra.local.telephony.flow.values import Ended
from infra.local.telephony.testcase.call import MOST_SECONDS, Call
from infra.local.telephony.testcase.case import Case
from infra.local.telephony.testcase.world import World


@dataclass(frozen=True)
class Result:
    """`reason` is empty when it passed; `transcript` lines are (second, who, what).

    `disturbed_at` is how many lines were said before the first fault of the world struck.
    """

    case: str
    reason: str
    steps: tuple[Step, ...]
    problems: tuple[str, ...]
    transcript: tuple[tuple[float, str, str], ...]
    logged: dict[str, str]
    seconds: float
    ended: Ended | None
    disturbed_at: int | None = None

    @property
    def passed(self) -> bool:
        return not self.reason

    def told(self) -> str:
        """The whole call for people: who said what, which way it went, why it failed."""
        lines = [f"{self.case}: {self.reason or 'passed'}"]
        lines += [f"  {at:6.1f} s  {who}: {text}" for at, who, text in self.transcript]
        lines += [f"  way: {s.at.flow}/{s.at.action} [{s.branch}]" for s in self.steps]
        return "\n".join(lines + [f"  problem: {problem}" for problem in self.problems])


def run_case(
    case: Case,
    flows: Mapping[str, Flow],
    world: World | None = None,
    *,
    flow_id: str | None = None,
    lenient: bool = False,
) -> Result:
    """`flow_id` where the case itself names no flow; ids are the keys of `flows`.

    With `lenient` the case only plays the caller: the call goes on to its end whatever it meets.
    """
    call = Call(case, flows, (world or World()).amended(case.metadata), lenient)
    entry = case.flow_id or flow_id
    if entry is None:
        raise ValueError(f"{case.name}: it isn't said which flow is tested.")
    call.play(entry)
    reason = _judge(call)
    return Result(
        case.name,
        reason,
        tuple(call.steps),
        (*call.problems, *_unused(call)),
        tuple(call.transcript),
        call.script.logged,
        call.seconds,
        call.ended,
        call.disturbed_at,
    )


def _judge(call: Call) -> str:
    """Why the case failed, or nothing."""
    script = call.script
    if script.failure:
        return script.failure
    by_test = script.over
    how = _how_it_ended(call)
    since = f" Heard since then: {', '.join(script.happened)}." if script.happened else ""
    script.complete()
    if script.failure:
        return script.failure
    missing = script.missing()
    if missing:
        awaited = f"{missing[0].id!r} still waited for {missing[0]}"
        return f"{how} after {call.seconds:.0f} s, and {awaited}.{since}"
    if script.expected:
        return f"{how} after {call.seconds:.0f} s, and {_action(script.expected[0])} never began."
    if call.seconds > MOST_SECONDS and not by_test:
        return f"All was observed, but nothing ended the test within {MOST_SECONDS} s."
    return ""


def _unused(call: Call) -> list[str]:
    """Mocks that nobody asked for: often a sign that the call went another way than was thought."""
    return [
        f"An override of {one.properties.get('ActionType')} was never used."
        for one in call.overrides.waiting
    ]


def _action(wanted: Mapping[str, Any]) -> str:
    parameters = json.dumps(wanted.get("ActionParameters") or {}, ensure_ascii=False)
    return f"{wanted.get('ActionType')} {parameters}"


def _how_it_ended(call: Call) -> str:
    if call.script.over:
        return "The test ended itself"
    if call.hung_up:
        return "The caller hung up"
    if call.ended is None or call.seconds > MOST_SECONDS:
        return "Nothing more happened"
    where = f" at {call.ended.at.flow}/{call.ended.at.action}" if call.ended.at else ""
    why = f": {call.ended.reason.rstrip('.')}" if call.ended.reason else ""
    return f"The call ended ({call.ended.how}{where}{why})"
