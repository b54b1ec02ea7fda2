"""Queues, workflows and settings as the tests of failures look at them."""

from typing import Any

import pytest

from tests.infra.template import functions, of_type, production

MACHINES = of_type("AWS::Serverless::StateMachine")
ALARMS = of_type("AWS::CloudWatch::Alarm")
GLOBALS = production()["Globals"]["Function"]
# Asked by somebody who waits: an error is the answer, there is nothing to keep.
ANSWERED = {"APIHandler", "AnswerCallFunction", "ConnectConsoleFunction"}
each_function = pytest.mark.parametrize("name", sorted(functions()))


def events(name: str) -> list[tuple[str, dict[str, Any]]]:
    events = functions()[name].get("Events", {}).values()
    return [(event["Type"], event.get("Properties", {})) for event in events]


def setting(name: str, setting: str) -> Any:
    return functions()[name].get(setting, GLOBALS.get(setting))
