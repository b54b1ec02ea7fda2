"""Each rule finds what it is about in a flow that is right otherwise."""

import json
from typing import Any

import pytest

from infra.local.telephony.lint.draft import Draft, draft
from infra.local.telephony.lint.finding import Finding
from infra.local.telephony.lint.rules import lint
from tests.infra.telephony.lint_cases import BROKEN, RIGHT, SAY, one
from tests.infra.telephony.plays import NMC, NME, action

_BYE = action("Bye", "DisconnectParticipant")


def document(*actions: dict[str, Any], **more: Any) -> dict[str, Any]:
    start = actions[0]["Identifier"]
    return {"Version": "2019-10-30", "StartAction": start, "Actions": [*actions, _BYE], **more}


def opened(name: str, raw: dict[str, Any]) -> Draft:
    found = draft(name, json.dumps(raw))
    assert isinstance(found, Draft)
    return found


def rules(*actions: dict[str, Any], **more: Any) -> set[str]:
    return {finding.rule for finding in lint([opened("a.json", document(*actions, **more))])}


@pytest.mark.parametrize(
    "right",
    RIGHT,
    ids=lambda right: right["Type"],
)
def test_right_action_has_no_findings(right: dict[str, Any]) -> None:
    assert lint([opened("a.json", document(right))]) == []


@pytest.mark.parametrize(
    ("broken", "rule"),
    BROKEN,
    ids=lambda value: value if isinstance(value, str) else value["Type"],
)
def test_rule_finds_what_it_is_about(broken: dict[str, Any], rule: str) -> None:
    assert rule in rules(broken)


def test_document_rules_look_at_the_whole_file() -> None:
    say = one("MessageParticipant", SAY)
    many = [action(f"A{n}", "MessageParticipant", SAY, f"A{n + 1}") for n in range(250)]

    assert rules(say, Version="1") == {"version"}
    assert rules(say, StartAction="Gone") >= {"dangling", "unreachable"}
    assert rules(say, say) == {"unique-identifier"}
    assert "too-many-actions" in rules(*many)
    assert "too-long" in rules(one("MessageParticipant", {"Text": "a" * 256_000}))
    assert rules(say, action("B", "EndFlowExecution")) == {"unreachable"}


def test_actions_are_kept_to_their_kind_of_flow() -> None:
    queue = {"Metadata": {"type": "customerQueue"}}
    away = one("TransferToFlow", {"ContactFlowId": "f"}, "Bye", **{NME: "Bye"})

    assert rules(away, **queue) == {"wrong-flow-type"}
    assert rules(one("MessageParticipant", SAY, "A"), action("B", "Wait"), **queue) >= {
        "unreachable"
    }
    assert "endless" not in rules(one("MessageParticipant", SAY, "A"), **queue)


def test_circle_without_a_way_out_is_found() -> None:
    errors = {NME: "A", NMC: "A", "InputTimeLimitExceeded": "A"}
    menu = one("GetParticipantInput", {**SAY, "StoreInput": "False"}, "A", {"1": "A"}, **errors)

    assert rules(menu) == {"no-exit", "unreachable"}


def test_attributes_may_be_written_in_another_flow_or_given() -> None:
    reads = opened("b.json", document(one("MessageParticipant", {"Text": "$.Attributes.who"})))
    writes = opened(
        "a.json",
        document(one("UpdateContactAttributes", {"Attributes": {"who": "x"}}, **{NME: "Bye"})),
    )

    assert lint([reads, writes]) == []
    assert lint([reads], given={"who"}) == []
    assert [str(finding) for finding in lint([reads])] == [
        "b.json: A: never-written (warning): $.Attributes.who is read, but nothing writes it."
    ]


def test_missing_language_is_named() -> None:
    compare = one(
        "Compare",
        {"ComparisonValue": "$.Attributes.language"},
        "Bye",
        {"en": "Bye", "tr": "Bye"},
        **{NMC: "Bye"},
    )

    found = lint(
        [opened("a.json", document(compare))], languages=["en", "tr", "hu"], given=["language"]
    )

    assert [(f.action, f.rule, f.reason) for f in found] == [
        ("A", "missing-language", "No branch for hu.")
    ]


@pytest.mark.parametrize(
    "target", ["b", "${flow.b}", "arn:aws:connect:x:1:instance/i/contact-flow/b"]
)
def test_flows_that_name_each_other_are_a_warning(target: str) -> None:
    def leads(to: str) -> dict[str, Any]:
        return document(one("TransferToFlow", {"ContactFlowId": to}, "Bye", **{NME: "Bye"}))

    found = lint([opened("x/a.json", leads(target)), opened("x/b.json", leads("${flow.a}"))])

    reason = "x/a.json → x/b.json name each other; give one's id as an attribute."
    assert found == [Finding("x/a.json", "", "circular", reason, warning=True)]


def test_flow_named_by_an_attribute_is_no_circle() -> None:
    home = one("TransferToFlow", {"ContactFlowId": "$.Attributes.home"}, "Bye", **{NME: "Bye"})

    assert lint([opened("a.json", document(home))], given=["home"]) == []
