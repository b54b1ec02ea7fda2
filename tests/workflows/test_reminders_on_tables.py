"""The property of reminders on the local cloud's own tables; fewer histories than in memory."""

from typing import Any

import pytest

from tests.inside import make_clinic
from tests.workflows.histories import any_history, live


@pytest.fixture(scope="module")
def on_cloud(inside: Any) -> Any:
    return make_clinic()


@pytest.mark.cloud
@any_history(25)
def test_reminders_any_history_on_tables(
    on_cloud: Any, monkeypatch: Any, history: Any, faults: Any, calls: Any
) -> None:
    live(on_cloud, monkeypatch, history, faults, calls)
