"""What published flows hold is no finding: shapes that Connect's designer and service take."""

import json
from typing import Any

import pytest

from infra.local.telephony.lint.draft import Draft, draft
from infra.local.telephony.lint.finding import Finding
from infra.local.telephony.lint.rules import lint
from tests.infra.telephony.lint_cases import LATE, SAY, one
from tests.infra.telephony.plays import NMC, NME, action
from tests.infra.telephony.test_lint_rules import document, opened

_TAKES_ALL = {**LATE, NME: "Bye"}
_STAFF = {"MetricType": "NumberOfAgentsAvailable"}
_SOME = {"NumberGreaterThan 0": "Bye"}
_VOICE = {"VoiceBehavior": {"VoiceRecordingBehavior": {"RecordedParticipants": ["Agent"]}}}
_MISMATCH = {NME: "Bye", "ChannelMismatch": "Bye"}
_LOOP = {"ContinueLooping": "A", "DoneLooping": "Bye"}
_LAMBDA = {"LambdaFunctionARN": "${Function.Arn}", "InvocationTimeLimitSeconds": 5}

PUBLISHED: list[dict[str, Any]] = [
    one("ConnectParticipantWithLexBot", {**SAY, "LexV2Bot": {"AliasArn": "arn:b"}}, "Bye",
        {"Book": "Bye", "Cancel": "Bye"}, **_TAKES_ALL),
    one("GetParticipantInput", SAY, "Bye", {"1": "Bye"}, **LATE),
    one("GetParticipantInput", {"StoreInput": "False"}, "Bye", {"*": "Bye"}, **LATE),
    one("Loop", {"LoopCount": "3"}, "Bye", _LOOP, **{NME: "Bye"}),
    one("Loop", {"LoopCount": "$.Attributes.['how often']"}, "Bye", _LOOP),
    one("Loop", {"LoopCount": "0"}, "Bye", _LOOP),
    one("UpdateFlowLoggingBehavior", {"FlowLoggingBehavior": "Enabled"}, **{NME: "Bye"}),
    one("UpdateContactRecordingBehavior", {"RecordingBehavior": {}}, **{NME: "Bye"}),
    one("CheckMetricData", _STAFF, "Bye", _SOME, **{NME: "Bye"}),
    one("CheckMetricData", _STAFF, "Bye", _SOME, **{NME: "Bye", NMC: "Bye"}),
    one("Wait", {"TimeLimitSeconds": "9"}, "Bye", {"WaitCompleted": "Bye"}, NoMatchingError="Bye",
        ParticipantNotFound="Bye"),
    one("DistributeByPercentage", None, "Bye", {"NumberLessThan 11": "Bye"}, **{NMC: "Bye"}),
    one("UpdateContactRecordingAndAnalyticsBehavior", _VOICE, **_MISMATCH),
    one("UpdateContactRoutingBehavior", {"QueueTimeAdjustmentSeconds": "-60"}),
    one("Compare", {"ComparisonValue": "$.SegmentAttributes.connect:Subtype"}, "Bye",
        {"connect:SMS": "Bye"}, **{NMC: "Bye"}),
    one("Compare", {"ComparisonValue": "$['External']['a']"}, "Bye", {"1": "Bye"}, **{NMC: "Bye"}),
    one("InvokeLambdaFunction", {**_LAMBDA, "InvocationType": "ASYNCHRONOUS",
                                 "InvocationTimeLimitSeconds": "60"}, **{NME: "Bye"}),
    one("UpdateContactAttributes", {"SegmentAttributes": {"a": "b"}}, **{NME: "Bye"}),
    one("DequeueContactAndTransferToQueue", {}, **{NME: "Bye", "QueueAtCapacity": "Bye"}),
]  # fmt: skip

# Services that the exchange has not: a warning says so, and nothing else is said.
ELSEWHERE: list[dict[str, Any]] = [
    one("ShowView", {"ViewResource": {"Id": "form"}}, "Bye", {"Submit": "Bye"},
        **{NME: "Bye", NMC: "Bye", "TimeLimitExceeded": "Bye"}),
    one("TransferContactToAgent", {}, None),
    one("LoadContactContent", {"ContentType": "EmailMessage"}, **{NME: "Bye"}),
    one("AuthenticateParticipant", {}, "Bye", {"OptedOut": "Bye"}, **{NME: "Bye"}),
    one("UpdateContactMediaProcessing", {}, **_MISMATCH),
]  # fmt: skip

