"""Two clinics that have one of everything and share nothing, fresh ones for each module."""

from typing import Any

import pytest

from tests.clinics import WholeClinic, make_whole_clinic


@pytest.fixture(scope="module")
def ours(in_step: dict[str, Any]) -> WholeClinic:
    return make_whole_clinic("ourword")


@pytest.fixture(scope="module")
def theirs(in_step: dict[str, Any]) -> WholeClinic:
    return make_whole_clinic("theirword")
