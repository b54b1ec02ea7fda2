"""What may be done with an import in each of its states."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.errors import Conflict, Invalid
from chalicelib.imports.run import (
    DONE,
    FAILED,
    PREVIEWED,
    RUNNING,
    UPLOADED,
    Outcome,
    Run,
    by_field,
    previewed,
    started,
)

_NOW = datetime(2027, 3, 22, 9, tzinfo=UTC)
_RUN = Run("import1", "patients.csv", 100, UPLOADED, _NOW)
_MAPPING = {"given_name": 0, "phone": 1}


def test_look_keeps_what_was_seen() -> None:
    seen = previewed(_RUN, "etag", 4, 20)

    assert (seen.status, seen.etag, seen.width, seen.rows) == (PREVIEWED, "etag", 4, 20)
    assert previewed(seen, "etag", 4, 20) is seen


@pytest.mark.parametrize("status", [RUNNING, DONE, FAILED])
def test_look_at_a_started_import_is_refused(status: str) -> None:
    with pytest.raises(Conflict):
        previewed(replace(_RUN, status=status), "etag", 4, 20)


def test_start_before_a_look_is_refused() -> None:
    with pytest.raises(Conflict):
        started(_RUN, _MAPPING, "old system", _NOW)


def test_same_start_again_is_the_same_import() -> None:
    run = started(previewed(_RUN, "etag", 4, 20), _MAPPING, "old system", _NOW)

    assert (run.status, run.started_at, run.version) == (RUNNING, _NOW, 3)
    assert started(run, dict(_MAPPING), "old system", _NOW.replace(hour=10)) is run
    with pytest.raises(Conflict):
        started(run, _MAPPING, "another system", _NOW)


def test_mapping_is_turned_round() -> None:
    assert by_field({"0": "given_name", "12": "phone"}) == {"given_name": 0, "phone": 12}


def test_two_columns_for_one_field_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        by_field({"0": "phone", "1": "phone"})

    assert "mapping" in refused.value.fields


@pytest.mark.parametrize(
    ("result", "reason", "may_change"),
    [
        ("refused", "ambiguous", True),
        ("refused", "contradiction", True),
        ("refused", "no_name", False),
        ("merged", "", False),
    ],
)
def test_only_doubtful_people_are_looked_at_again(
    result: str, reason: str, may_change: bool
) -> None:
    assert Outcome(1, result, reason).may_change is may_change
