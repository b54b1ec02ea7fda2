"""Documents of all spellings are read alike, written as Connect wants them, and found by any id."""

import json
from pathlib import Path

import pytest

from infra.local.telephony.flow.document import UnreadableFlow, read, write
from infra.local.telephony.flow.library import Flows, short
from tests.infra.telephony.plays import action

_FLOWS = sorted(Path(__file__).with_name("flows").glob("*.json"))


@pytest.mark.parametrize("path", _FLOWS, ids=lambda path: path.stem)
def test_flow_is_the_same_after_writing(path: Path) -> None:
    flow = read(path.read_text())

    assert read(json.dumps(write(flow))) == flow


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("GetParticipantInput", "InputTimeoutSeconds", "InputTimeLimitSeconds"),
        ("Wait", "TimeoutSeconds", "TimeLimitSeconds"),
        (
            "TransferParticipantToThirdParty",
            "ThirdPartyConnectionTimeoutSeconds",
            "ThirdPartyConnectionTimeLimitSeconds",
        ),
    ],
)
def test_older_parameters_are_written_anew(kind: str, old: str, new: str) -> None:
    flow = read({"Actions": [action("A", kind, {old: "5"})]})

    assert write(flow)["Actions"][0]["Parameters"] == {new: "5"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("UpdateRoutingCriteria", "UpdateContactRoutingCriteria"),
        ("UnTagContact", "UntagContact"),
        ("Wait", "Wait"),
    ],
)
def test_older_types_are_written_anew(old: str, new: str) -> None:
    assert write(read({"Actions": [action("A", old)]}))["Actions"][0]["Type"] == new


def test_operator_of_one_of_the_documents_is_understood() -> None:
    draw = action("D", "DistributeByPercentage", {}, "D", {"NumericLessThan 50": "D"})

    assert read({"Actions": [draw]}).actions["D"].conditions[0].operator == "NumberLessThan"


def test_operand_may_stand_alone_and_be_a_number() -> None:
    draw = action("D", "DistributeByPercentage", {}, "D", {"NumberLessThan 50": "D"})
    draw["Transitions"]["Conditions"][0]["Condition"]["Operands"] = 50

    assert read({"Actions": [draw]}).actions["D"].conditions[0].operands == ("50",)


def test_what_is_missing_is_read_as_nothing() -> None:
    flow = read({"Actions": [{"Identifier": "A", "Type": "DisconnectParticipant"}]})

    assert (flow.start, flow.kind, flow.settings) == ("A", None, None)
    assert flow.actions["A"].parameters == {}
    assert list(flow.actions["A"].targets()) == []


def test_kind_is_told_by_the_metadata() -> None:
    assert read({"Actions": [], "Metadata": {"type": "customerQueue"}}).kind == "CUSTOMER_QUEUE"


@pytest.mark.parametrize(
    "raw",
    [
        *("{", "[]", "{}", '{"Actions": 1}', '{"Actions": [{"Type": "Wait"}]}', "[" * 100_000),
        '{"Actions": [], "StartAction": {"Identifier": "A"}}',
        '{"Actions": [{"Identifier": "A", "Parameters": ["x"]}]}',
        '{"Actions": [{"Identifier": "A", "Transitions": {"Errors": ["x"]}}]}',
        '{"Actions": [{"Identifier": "A", "Transitions": {"NextAction": 1}}]}',
        '{"Actions": [{"Identifier": "A", "Parameters": ' + '{"a":' * 60 + "1" + "}" * 60 + "}]}",
    ],
)
def test_what_is_no_flow_is_refused(raw: str) -> None:
    with pytest.raises(UnreadableFlow):
        read(raw)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("abc", "abc"),
        ("arn:aws:connect:eu-central-1:1:instance/i/contact-flow/abc", "abc"),
        ("arn:aws:connect:eu-central-1:1:instance/i/flow-module/abc:$LATEST", "abc"),
        ("abc:7", "abc"),
        ("arn:aws:lambda:eu-central-1:1:function:f", "arn:aws:lambda:eu-central-1:1:function:f"),
    ],
)
def test_ids_are_shortened_to_what_names_the_thing(name: str, found: str) -> None:
    assert short(name) == found
    assert Flows({found: read({"Actions": []})}).find(name) is not None
