"""Other flows, modules, ends, and what happens where a flow makes no sense."""

from typing import Any

import pytest

from infra.local.telephony.flow.answers import Done, LambdaAnswered
from infra.local.telephony.flow.library import Flows
from infra.local.telephony.flow.run import FlowRun
from tests.infra.telephony.plays import NMC, NME, Play, action, contact, flow

_ENDS = [action(name, "EndFlowExecution") for name in ("Then", "Yes", "Other", "Error")]
_CALL = action("Load", "InvokeLambdaFunction", {"LambdaFunctionARN": "f"}, "Go")
_KEEP = action("Keep", "UpdateFlowAttributes", {"FlowAttributes": {"a": {"Value": "1"}}}, "Go")


def _go(target: str) -> dict[str, Any]:
    return action("Go", "TransferToFlow", {"ContactFlowId": target}, "Error", **{NME: "Error"})


def _module(*actions: dict[str, Any]) -> Any:
    return flow(*actions, action("Return", "EndFlowModuleExecution"))


def _invoke(target: str = "m", **more: Any) -> dict[str, Any]:
    on = {"yes": "Yes"} if more.pop("branched", False) else {}
    errors = {NME: "Error", **({NMC: "Other"} if on else {})}
    return action("Go", "InvokeFlowModule", {"FlowModuleId": target, **more}, "Then", on, **errors)


def test_other_flow_begins_with_nothing_of_this_one() -> None:
    other = flow(
        action("Say", "MessageParticipant", {"Text": "[$.External.a][$.Attributes.b]"}, "Bye")
    )

    play = Play(_CALL, _go("other"), *_ENDS, flows={"other": other}, attributes={"b": "kept"},
                answers=[LambdaAnswered(b'{"a": "1"}')])  # fmt: skip

    assert play.effects[-1].prompt.text == "[][kept]"  # type: ignore[attr-defined]
    assert play.path == ["Load: Success", "Go: Success", "Say: Success", "Bye: Success"]
    assert play.ended.how == "disconnected"


@pytest.mark.parametrize("kind", ["CONTACT_FLOW", "CUSTOMER_QUEUE"])
def test_flow_that_cannot_be_entered_takes_the_error_branch(kind: str) -> None:
    flows = {} if kind == "CONTACT_FLOW" else {"gone": flow(action("A", "EndFlowExecution"))}

    assert Play(_go("gone"), *_ENDS, kind=kind, flows=flows).path[0] == f"Go: {NME}"


@pytest.mark.parametrize(
    "target", ["m", "m:$LATEST", "arn:aws:connect:x:1:instance/i/flow-module/m"]
)
def test_module_returns_to_where_it_was_called(target: str) -> None:
    module = _module(action("Say", "MessageParticipant", {"Text": "in"}, "Return"))

    play = Play(_invoke(target), *_ENDS, flows={"m": module})

    assert play.path == ["Say: Success", "Return: Success", "Go: Success", "Then: Success"]


@pytest.mark.parametrize(
    ("result", "branch"),
    [("yes", "yes"), ("no", NMC), ("$.Attributes.r", "yes"), (None, "Success")],
)
def test_module_chooses_a_branch(result: str | None, branch: str) -> None:
    end = action("End", "EndFlowModuleExecution", {"Result": result} if result else {})

    play = Play(_invoke(branched=True), *_ENDS, flows={"m": flow(end)}, attributes={"r": "yes"})

    assert play.path[1] == f"Go: {branch}"


def test_module_takes_input_and_gives_data() -> None:
    end = action("End", "EndFlowModuleExecution", {"ResultData": {"said": "<$.Modules.Input.n>"}})

    play = Play(_invoke(Input={"n": "$.Channel"}), *_ENDS, flows={"m": flow(end)})

    assert play.run.look_up("$.Modules.ResultData.said") == "<VOICE>"


def test_module_does_not_touch_what_is_the_flows_own() -> None:
    inner = _module(action("Inner", "InvokeLambdaFunction", {"LambdaFunctionARN": "f"}, "Return"))

    answers = [LambdaAnswered(b'{"a": "outer"}'), LambdaAnswered(b'{"a": "inner"}')]
    play = Play(_CALL, _invoke(), *_ENDS, flows={"m": inner}, answers=answers)

    assert play.run.look_up("$.External.a") == "outer"


