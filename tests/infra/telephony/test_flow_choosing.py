"""Actions that compare: what they compare, which branch they take, what their failures do."""

from collections import Counter
from random import Random

import pytest

from infra.local.telephony.flow.answers import (
    Answer,
    CallStatus,
    CustomerReturned,
    Done,
    Failed,
    Hours,
    Metric,
    Metrics,
)
from infra.local.telephony.flow.effects import (
    CallStatusWanted,
    HoursWanted,
    MetricsWanted,
    MetricWanted,
    Wait,
)
from tests.infra.telephony.plays import NMC, NME, QUEUE, Play, action

_ENDS = [action(name, "EndFlowExecution") for name in ("One", "Two", "Other", "Error")]
_BOTH = {NME: "Error", NMC: "Other"}


@pytest.mark.parametrize(
    ("value", "branch"),
    [("en", "en"), ("de", "TextStartsWith d"), ("tr", NMC), ("", NMC)],
)
def test_compare_takes_the_first_that_holds(value: str, branch: str) -> None:
    compare = action(
        "C",
        "Compare",
        {"ComparisonValue": "$.Attributes.language"},
        "Other",
        {"en": "One", "TextStartsWith d": "Two"},
        **{NMC: "Other"},
    )

    assert Play(compare, *_ENDS, attributes={"language": value}).path[0] == f"C: {branch}"


def test_compare_without_an_error_falls_to_its_next_action() -> None:
    play = Play(action("C", "Compare", {"ComparisonValue": "$.Channel"}, "Other"), *_ENDS)

    assert play.path == [f"C: {NMC}", "Other: Success"]


def test_compared_operand_may_be_a_reference() -> None:
    compare = action(
        "C", "Compare", {"ComparisonValue": "$.Attributes.a"}, "Other", {"$.Attributes.b": "One"}
    )

    assert Play(compare, *_ENDS, attributes={"a": "x", "b": "x"}).path[1] == "One: Success"


_HOURS = action(
    "H", "CheckHoursOfOperation", {"HoursOfOperationId": "h"}, "Error",
    {"True": "One", "False": "Two"}, **{NME: "Error"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "branch"), [(Hours(True), "True"), (Hours(False), "False"), (Failed(), NME)]
)
def test_hours_lead_by_whether_they_are_open(answer: Answer, branch: str) -> None:
    play = Play(_HOURS, *_ENDS, answers=[answer])

    assert play.effects == [HoursWanted(play.effects[0].at, "h", None)]
    assert play.path[0] == f"H: {branch}"


def test_hours_of_the_queue_are_meant_where_none_are_named() -> None:
    unnamed = {**_HOURS, "Parameters": {}}

    assert Play(unnamed, *_ENDS, queue=QUEUE, answers=[Hours(True)]).path[0] == "H: True"
    assert Play(unnamed, *_ENDS).path[0] == f"H: {NME}"


_METRIC = action(
    "M", "CheckMetricData", {"MetricType": "NumberOfContactsInQueue"}, "Error",
    {"NumberGreaterThan 5": "One", "NumberGreaterThan 0": "Two"}, **_BOTH,
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "branch"),
    [
        (Metric(6), "NumberGreaterThan 5"),
        (Metric(1), "NumberGreaterThan 0"),
        (Metric(0), NMC),
        (Failed(), NME),
    ],
)
def test_metric_leads_by_its_number(answer: Answer, branch: str) -> None:
    play = Play(_METRIC, *_ENDS, queue=QUEUE, answers=[answer])

    assert play.effects == [
        MetricWanted(play.effects[0].at, "NumberOfContactsInQueue", QUEUE.arn, None)
    ]
    assert play.path[0] == f"M: {branch}"


def test_age_of_the_oldest_contact_is_compared_in_milliseconds() -> None:
    oldest = action(
        "M", "CheckMetricData", {"MetricType": "OldestContactInQueueAgeSeconds"}, "Error",
        {"NumberGreaterThan 300000": "One"}, **_BOTH)  # fmt: skip

    assert Play(oldest, *_ENDS, answers=[Metric(301)], queue=QUEUE).path[1] == "One: Success"
    assert Play(oldest, *_ENDS, answers=[Metric(300)], queue=QUEUE).path[1] == "Other: Success"


def test_metrics_need_a_queue() -> None:
    get = action("G", "GetMetricData", {}, "One", **{NME: "Error"})

    assert Play(_METRIC, *_ENDS).path[0] == f"M: {NME}"
    assert Play(get, *_ENDS).path[0] == f"G: {NME}"
    assert Play(get, *_ENDS, queue=QUEUE, answers=[Failed()]).path[0] == f"G: {NME}"


