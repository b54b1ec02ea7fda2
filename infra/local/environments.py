"""Makes the Python environments of a checkout; stdlib only, for it runs before there is any."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Ran = subprocess.CompletedProcess[str]
_MARK = "frontdesk-requirements"
_UV = "uv>=0.9,<1"


class Unmade(Exception):
    """An environment could not be made: one sentence, and what the installer said."""

    def __init__(self, sentence: str, said: str = "") -> None:
        super().__init__(sentence)
        self.said = said


class Environment:
    """One virtual environment and the requirements file that fills it."""

    def __init__(self, folder: Path, requirements: Path) -> None:
        self.folder = folder
        self.requirements = requirements
        self.python = folder / "bin" / "python"

    def is_current(self) -> bool:
        """Whether it was filled from these very requirements."""
        mark = self.folder / _MARK
        return self.python.exists() and mark.is_file() and mark.read_text() == self._wanted()

    def make(self) -> None:
        """Creates the environment where it is missing or broken, and fills it."""
        if not self._works():
            shutil.rmtree(self.folder, ignore_errors=True)
            self._create()
        self._install()
        (self.folder / _MARK).write_text(self._wanted())

    def _wanted(self) -> str:
        return hashlib.sha256(self.requirements.read_bytes()).hexdigest()

    def _works(self) -> bool:
        if not self.python.exists():
            return False
        told = [str(self.python), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
        return subprocess.run(told, capture_output=True, check=False).returncode == 0

    def _create(self) -> None:
        done = _run([sys.executable, "-m", "venv", str(self.folder)])
        if done.returncode:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise Unmade(
                "Python cannot make virtual environments here: install its venv module "
                "(on Debian and Ubuntu: apt-get install python3-venv), then run it again.",
                done.stdout,
            )

    def _install(self) -> None:
        pip = [str(self.python), "-m", "pip"]
        uv = _uv()
        if uv:
            command = [uv, "pip", "install", "-q", "--python", str(self.python)]
            done = _run([*command, "-r", str(self.requirements)], uv_settings(pip))
            if not done.returncode:
                return
        done = _run([*pip, "install", "-q", "-r", str(self.requirements)])
        if done.returncode:
            name = self.requirements.name
            raise Unmade(
                f"The packages of {name} could not be installed: check the network (or pip's "
                "configuration) and run it again.",
                done.stdout,
            )


@contextlib.contextmanager
def alone(waits: Callable[[], None], folder: Path = ROOT / ".local") -> Iterator[None]:
    """Keeps two commands from filling one environment at once; calls `waits` if it has to wait."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "environment.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            waits()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _uv() -> str | None:
    """uv installs in seconds what takes pip a minute; without it pip does the same."""
    own = ROOT / ".venv" / "bin" / "uv"
    if not own.exists() and not shutil.which("uv") and (ROOT / ".venv" / "bin" / "pip").exists():
        _run([str(ROOT / ".venv" / "bin" / "python"), "-m", "pip", "install", "-q", _UV])
    return str(own) if own.exists() else shutil.which("uv")


def uv_settings(pip: list[str]) -> dict[str, str]:
    """pip's configuration in uv's words, so that both ask the same sources."""
    told: dict[str, str] = {}
    for line in _run([*pip, "config", "list"]).stdout.splitlines():
        name, _, value = line.partition("=")
        told[name.rpartition(".")[2]] = value.strip("'\"")
    words = {
        "UV_DEFAULT_INDEX": told.get("index-url"),
        "UV_INDEX": told.get("extra-index-url"),
        "UV_FIND_LINKS": ",".join(told.get("find-links", "").split()),
        "SSL_CERT_FILE": told.get("cert"),
        # pip takes the best version of all sources; uv would stop at the first that has any.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_HTTP_TIMEOUT": "30",
    }
    return {name: value for name, value in words.items() if value and name not in os.environ}


def _run(command: list[str], more: dict[str, str] | None = None) -> Ran:
    return subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **(more or {})},
        check=False,
    )


DEVELOPMENT = Environment(ROOT / ".venv", ROOT / "requirements-dev.txt")
CLOUD = Environment(ROOT / ".local" / "cloud-venv", ROOT / "requirements-cloud.txt")
