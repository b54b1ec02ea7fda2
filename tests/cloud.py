"""The local cloud that all tests of a run share, also those of several pytest processes."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.localcloud import LocalCloud, locked

Stack = dict[str, Any]


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Stack]:
    """stack.json of a running, deployed local cloud without a tenant.

    The first process that needs it starts it, the last one ends it. FRONTDESK_STACK names the
    stack.json of a running one to use instead, while a test is being written.
    """
    if "FRONTDESK_STACK" in os.environ:
        yield json.loads(Path(os.environ["FRONTDESK_STACK"]).read_text())
        return
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "cloud"
    shared_cloud = LocalCloud(shared)
    with locked(shared / "users.lock"):
        if _count(shared, 0) == 0:
            shared_cloud.__enter__()
        _count(shared, +1)
        told: Stack = json.loads(shared_cloud.layout.stack.read_text())
    yield told
    with locked(shared / "users.lock"):
        if _count(shared, -1) == 0:
            shared_cloud.__exit__(None, None, None)


def _count(shared: Path, change: int) -> int:
    """How many processes use it, after the change."""
    users = shared / "users"
    number = int(users.read_text() if users.exists() else "0") + change
    users.write_text(str(number))
    return number
