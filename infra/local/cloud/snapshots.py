"""The patch that saves the cloud's state while it runs, so that a killed cloud comes back."""

from __future__ import annotations

import fcntl
import os
import signal
import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from infra.local.cloud.fitting import fitting, replace

NAME = "snapshots"
MARK = "snapshot"  # the file whose time tells when the state was last saved
LOCK = "saving.lock"  # held by the child that saves
_MOST_FILES = 1 << 20
_EVERY = 1.0  # seconds between looks for changes
_LONGEST = 60.0  # seconds after which a saving child is given up
_UNSAVED = ("cloudwatch", "cloudwatch_logs")  # they grow with time; saved at a clean end only
_READS = ("Get", "List", "Describe", "Query", "Scan", "BatchGet", "TransactGet", "Receive")


def apply(state: Path) -> None:
    """Saves to `state` within seconds of a change, and at once on SIGUSR1."""
    fitting(NAME, "core.persistence:save_all", "ea253a04fd05")
    fitting(NAME, "app:_build_persistence_save_dict", "9a6393cc953d")
    replace(NAME, "services.lambda_svc:_write_code_blob", "69a68bb703da", _remembering_digests)
    await_saved(state)
    changes = _Changes()
    emulator: Any = import_module("ministack.app")
    emulator.app = changes.counting(emulator.app)
    signal.signal(signal.SIGUSR1, lambda *_: changes.now.set())
    saver = threading.Thread(target=_save_on_change, args=(changes, state), daemon=True)
    saver.start()


class _Changes:
    """Counts the requests that may have changed something."""

    def __init__(self) -> None:
        self.count = 0
        self.now = threading.Event()

    def counting(self, app: Callable[..., Any]) -> Callable[..., Any]:
        async def counted(scope: Any, receive: Any, send: Any) -> None:
            await app(scope, receive, send)
            if scope["type"] == "http" and not _only_reads(scope):
                self.count += 1

        return counted


def _only_reads(scope: Any) -> bool:
    target = dict(scope["headers"]).get(b"x-amz-target", b"").decode()
    if target:
        return bool(target.rpartition(".")[2].startswith(_READS))
    # Requests to the product's own API count by the calls that their functions make.
    own = str(scope["path"]).startswith(("/_ministack", "/_aws/execute-api"))
    return own or str(scope["method"]) in ("GET", "HEAD", "OPTIONS")


def _save_on_change(changes: _Changes, state: Path) -> None:
    saved, rest = 0, _EVERY
    while True:
        asked = changes.now.wait(timeout=rest)
        changes.now.clear()
        if asked or changes.count != saved:
            saved, started = changes.count, time.monotonic()
            _save(state)
            # A large state takes a while to write: never spend more than a fifth of the time on it.
            rest = max(_EVERY, 4 * (time.monotonic() - started))


def _save(state: Path) -> None:
    """Forks a child that writes the state as it is at this instant, while the cloud goes on.

    The fork is made by the event loop, between two requests: no half of a transaction is saved.
    """
    loop = import_module("ministack.app")._MAIN_LOOP
    if loop is None:
        return
    forked, done = [], threading.Event()

    def fork() -> None:
        forked.append(_fork(state))
        done.set()

    loop.call_soon_threadsafe(fork)
    if done.wait(timeout=_LONGEST):
        _await_child(forked[0])


def _fork(state: Path) -> int:
    held = (state / LOCK).open("a")
    fcntl.flock(held, fcntl.LOCK_EX)
    child = os.fork()
    if child == 0:
        try:
            # The lock stays; the ports must not outlive a parent that is killed meanwhile.
            os.closerange(3, held.fileno())
            os.closerange(held.fileno() + 1, _MOST_FILES)
            os.nice(5)
            _write(state)
        finally:
            os._exit(0)
    held.close()
    return child


def await_saved(state: Path) -> None:
    """Waits for the saving child of a cloud that was killed: half a snapshot is not to be read."""
    with (state / LOCK).open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)


def _write(state: Path) -> None:
    emulator = import_module("ministack.app")
    services = emulator._build_persistence_save_dict()
    kept = {name: get for name, get in services.items() if name not in _UNSAVED}
    import_module("ministack.core.persistence").save_all(kept)
    (state / MARK).write_text(str(time.time()))


def _await_child(child: int) -> None:
    deadline = time.monotonic() + _LONGEST
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        if time.monotonic() > deadline:
            # A lock that another thread held at the fork is never released in the child.
            os.kill(child, signal.SIGKILL)
        time.sleep(0.02)


def _remembering_digests(original: Callable[[bytes], str]) -> Callable[[bytes], str]:
    """All functions share one archive of tens of megabytes: it is hashed once, not per function."""
    known: dict[int, tuple[bytes, str]] = {}

    def write_code_blob(code: bytes) -> str:
        held = known.get(id(code))
        if held is not None and held[0] is code and _blob(original, held[1]).exists():
            return held[1]
        digest = original(code)
        while len(known) > 3:
            known.pop(next(iter(known)))
        known[id(code)] = (code, digest)
        return digest

    return write_code_blob


def _blob(original: Callable[[bytes], str], digest: str) -> Path:
    return Path(original.__globals__["CODE_BLOB_DIR"]) / f"{digest}.zip"
