"""The property of reminders on the local cloud's own tables; fewer histories than in memory."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.inside import make_clinic
from tests.workflows.histories import CALLS, FAULTS, HISTORY, live


@pytest.fixture(scope="module")
def on_cloud(inside: Any) -> Any:
    return make_clinic()


@pytest.mark.cloud
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=HISTORY, faults=FAULTS, calls=CALLS)
def test_reminders_any_history_on_tables(
    on_cloud: Any, monkeypatch: Any, history: Any, faults: Any, calls: Any
) -> None:
    live(on_cloud, monkeypatch, history, faults, calls)
