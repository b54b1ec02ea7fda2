"""Test cases in Connect's test language, written short."""

from __future__ import annotations

import json
from typing import Any


def case(*observations: dict[str, Any], world: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "Version": "2019-10-30",
        "Metadata": {"World": world or {}},
        "Observations": list(observations),
    }


def sees(
    identifier: str,
    event: str,
    *acts: dict[str, Any],
    then: list[str] | None = None,
    **properties: Any,
) -> dict[str, Any]:
    """`acts` follow each other in their order."""
    chained = [
        {
            **act,
            "Identifier": f"{identifier}-{place}",
            "Transitions": (
                {"NextAction": f"{identifier}-{place + 1}"} if place + 1 < len(acts) else {}
            ),
        }
        for place, act in enumerate(acts)
    ]
    return {
        "Identifier": identifier,
        "Event": {"Identifier": "e", "Type": event, "Actor": "System", "Properties": properties},
        "Actions": chained,
        "Transitions": {"NextObservations": then or []},
    }


def started(*acts: dict[str, Any], then: str = "next") -> dict[str, Any]:
    return sees("start", "TestInitiated", *acts, then=[then])


def hears(
    identifier: str,
    text: str,
    *acts: dict[str, Any],
    then: str | None = None,
    how: str = "Inclusion",
) -> dict[str, Any]:
    criteria = {"Type": how}
    following = [then] if then else []
    return sees(
        identifier, "MessageReceived", *acts, then=following, Text=text, MatchingCriteria=criteria
    )


def presses(keys: str | int) -> dict[str, Any]:
    return _send("DtmfInput", {"Value": keys})


def hangs_up() -> dict[str, Any]:
    return _send("Disconnect", {})


def says(text: str) -> dict[str, Any]:
    return _send("TextUtterance", {"Text": text})


def _send(kind: str, properties: dict[str, Any]) -> dict[str, Any]:
    instruction = {"Type": kind, "Properties": properties}
    return {
        "Type": "SendInstruction",
        "Parameters": {
            "ActionType": "SendInstruction",
            "Actor": "Customer",
            "Instruction": instruction,
        },
    }


def expects(namespace: str, operand: str, operator: str = "Equals") -> dict[str, Any]:
    asked = {"Namespace": namespace, "Operator": operator, "Operand": operand}
    return {"Type": "Assert", "Parameters": asked}


def ends() -> dict[str, Any]:
    command = {"ActionType": "TestControl", "Command": {"Type": "EndTest"}}
    return {"Type": "TestControl", "Parameters": command}


def answers(arn: str, loaded: Any, delay: int = 0, field: str = "LoadedData") -> dict[str, Any]:
    result = {field: json.dumps(loaded), "DelaySeconds": delay}
    response = {"Type": "ExecutionResult", "ExecutionResult": result}
    return override("InvokeLambdaFunction", {"LambdaFunctionARN": arn}, response=response)


def fails(kind: str, parameters: dict[str, Any], error: str) -> dict[str, Any]:
    return override(kind, parameters, response={"Type": "Error", "Error": {"Value": error}})


def override(
    kind: str,
    parameters: dict[str, Any],
    *,
    response: dict[str, Any] | None = None,
    substitute: str | None = None,
) -> dict[str, Any]:
    strategy = (
        {"Type": "SubstituteResource", "SubstituteArn": substitute}
        if substitute
        else {"Type": "MockResponse", "Response": response}
    )
    properties = {"ActionType": kind, "ActionParameters": parameters, "Strategy": strategy}
    behavior = {"Type": "FlowAction", "Properties": properties}
    return {
        "Type": "OverrideSystemBehavior",
        "Parameters": {"ActionType": "OverrideSystemBehavior", "Behavior": behavior},
    }
