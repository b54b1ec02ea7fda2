"""What tests of every kind may use, and which of them run in one process."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.cloud import cloud
from tests.inside import in_step, inside

__all__ = ["cloud", "in_step", "inside"]
# Last, because `inside` sets the environment of its process for good, and in this order, so that
# each process starts a cloud of its own at most once.
_LATE = ("emulator", "cloud")


def pytest_configure(config: pytest.Config) -> None:
    """A slow machine is no failure of a property, and `make test` tells of the code alone.

    Whoever runs single tests, or the long ones, looks where no run has been.
    """
    settings.register_profile(
        "everywhere",
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        derandomize=config.getoption("markexpr") == "not long",
    )
    settings.load_profile("everywhere")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file's tests stay together, since one process runs them, and come when the last may."""
    turns: dict[Path, int] = {}
    for item in items:
        turns[item.path] = max(turns.get(item.path, 0), _turn(item))
    items.sort(key=lambda item: turns[item.path])


def _turn(item: pytest.Item) -> int:
    used = getattr(item, "fixturenames", ())
    return max((turn for turn, name in enumerate(_LATE, 1) if name in used), default=0)
