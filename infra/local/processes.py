"""Background processes of the local cloud: started detached, found again by their pid file."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

_GRACE = 10.0  # seconds between asking a process to end and ending it


@dataclass(frozen=True)
class Part:
    """One process: how it is started, and what it is made from (`version`)."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    version: str = ""

    def fingerprint(self) -> str:
        """Changes when the process would be started differently, or from other code."""
        told = [*self.command, *sorted(self.environment.items()), self.version]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


class Processes:
    """The processes whose pid files and logs lie in one folder."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.root = root
        folder.mkdir(parents=True, exist_ok=True)

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def start(self, part: Part) -> bool:
        """Starts a part unless it runs as it should; True when it was (re)started."""
        if self.is_current(part):
            return False
        self.stop(part.name)
        with self.log(part.name).open("ab") as log:
            process = subprocess.Popen(
                part.command,
                cwd=self.root,
                env={**os.environ, **part.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        note = {"pid": process.pid, "born": _born(process.pid), "fingerprint": part.fingerprint()}
        self._note(part.name).write_text(json.dumps(note))
        return True

    def is_current(self, part: Part) -> bool:
        """Whether a part runs, and runs as it would be started now."""
        noted = self._noted(part.name)
        return noted is not None and noted["fingerprint"] == part.fingerprint()

    def pid(self, name: str) -> int | None:
        """The process id of a running part."""
        noted = self._noted(name)
        return int(noted["pid"]) if noted else None

    def names(self) -> list[str]:
        return sorted(note.stem for note in self.folder.glob("*.pid"))

    def stop(self, name: str) -> bool:
        """Asks a part to end, ends it if it does not; False when it did not run."""
        pid = self.pid(name)
        if pid is not None:
            _end(pid)
        self._note(name).unlink(missing_ok=True)
        return pid is not None

    def _note(self, name: str) -> Path:
        return self.folder / f"{name}.pid"

    def _noted(self, name: str) -> dict[str, str] | None:
        """What the pid file says, if that very process still lives."""
        try:
            noted: dict[str, str] = json.loads(self._note(name).read_text())
        except (OSError, ValueError):
            return None
        born = _born(int(noted["pid"]))
        return noted if born is not None and born == noted["born"] else None


def _born(pid: int) -> str | None:
    """When a process began: its id alone may belong to another one by now; None if it ended."""
    try:
        # State and start time are the 1st and 20th field after the command's closing bracket.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None if Path("/proc/self").exists() else _born_by_ps(pid)
    return None if fields[0] == "Z" else fields[19]


def _born_by_ps(pid: int) -> str | None:
    told = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or None


def _end(pid: int) -> None:
    """Ends a process and what it started; a child of ours is also reaped."""
    born = _born(pid)
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + _GRACE
    while _lives(pid, born):
        if time.monotonic() > deadline:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
        time.sleep(0.02)


def _lives(pid: int, born: str | None) -> bool:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    return born is not None and _born(pid) == born
