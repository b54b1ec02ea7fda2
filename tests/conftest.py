"""What tests of every kind may use, and which of them run in one process."""

import pytest

from tests.cloud import cloud
from tests.inside import in_step, inside

__all__ = ["cloud", "in_step", "inside"]
# One process for each, so that no test moves another's clock; last, because `inside` sets the
# environment of its process for good.
_SHARED = ("emulator", "cloud")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps tests of one shared thing, else those of one file, in one pytest process."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    items.sort(key=lambda item: _SHARED.index(_group(item)) + 1 if _group(item) in _SHARED else 0)


def _group(item: pytest.Item) -> str:
    used = getattr(item, "fixturenames", ())
    return next((name for name in _SHARED if name in used), item.path.name)