REFUSED: list[tuple[dict[str, Any], str]] = [
    (one("ConnectParticipantWithLexBot", {"LexV2Bot": {"AliasArn": "b"}}, **{NME: "Bye"}),
     "missing-error"),
    (one("ShowView", {}, None), "no-next"),
    (one("Compare", {"ComparisonValue": "$.Channel"}, None, {"1": "Bye"}, **{NMC: "Bye"}),
     "no-next"),
    (one("TransferToFlow", {"ContactFlowId": "f"}, None, **{NME: "Bye"}), "no-next"),
    (one("UpdateContactRecordingAndAnalyticsBehavior", _VOICE, **{NME: "Bye"}), "missing-error"),
    (one("UpdateContactRecordingAndAnalyticsBehavior", {"ChatBehavior": {}}, **_MISMATCH),
     "missing-error"),
    (one("UpdateContactRecordingAndAnalyticsBehavior", {}, **_MISMATCH), "parameter"),
    (one("UpdateFlowAttributes", {"FlowAttributes": {"a": "flat"}}, **{NME: "Bye"}), "parameter"),
    (one("TagContact", {"Tags": dict.fromkeys("abcdefg", "x")}, **{NME: "Bye"}), "parameter"),
    (one("UntagContact", {"TagKeys": []}, **{NME: "Bye"}), "parameter"),
    (one("UnTagContact", {"TagKeys": ["a"]}, **{NME: "Bye"}), "old-spelling"),
    (one("CheckMetricData", {"MetricType": "NumberOfContactsInQueue"}, "Bye",
         {"NumberGreaterThan 5": "Bye"}, **{NME: "Bye"}), "missing-error"),
    (one("PlayPrompt", {}), "unknown-type"),
]  # fmt: skip


def _wrong(found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if not finding.warning]


def _found(one_action: dict[str, Any]) -> list[Finding]:
    return lint([opened("a.json", document(one_action))])


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda one: one["Type"])
def test_published_shape_is_no_finding(published: dict[str, Any]) -> None:
    assert _wrong(_found(published)) == []


@pytest.mark.parametrize("published", ELSEWHERE, ids=lambda one: one["Type"])
def test_other_services_are_only_said_not_to_be_here(published: dict[str, Any]) -> None:
    assert [(f.rule, f.warning) for f in _found(published) if f.action == "A"] == [
        ("not-executed", True)
    ]


@pytest.mark.parametrize(
    ("refused", "rule"), REFUSED, ids=lambda v: v if isinstance(v, str) else v["Type"]
)
def test_what_the_service_refuses_is_a_finding(refused: dict[str, Any], rule: str) -> None:
    assert rule in {finding.rule for finding in _wrong(_found(refused))}


def test_taste_is_a_warning() -> None:
    lonely = action("B", "MessageParticipant", SAY, "B")
    number = one("InvokeLambdaFunction", _LAMBDA, **{NME: "Bye"})

    found = lint([opened("a.json", document(number, lonely))])

    assert {finding.rule for finding in found} == {"scalar", "unreachable", "endless", "no-exit"}
    assert _wrong(found) == []


def test_answer_of_describe_contact_flow_and_a_template_are_read() -> None:
    content = document(one("MessageParticipant", SAY))
    wrapped = [
        {"ContactFlow": {"Name": "f", "Content": json.dumps(content)}},
        {"Type": "AWS::Connect::ContactFlow", "Properties": {"Content": json.dumps(content)}},
        {"Content": {"Fn::Sub": json.dumps(content)}},
        {"Content": {"Fn::Sub": [json.dumps(content), {}]}},
    ]

    for one_form in wrapped:
        read = draft("a.json", json.dumps(one_form))
        assert isinstance(read, Draft)
        assert lint([read]) == []
        assert list(read.flow.actions) == ["A", "Bye"]


def test_export_of_the_old_designer_is_refused_with_what_to_do() -> None:
    old = {"modules": [{"id": "a", "type": "PlayPrompt"}], "version": "1", "start": "a"}

    read = draft("old.json", json.dumps(old))

    assert isinstance(read, Finding)
    assert "the old export of Connect's designer" in read.reason
