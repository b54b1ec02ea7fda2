"""Background processes are found again, and nobody else's is ever taken for one of ours."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from infra.local.processes import Part, Processes

_WAITING = "import time; print('started', flush=True); time.sleep(600)"
_STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + _WAITING


@pytest.fixture
def processes(tmp_path: Path) -> Processes:
    return Processes(tmp_path / "run", tmp_path)


def _part(code: str = _WAITING, **more: str) -> Part:
    return Part("sleeper", (sys.executable, "-c", code), **more)


def _await_start(processes: Processes) -> None:
    while "started" not in processes.log("sleeper").read_text():
        time.sleep(0.01)


def test_start_when_it_runs_already_changes_nothing(processes: Processes) -> None:
    processes.start(_part())
    pid = processes.pid("sleeper")

    started = processes.start(_part())

    assert not started
    assert processes.pid("sleeper") == pid
    processes.stop("sleeper")


def test_start_with_other_code_replaces_the_process(processes: Processes) -> None:
    processes.start(_part(version="1"))
    before = processes.pid("sleeper")

    started = processes.start(_part(version="2"))

    assert started
    assert processes.pid("sleeper") not in (None, before)
    processes.stop("sleeper")


def test_start_after_a_kill_starts_again(processes: Processes) -> None:
    processes.start(_part())
    before = processes.pid("sleeper")
    assert before
    os.kill(before, signal.SIGKILL)
    os.waitpid(before, 0)

    started = processes.start(_part())

    assert started
    assert processes.pid("sleeper") != before
    processes.stop("sleeper")


def test_stop_leaves_a_stranger_with_the_same_id_alone(processes: Processes) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", _WAITING], stdout=subprocess.DEVNULL)
    note = {"pid": stranger.pid, "born": "another time", "fingerprint": ""}
    (processes.folder / "sleeper.pid").write_text(json.dumps(note))

    ended = processes.stop("sleeper")

    assert not ended
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_stop_ends_one_that_does_not_heed_the_signal(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infra.local.processes._GRACE", 0.2)
    processes.start(_part(_STUBBORN))
    _await_start(processes)
    pid = processes.pid("sleeper")

    ended = processes.stop("sleeper")

    assert ended and processes.pid("sleeper") is None
    assert pid is not None and not Path(f"/proc/{pid}").exists()


def test_stop_when_nothing_runs_says_so(processes: Processes) -> None:
    assert not processes.stop("sleeper")


def test_pid_of_an_unreadable_note_is_none(processes: Processes) -> None:
    (processes.folder / "sleeper.pid").write_text("half a no")

    assert processes.pid("sleeper") is None
