"""A local cloud of a test's own: on free ports, in a folder of its own, gone afterwards."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from infra.local import deployment, health, ports, running, stack
from infra.local.failures import Stopped
from infra.local.interpreters import LOCAL
from infra.local.layout import Layout

_TRIES = 3


class LocalCloud:
    """`with LocalCloud(folder) as stack:` runs and deploys everything but the demo clinic.

    `stack` is the content of stack.json. `keep` saves the emulator's state as `make up` does,
    for tests of restarts.
    """

    def __init__(self, folder: Path, *, keep: bool = False) -> None:
        self.layout = Layout(folder)
        self._keep = keep

    def __enter__(self) -> stack.Stack:
        self.layout.run.mkdir(parents=True, exist_ok=True)
        _make_package()
        try:
            told = stack.described(self.layout, self._start())
            deployment.bring(self.layout, told)
            stack.write(self.layout, told)
            self._warm(told)
        except BaseException:
            running.stop(self.layout)
            raise
        return told

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        running.stop(self.layout)

    def start(self) -> None:
        """Starts again, on the same ports, what was ended or killed."""
        told = stack.find(self.layout)
        assert told is not None, "it was never entered"
        running.start(self.layout, told["ports"], self._keep)

    def _warm(self, told: stack.Stack) -> None:
        """The first answer takes a cold start, which tests should not wait for."""
        fault = health.await_answer(f"{told['api']}/health", lambda _: True)
        if fault:
            raise Stopped(f"The API does not answer: {fault}", self.layout.run / "cloud.log")

    def _start(self) -> dict[str, int]:
        for number in range(_TRIES):
            chosen = ports.free()
            try:
                running.start(self.layout, chosen, self._keep)
                break
            except ports.PortInUse:  # somebody was faster with a port that was free just now
                if number == _TRIES - 1:
                    raise
        return chosen


def _make_package() -> None:
    """Several processes share one package: the first of them makes it."""
    with locked(LOCAL / "package.lock"):
        deployment.package(LOCAL / "run" / "package.log")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
