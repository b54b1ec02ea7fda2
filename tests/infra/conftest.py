"""The emulator that the tests of its patches share."""

from collections.abc import Iterator

import pytest

from infra.local import ports
from tests.infra.emulator import Emulator
from tests.infra.fenced import create_fenced_things


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    running = Emulator(tmp_path_factory.mktemp("emulator"), ports.free()["cloud"])
    running.start()
    create_fenced_things(running)
    yield running
    running.processes.stop("cloud")
