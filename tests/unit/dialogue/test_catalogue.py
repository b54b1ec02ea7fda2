"""What the flows ask of the function, and do with its answers, is what the catalogue says."""

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from chalicelib import texts
from chalicelib.dialogue import actions
from chalicelib.dialogue.catalogue import REFUSED, STEPS

_FLOWS = sorted((Path(__file__).resolve().parents[3] / "infra" / "flows").glob("*.json"))
_READ = re.compile(r"\$\.External\.(\w+)")


@cache
def _asked() -> list[tuple[str, dict[str, str], set[str]]]:
    """Step, parameters and the statuses that are told apart, of every place that asks."""
    found = []
    for path in _FLOWS:
        told = {a["Identifier"]: a for a in json.loads(path.read_text())["Actions"]}
        for each in told.values():
            said = dict(each["Parameters"].get("LambdaInvocationAttributes") or {})
            if "step" in said:
                after = told[each["Transitions"]["NextAction"]]
                found.append((said.pop("step"), said, _compared(after)))
    return found


def _compared(action: dict[str, Any]) -> set[str]:
    assert action["Parameters"]["ComparisonValue"] == "$.External.status"
    return {c["Condition"]["Operands"][0] for c in action["Transitions"]["Conditions"]}


def test_every_step_is_answered() -> None:
    assert set(actions._ANSWERS) == set(STEPS)


@pytest.mark.parametrize("step", sorted(STEPS))
def test_flows_give_what_a_step_takes(step: str) -> None:
    wrong = [set(said) for name, said, _ in _asked() if name == step]

    assert [each for each in wrong if each != set(STEPS[step].takes)] == []


@pytest.mark.parametrize("step", sorted(STEPS))
def test_flows_know_what_a_step_can_answer(step: str) -> None:
    """A step that is asked in several places may be told apart by all of them together."""
    known: dict[str, set[str]] = defaultdict(set)
    for name, _, statuses in _asked():
        known[name] |= statuses

    if step in known:
        assert set(STEPS[step].statuses) - known[step] == set()
        assert known[step] - {*STEPS[step].statuses, REFUSED} == set()


def test_flows_read_no_field_that_nobody_gives() -> None:
    read = {name for path in _FLOWS for name in _READ.findall(path.read_text())}
    given = {"status", "say", *(field for step in STEPS.values() for field in step.gives)}

    assert read - given == set()


def test_no_flow_asks_for_a_step_that_is_not_there() -> None:
    assert {name for name, _, _ in _asked()} - STEPS.keys() == set()


@pytest.mark.parametrize(
    ("flow", "texts_"),
    [
        ("menu", ("phone.menu", "phone.menu.language")),
        ("after_hours", ("phone.menu.closed", "phone.menu.callback", "phone.menu.language")),
    ],
)
def test_menu_names_the_keys_that_its_flow_knows(flow: str, texts_: tuple[str, ...]) -> None:
    path = next(each for each in _FLOWS if each.stem == flow)
    menu = next(a for a in json.loads(path.read_text())["Actions"] if a["Identifier"] == "Menu")
    known = {c["Condition"]["Operands"][0] for c in menu["Transitions"]["Conditions"]}

    said = " ".join(texts.text(key, "en") for key in texts_)

    assert {key.replace("star", "*") for key in re.findall(r"press (\d|star)", said)} == known