def test_module_may_end_the_call() -> None:
    module = flow(action("Out", "DisconnectParticipant"))

    play = Play(_invoke(), *_ENDS, flows={"m": module})

    assert (play.path, play.ended.how) == (["Out: Success"], "disconnected")


def test_module_that_is_not_there_takes_the_error_branch() -> None:
    assert Play(_invoke("gone"), *_ENDS).path[0] == f"Go: {NME}"


def test_modules_nest_five_deep() -> None:
    def nested(deep: int) -> dict[str, Any]:
        inner = {f"m{n}": _module(action("In", "InvokeFlowModule", {"FlowModuleId": f"m{n + 1}"},
                 "Return", **{NME: "Return"})) for n in range(1, deep)}  # fmt: skip
        return {
            **inner,
            f"m{deep}": _module(action("Deep", "MessageParticipant", {"Text": "!"}, "Return")),
        }

    assert len(Play(_invoke("m1"), *_ENDS, flows=nested(5)).effects) == 1
    assert Play(_invoke("m1"), *_ENDS, flows=nested(6)).effects == []


@pytest.mark.parametrize(
    ("kind", "how"), [("DisconnectParticipant", "disconnected"), ("EndFlowExecution", "ended")]
)
def test_end_says_how(kind: str, how: str) -> None:
    play = Play(action("End", kind))

    assert (play.ended.how, play.path) == (how, ["End: Success"])


def test_return_outside_of_a_module_fails() -> None:
    assert Play(action("End", "EndFlowModuleExecution")).ended.how == "failed"


def test_unknown_action_takes_its_error_branch_loudly() -> None:
    play = Play(action("?", "ShowView", {}, "Then", **{NME: "Error"}), *_ENDS)

    assert play.path == [f"?: {NME}", "Error: Success"]
    assert play.problems == ["ShowView is not executed here; its error branch is taken."]


def test_unknown_action_without_an_error_branch_ends_the_flow() -> None:
    play = Play(action("?", "Dance", {}, "Then"), *_ENDS)

    assert (play.ended.how, play.ended.reason) == ("failed", f"{NME} leads nowhere.")


@pytest.mark.parametrize("target", ["Nowhere", None])
def test_way_into_nothing_ends_the_flow(target: str | None) -> None:
    play = Play(action("A", "UpdateFlowLoggingBehavior", {}, target))

    assert (play.ended.how, len(play.problems)) == ("failed", 1)


def test_circle_that_says_nothing_is_cut() -> None:
    play = Play(_CALL, action("Go", "Compare", {"ComparisonValue": "$.Channel"}, "Load"), most=5000,
                answers=[LambdaAnswered(b"{}")] * 1000)  # fmt: skip

    assert play.ended.how == "failed"
    assert play.ended.reason == "1000 actions in a row, and the caller heard nothing."


def test_circle_that_speaks_goes_on() -> None:
    assert (
        len(Play(action("A", "MessageParticipant", {"Text": "on"}, "A"), most=3000).effects) == 3000
    )


def test_flow_that_is_not_there_fails_at_once() -> None:
    run = FlowRun(Flows({}), contact(), "gone")

    assert run.begin() == run.ended
    assert run.ended is not None and run.ended.how == "failed"


def test_closed_run_takes_no_more_answers() -> None:
    run = FlowRun(Flows({"main": flow(action("A", "MessageParticipant", {"Text": "a"}, "A"))}),
                  contact(), "main")  # fmt: skip
    run.begin()
    run.close()

    with pytest.raises(RuntimeError, match="waits for no answer"):
        run.answer(Done())
    assert run.steps == []


def test_disturbed_action_takes_the_error_it_was_told() -> None:
    run = FlowRun(
        Flows({"main": flow(action("A", "MessageParticipant", {"Text": "a"}, "Bye", Odd="Bye"))}),
        contact(),
        "main",
        disturb=lambda at: "Odd" if at.action == "A" else None,
    )
    run.begin()

    assert [step.branch for step in run.steps] == ["Odd", "Success"]
