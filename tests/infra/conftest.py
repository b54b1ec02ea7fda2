"""The emulator that the tests of its patches share."""

from collections.abc import Iterator

import pytest

from infra.local import ports
from tests.infra.emulator import Emulator
from tests.infra.fenced import create_fenced_things


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    emulator = Emulator(tmp_path_factory.mktemp("emulator"), ports.free()["cloud"])
    emulator.start()
    create_fenced_things(emulator)
    yield emulator
    emulator.processes.stop("cloud")
