"""The local cloud that all tests of a process share."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.localcloud import LocalCloud

Stack = dict[str, Any]


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """stack.json of a running, deployed local cloud without a tenant.

    FRONTDESK_STACK names the stack.json of a running one to use instead, while a test is being
    written.
    """
    if "FRONTDESK_STACK" in os.environ:
        yield json.loads(Path(os.environ["FRONTDESK_STACK"]).read_text())
        return
    with LocalCloud(tmp_path_factory.mktemp("cloud", numbered=False)) as told:
        yield told
