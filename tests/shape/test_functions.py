"""One name for one thing: state, file and logical id; every function watched and thin."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from infra.package import merged_parts
from tests.shape.source import ROOT, Module, modules

# A second way into a function; the state's name says which way.
_ALSO = {"FailImport": "FinishImport"}
_GROUP_BY_EVENT = {
    "SQS": "queues",
    "Schedule": "schedules",
    "DynamoDB": "streams",
    "Kinesis": "streams",
}
_WORKFLOWS = sorted((ROOT / "infra" / "workflows").glob("*.asl.json"))
_IDS_ONLY = re.compile(r"^(\w+_id|version|failed)$")
FUNCTIONS = {
    name: resource["Properties"]
    for name, resource in merged_parts()["Resources"].items()
    if resource.get("Type") == "AWS::Serverless::Function"
}


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _handlers() -> list[Module]:
    return [m for m in modules("functions") if any(f.name == "handler" for f in m.functions())]


def _tasks(path: Path) -> dict[str, Any]:
    states = json.loads(path.read_text())["States"]
    return {name: state for name, state in states.items() if state["Type"] == "Task"}


@pytest.mark.parametrize("logical_id", sorted(FUNCTIONS))
def test_function_is_named_as_its_file(logical_id: str) -> None:
    package, group, file, handler = FUNCTIONS[logical_id]["Handler"].split(".")

    assert (package, handler) == ("functions", "handler")
    assert f"{file}.py" == f"{_snake(logical_id.removesuffix('Function'))}.py"
    assert (ROOT / "functions" / group / f"{file}.py").is_file()


def test_every_handler_is_deployed() -> None:
    deployed = {f["Handler"].removesuffix(".handler") for f in FUNCTIONS.values()}

    assert {m.name for m in _handlers()} == deployed


@pytest.mark.parametrize("logical_id", sorted(FUNCTIONS))
def test_function_lies_with_whoever_calls_it(logical_id: str) -> None:
    properties = FUNCTIONS[logical_id]
    callers = {_GROUP_BY_EVENT.get(e["Type"]) for e in properties.get("Events", {}).values()} - {
        None
    }

    assert callers <= {properties["Handler"].split(".")[1]}


@pytest.mark.parametrize("path", _WORKFLOWS, ids=lambda p: p.name)
def test_workflow_is_named_as_its_file(path: Path) -> None:
    name = path.name.removesuffix(".asl.json")
    machines = {
        _snake(logical_id): resource["Properties"]
        for logical_id, resource in merged_parts()["Resources"].items()
        if resource.get("Type") == "AWS::Serverless::StateMachine"
    }

    assert machines[name]["DefinitionUri"] == f"workflows/{name}.asl.json"


@pytest.mark.parametrize("path", _WORKFLOWS, ids=lambda p: p.name)
def test_state_is_named_as_its_function(path: Path) -> None:
    for name, state in _tasks(path).items():
        wanted = f"${{{_ALSO.get(name, name)}Function}}"

        assert state["Parameters"]["FunctionName"] == wanted


@pytest.mark.parametrize("path", _WORKFLOWS, ids=lambda p: p.name)
def test_workflow_carries_ids_only(path: Path) -> None:
    """What a workflow's own definition puts into a function's input."""
    named = {
        key.removesuffix(".$")
        for state in _tasks(path).values()
        for key in (state["Parameters"].get("Payload") or {})
    }

    assert [key for key in named if not _IDS_ONLY.match(key)] == []


@pytest.mark.parametrize("module", _handlers(), ids=repr)
def test_handler_is_observed(module: Module) -> None:
    handler = next(f for f in module.functions() if f.name == "handler")

    assert [ast.unparse(d) for d in handler.decorator_list] == ["observe.observed"]


@pytest.mark.parametrize("module", _handlers(), ids=repr)
def test_handler_decides_nothing(module: Module) -> None:
    """Thin: it takes an event apart and calls an action; the sweeper is its own action."""
    if module.path.name == "sweep_timers.py":
        return

    assert len(module.functions()) <= 3
    assert len(module.text.splitlines()) <= 60
