"""Two clinics that have one of everything, and share nothing."""

from typing import Any

import pytest

from tests.clinics import WholeClinic, make_whole_clinic


@pytest.fixture(scope="session")
def ours(inside: dict[str, Any]) -> WholeClinic:
    return make_whole_clinic("ourword")


@pytest.fixture(scope="session")
def theirs(inside: dict[str, Any]) -> WholeClinic:
    return make_whole_clinic("theirword")
