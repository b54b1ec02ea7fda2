"""Whatever fails in a call, the caller is told so before the line goes dead."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from infra import callflows
from infra.local import flowcases
from infra.local.telephony.testcase.case import Case
from infra.local.telephony.testcase.sweep import Probe, sweep

Action = dict[str, Any]


# Where a call begins, no phrase is kept yet.
_BEGINNINGS = {"entry", "reminder"}
_KEPT = {f"say_{name}": name for name in ("failed", "goodbye", "nobody", "voicemail", "queue")}


def _case(path: Path) -> Case:
    """As it stands, with the phrases that `greet` has left everywhere but at the beginning."""
    case = flowcases.case(path)
    known = {} if case.flow_id in _BEGINNINGS else _KEPT
    return replace(case, attributes={**known, **case.attributes})


def _probes() -> list[Probe]:
    cases = [_case(path) for path in flowcases.CASES]
    return list(sweep(cases, flowcases.flows(), flowcases.WORLD, every=True))


def test_no_failure_leaves_the_caller_in_silence() -> None:
    probes = _probes()

    silent = [probe.branch for probe in probes if probe.silent]
    assert len(probes) > 200
    assert silent == []
    assert [probe.branch for probe in probes if probe.broken] == []


def _leading_to(flow: dict[str, Any], end: str) -> Iterator[Action]:
    """The actions that lead to an end, once for each way."""
    for action in flow["Actions"]:
        leads = action["Transitions"]
        ways = [leads, *leads.get("Errors", []), *leads.get("Conditions", [])]
        for way in ways:
            if way.get("NextAction") == end:
                yield action


@pytest.mark.parametrize("name", callflows.names())
def test_line_goes_dead_only_behind_spoken_words(name: str) -> None:
    """However many things failed before: the last action is a message, or the farewell."""
    flow = callflows.load(name)
    ends = [a["Identifier"] for a in flow["Actions"] if a["Type"] == "DisconnectParticipant"]

    before = [action for end in ends for action in _leading_to(flow, end)]
    unspoken = [
        action["Identifier"]
        for action in before
        if action["Type"] != "MessageParticipant"
        and action["Parameters"].get("FlowModuleId") != "${module.farewell}"
    ]

    assert unspoken == []
