"""The locks hold all that the project asks for, and tests run with what is deployed."""

import re
import tomllib
from typing import Any

import pytest

from tests.shape.source import ROOT

_FILES = {
    "requirements.txt": [],
    "requirements-dev.txt": ["dev"],
    "requirements-cloud.txt": ["cloud"],
}


def _lines(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", _FILES)
def test_lock_holds_what_the_project_asks_for(name: str) -> None:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras: list[str] = [p for e in _FILES[name] for p in project["optional-dependencies"][e]]
    deployed = [] if name == "requirements-cloud.txt" else project["dependencies"]
    wanted = {re.split(r"[\[=<>~! ;]", each)[0].lower() for each in [*deployed, *extras]}

    locked = {line.partition("==")[0] for line in _lines(name)}

    assert wanted - locked == set()


def test_tests_lock_holds_everything_that_is_deployed() -> None:
    assert set(_lines("requirements.txt")) <= set(_lines("requirements-dev.txt"))
