"""Every test case in Connect's own language passes, and all of them take every branch there is."""

from pathlib import Path

import pytest

from infra.local import flowcases


@pytest.mark.parametrize("path", flowcases.CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_case_passes_and_uses_every_answer_that_it_mocks(path: Path) -> None:
    assert flowcases.faults(path) == ""


def test_cases_take_every_branch_of_every_flow() -> None:
    coverage = flowcases.coverage()

    assert coverage.missing() == [], coverage.table()
