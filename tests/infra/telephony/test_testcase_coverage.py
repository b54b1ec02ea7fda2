"""Which branches were taken is counted, what no case makes fail is made to, and doubts are told."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.local.telephony.flow.document import read
from infra.local.telephony.testcase.case import Case, read_case
from infra.local.telephony.testcase.coverage import Coverage
from infra.local.telephony.testcase.portable import doubts
from infra.local.telephony.testcase.runner import run_case
from infra.local.telephony.testcase.sweep import sweep
from infra.local.telephony.testcase.world import World
from tests.infra.telephony.cases import (
    answers,
    case,
    ends,
    expects,
    fails,
    hears,
    presses,
    sees,
    started,
)
from tests.infra.telephony.plays import NME, QUEUE, action, flow
from tests.infra.telephony.reception import FLOWS, WORLD, run

_QUEUE_FLOW = Path(__file__).parent / "flows" / "queue with callback.json"


def _case(*observations: dict[str, Any]) -> Case:
    return read_case(case(*observations), "try")


def test_coverage_counts_what_was_taken() -> None:
    coverage = Coverage(FLOWS)
    before = coverage.percent

    coverage.add(run(started(), hears("next", "press 1", presses("7"), then="end"),
                     hears("end", "means nothing")).steps)  # fmt: skip

    assert (before, len(coverage.missing())) == (0, len(coverage.branches) - 5)
    assert "Menu (GetParticipantInput): InputTimeLimitExceeded" in coverage.table()
    assert "Menu (GetParticipantInput): NoMatchingCondition" not in coverage.table()


def test_coverage_is_full_when_every_branch_was_taken() -> None:
    flows = {"f": flow(action("A", "MessageParticipant", {"Text": "a"}, "Bye", **{NME: "Bye"}))}
    coverage = Coverage(flows)
    world = {"Faults": [{"Flow": "f", "Action": "A", "Error": NME}]}

    for document in (case(started(), hears("next", "a")), case(world=world)):
        coverage.add(run_case(read_case(document), flows, flow_id="f").steps)

    assert (coverage.missing(), coverage.percent) == ([], 100)


def test_real_queue_flow_is_walked_in_simulated_time() -> None:
    flows = {"queue": read(_QUEUE_FLOW.read_text())}

    result = run_case(
        _case(started(), hears("next", "called back", presses("2"), then="type"),
              hears("type", "Type the number", presses("2025550188#"), then="end"),
              hears("end", "call you back")),
        flows, World(queues={"q": QUEUE}), flow_id="queue",
    )  # fmt: skip

    assert result.reason == ""
    assert result.seconds > 30
    assert [s.branch for s in result.steps if s.at.action == "Offer"] == ["2"]


def test_sweep_finds_callers_left_in_silence() -> None:
    flows = {
        "f": flow(
            action(
                "Ask", "InvokeLambdaFunction", {"LambdaFunctionARN": "f"}, "Tell", **{NME: "Bye"}
            ),
            action("Tell", "MessageParticipant", {"Text": "Hello"}, "Bye", **{NME: "Gone"}),
        )
    }
    greet = _case(started(answers("f", {})), hears("next", "Hello"))

    probes = {probe.branch.action: probe for probe in sweep([greet], flows, flow_id="f")}

    assert (probes["Ask"].silent, probes["Ask"].broken) == (True, False)
    assert (probes["Tell"].silent, probes["Tell"].broken) == (True, True)


def test_sweep_is_content_where_failures_are_told() -> None:
    greet = _case(
        started(), hears("next", "press 1", presses("1"), then="hold"), hears("hold", "on", ends())
    )

    probes = list(sweep([greet], FLOWS, WORLD, flow_id="main"))

    assert {(probe.branch.action, probe.branch.branch) for probe in probes} >= {
        ("Hours", NME), ("Ask", NME), ("Menu", "InputTimeLimitExceeded"), ("Go", "QueueAtCapacity"),
    }  # fmt: skip
    assert [probe.branch for probe in probes if probe.silent or probe.broken] == []


def test_sample_of_connect_raises_no_doubts() -> None:
    document = case(
        started(answers("arn:f", {"a": "1"})),
        hears("next", "hello", presses("1"), then="queue"),
        sees("queue", "FlowActionStarted", expects("$.Queue.Name", "q"), ends(),
             ActionType="TransferContactToQueue", ActionParameters={"QueueId": "q"}),
    )  # fmt: skip

    assert doubts(document) == []
    assert doubts({"Content": json.dumps(document)}) == []


@pytest.mark.parametrize(
    ("observation", "doubt"),
    [
        (sees("a", "FlowActionStarted", ActionType="Compare"), "is not among what is observed"),
        (sees("a", "FlowActionStarted", ActionType="InvokeLambdaFunction"), "is named by"),
        (sees("a", "MessageReceived", Text="x"), "MatchingCriteria is"),
        (sees("a", "TestInitiated", expects("$.Channel", "x", "Above")), "Operator is one of"),
        (started(fails("Compare", {"a": "b"}, NME)), "is not among what is overridden"),
        (started(fails("CheckHoursOfOperation", {"HoursOfOperationId": "h"}, NME)), "substitute"),
        ({"Identifier": "a", "Event": {"Type": "TestInitiated"}}, "needs its own Identifier"),
        ({**sees("a", "TestInitiated"), "Usage": {"Type": "EXACTLY"}}, "Usage is one of"),
        (sees("a", "TestInitiated", {"Type": "TestControl", "Parameters": {}}), "repeats its type"),
    ],
)
def test_what_connect_would_refuse_is_told(observation: dict[str, Any], doubt: str) -> None:
    (told,) = doubts(case(observation))

    assert doubt in told
