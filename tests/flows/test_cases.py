"""Every test case in Connect's own language passes, and all of them take every branch there is."""

import json
from pathlib import Path

import pytest

from infra.local import flowcases
from infra.local.telephony.testcase.portable import doubts


@pytest.mark.parametrize("path", flowcases.CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_case_passes_and_uses_every_answer_that_it_mocks(path: Path) -> None:
    assert flowcases.faults(path) == ""


@pytest.mark.parametrize("path", flowcases.CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_case_observes_only_what_connect_lets_tests_observe(path: Path) -> None:
    """What else must begin stands in Metadata.Expected, which Connect doesn't read."""
    told = [doubt for doubt in doubts(json.loads(path.read_text())) if "observed" in doubt]

    assert told == []


def test_cases_take_every_branch_of_every_flow() -> None:
    coverage = flowcases.coverage()

    assert coverage.missing() == [], coverage.table()
