"""The patch of the Lambda workers: one copy of the code, only the zip's packages, few of them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from infra.local.cloud.fitting import fitting, replace

NAME = "workers"
_PATIENCE = 15.0  # seconds to wait for a busy worker before one more is started all the same
_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "FRONTDESK_CLOCK_FILE")
_freed = threading.Condition()
_extracting = threading.Lock()


def apply(settings: set[str], at_most: int) -> None:
    """Shares extracted code, keeps `settings` of the emulator out of the functions' environment.

    `at_most` bounds the processes per function: more only queue for the same few cores.
    """
    fitting(NAME, "core.lambda_runtime:Worker._spawn", "c55febf95656")
    runtime: Any = import_module("ministack.core.lambda_runtime")
    runtime.zipfile = _Zipfile()
    runtime.subprocess = _Subprocess(settings)
    fitting(NAME, "core.lambda_runtime:acquire_worker", "5017d144adb5")
    service: Any = import_module("ministack.services.lambda_svc")
    service.acquire_worker = _patient(service.acquire_worker, at_most)
    replace(NAME, "services.lambda_svc:_fetch_code_from_s3", "e05246c20b32", _shared_in_memory)
    replace(NAME, "services.lambda_svc:release_worker", "25d5dd7d42b6", _telling)


def tidy(tmp: Path) -> None:
    """Removes what workers of a killed launcher left; the latest code stays unpacked."""
    codes = sorted(tmp.glob("code-*"), key=lambda code: code.stat().st_mtime)
    for left in (*tmp.glob("ministack-lambda-*"), *tmp.glob("unpacking-*"), *codes[:-1]):
        shutil.rmtree(left, ignore_errors=True)


def _shared_in_memory(original: Callable[..., bytes | None]) -> Callable[..., bytes | None]:
    """Twenty functions of one archive hold it once."""
    held: dict[str, bytes] = {}

    def fetch(*args: Any, **kwargs: Any) -> bytes | None:
        code = original(*args, **kwargs)
        if code is None:
            return None
        digest = hashlib.sha256(code).hexdigest()
        if digest not in held:
            held.clear()  # a new deployment replaces them all
        return held.setdefault(digest, code)

    return fetch


class _Zipfile:
    """The module zipfile, whose archives are unpacked once for all workers."""

    def __getattr__(self, name: str) -> Any:
        return getattr(zipfile, name)

    ZipFile = property(lambda self: _SharedZip)


class _SharedZip(zipfile.ZipFile):
    def extractall(self, path: Any = None, members: Any = None, pwd: Any = None) -> None:
        source, target = Path(str(self.filename)), Path(path)
        shared = _unpacked(source, super().extractall)
        # Worker._spawn made an empty folder here and leaves the archive beside it.
        target.rmdir()
        target.symlink_to(shared, target_is_directory=True)
        source.unlink()


def _unpacked(source: Path, extract: Callable[[str], None]) -> Path:
    """The folder of an archive's content, shared by content; its bytecode is compiled once."""
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
    shared = Path(tempfile.gettempdir()) / f"code-{digest}"
    with _extracting:
        if not shared.exists():
            fresh = tempfile.mkdtemp(prefix="unpacking-")
            extract(fresh)
            try:
                Path(fresh).rename(shared)
            except OSError:  # another launcher with the same folder was faster
                shutil.rmtree(fresh, ignore_errors=True)
    return shared


class _Subprocess:
    """The module subprocess, which starts Python workers with the zip's packages only."""

    def __init__(self, settings: set[str]) -> None:
        self._kept_out = settings - set(_INHERITED)

    def __getattr__(self, name: str) -> Any:
        return getattr(subprocess, name)

    def Popen(self, command: list[str], **kwargs: Any) -> subprocess.Popen[str]:  # noqa: N802
        env = {key: value for key, value in kwargs["env"].items() if key not in self._kept_out}
        if command[0] == sys.executable:
            # Without site-packages an incomplete zip fails here as it would on AWS.
            command = [command[0], "-S", *command[1:]]
        return subprocess.Popen(command, **{**kwargs, "env": env})


def _patient(original: Callable[..., Any], at_most: int) -> Callable[..., Any]:
    """Waits for a busy worker at the ceiling; past its patience it starts one more.

    The second half keeps a function that invokes itself from waiting for its own caller.
    """

    def acquire(*args: Any, **kwargs: Any) -> Any:
        deadline = time.monotonic() + _PATIENCE
        with _freed:
            while True:
                worker, how = original(*args, **{**kwargs, "max_concurrency": at_most})
                left = deadline - time.monotonic()
                if worker is not None or left <= 0:
                    break
                _freed.wait(timeout=left)
        return (worker, how) if worker is not None else original(*args, **kwargs)

    return acquire


def _telling(original: Callable[[Any], None]) -> Callable[[Any], None]:
    def release(worker: Any) -> None:
        original(worker)
        with _freed:
            _freed.notify_all()

    return release


def inherited(environment: os._Environ[str]) -> dict[str, str]:
    """What of the caller's environment reaches the functions: nothing by accident."""
    return {
        key: value
        for key, value in environment.items()
        if key in _INHERITED or key.startswith("AWS_ENDPOINT_URL_")
    }