def test_metrics_are_loaded_for_references() -> None:
    get = action("G", "GetMetricData", {"QueueId": "q2", "QueueChannel": "Voice"}, "One")
    found = Metrics("Desk", "arn:q2", size=4, oldest_seconds=90, online=3, available=1, staffed=2)

    play = Play(get, *_ENDS, answers=[found])

    assert play.effects == [MetricsWanted(play.effects[0].at, "q2", None, "Voice")]
    assert play.run.look_up(
        "$.Metrics.Queue.Size $.Metrics.Queue.OldestContactAge $.Metrics.Queue.Name "
        "$.Metrics.Agents.Online.Count $.Metrics.Agents.Available.Count "
        "$.Metrics.Agents.Staffed.Count"
    ) == "4 90 Desk 3 1 2"  # fmt: skip


_DICE = action(
    "D", "DistributeByPercentage", {}, "Other",
    {"NumberLessThan 26": "One", "NumberLessThan 51": "Two"}, **{NMC: "Other"},
)  # fmt: skip


def test_distribution_follows_the_given_random() -> None:
    first = [Play(_DICE, *_ENDS, seed=seed).path[0] for seed in range(20)]

    assert first == [Play(_DICE, *_ENDS, seed=seed).path[0] for seed in range(20)]


def test_distribution_is_as_the_percentages_say() -> None:
    seeds = Random(5)
    counted = Counter(Play(_DICE, *_ENDS, seed=seeds.randrange(10**9)).path[0] for _ in range(2000))

    shares = [counted[f"D: {b}"] / 2000 for b in ("NumberLessThan 26", "NumberLessThan 51", NMC)]
    assert shares == pytest.approx([0.25, 0.25, 0.5], abs=0.04)


def _loop(count: str) -> dict[str, object]:
    return action(
        "L",
        "Loop",
        {"LoopCount": count},
        "Other",
        {"ContinueLooping": "Say", "DoneLooping": "Other"},
    )


_SAY = action("Say", "MessageParticipant", {"Text": "again"}, "L")


@pytest.mark.parametrize(("count", "rounds"), [("0", 0), ("3", 3), ("$.Attributes.n", 2)])
def test_loop_goes_round_so_often_and_out_once(count: str, rounds: int) -> None:
    play = Play(_loop(count), _SAY, *_ENDS, attributes={"n": "2"})

    assert [effect.at.action for effect in play.effects] == ["Say"] * rounds
    assert play.path[-2:] == ["L: DoneLooping", "Other: Success"]


def test_loop_begins_anew_when_it_is_done() -> None:
    outer = action(
        "Outer",
        "Loop",
        {"LoopCount": "2"},
        "Other",
        {"ContinueLooping": "L", "DoneLooping": "Other"},
    )
    inner = {**_loop("3"), "Transitions": {**_loop("3")["Transitions"]}}  # type: ignore[dict-item]
    inner["Transitions"]["Conditions"][1]["NextAction"] = "Outer"  # type: ignore[index]

    play = Play(outer, inner, _SAY, *_ENDS)

    assert len(play.effects) == 6


def test_loop_tells_its_round_by_name() -> None:
    named = {**_loop("2"), "Parameters": {"LoopCount": "2", "LoopName": "tries"}}
    say = action("Say", "MessageParticipant", {"Text": "$.Loop.tries.Index"}, "L")

    assert [e.prompt.text for e in Play(named, say, *_ENDS).effects] == ["0", "1"]  # type: ignore[attr-defined]


def test_loop_without_a_count_falls_through() -> None:
    assert Play(_loop("often"), _SAY, *_ENDS).path == [f"L: {NME}", "Other: Success"]


_WAIT = action(
    "W", "Wait", {"TimeoutSeconds": "60", "Events": ["CustomerReturned"]}, "Error",
    {"WaitCompleted": "One", "CustomerReturned": "Two"}, **{NME: "Error"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "branch"),
    [(Done(), "WaitCompleted"), (CustomerReturned(), "CustomerReturned"), (Failed(), NME)],
)
def test_wait_is_over_or_cut_short(answer: Answer, branch: str) -> None:
    play = Play(_WAIT, *_ENDS, channel="CHAT", answers=[answer])

    assert play.effects == [Wait(play.effects[0].at, 60, ("CustomerReturned",))]
    assert play.path[0] == f"W: {branch}"


def test_wait_fails_on_calls() -> None:
    assert Play(_WAIT, *_ENDS).path[0] == f"W: {NME}"


@pytest.mark.parametrize(
    ("answer", "branch"),
    [
        (CallStatus("CallAnswered"), "CallAnswered"),
        (CallStatus("VoicemailBeep"), NME),
        (Failed(), NME),
    ],
)
def test_outbound_status_leads_by_what_was_met(answer: Answer, branch: str) -> None:
    status = action(
        "S", "CheckOutboundCallStatus", {}, "Error", {"CallAnswered": "One"}, **{NME: "Error"}
    )

    play = Play(status, *_ENDS, answers=[answer])

    assert play.effects == [CallStatusWanted(play.effects[0].at)]
    assert play.path[0] == f"S: {branch}"
