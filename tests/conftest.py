"""What tests of every kind may use, and which of them run in one process."""

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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps the tests of one file, and those of the one emulator, in one pytest process.

    First, since xdist reads the groups as it is asked itself.
    """
    for item in items:
        emulated = _late(item) == "emulator"
        item.add_marker(pytest.mark.xdist_group("emulator" if emulated else item.path.name))
    items.sort(key=lambda item: _LATE.index(_late(item)) + 1 if _late(item) else 0)


def _late(item: pytest.Item) -> str:
    used = getattr(item, "fixturenames", ())
    return next((name for name in _LATE if name in used), "")
