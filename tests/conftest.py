"""What tests of every kind may use, and which of them run in one process."""

import pytest

from tests.cloud import cloud

__all__ = ["cloud"]
# One process each, so that no test moves another's clock; first, because these take longest.
_SHARED = ("cloud", "emulator")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps tests of one shared thing, else those of one file, in one pytest process."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    items.sort(key=lambda item: _group(item) not in _SHARED)


def _group(item: pytest.Item) -> str:
    used = getattr(item, "fixturenames", ())
    return next((name for name in _SHARED if name in used), item.path.name)
