"""Every failure ends with one clear sentence, where to read more, and an exit code."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from infra.local import commands, environments
from infra.local.failures import Stopped
from infra.local.interpreters import ROOT
from infra.local.layout import Layout
from infra.local.ports import PortInUse


def _run(error: BaseException) -> int:
    def failing() -> None:
        raise error

    with pytest.raises(SystemExit) as ended:
        commands.command(failing)
    return int(str(ended.value.code))


def test_command_a_known_failure_tells_sentence_and_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = _run(
        Stopped("The pages could not be built: put right what the log says.", Path("w.log"))
    )

    told = capsys.readouterr().err.splitlines()
    assert code == 1
    assert told == ["The pages could not be built: put right what the log says.", "Log: w.log"]


def test_command_a_port_in_use_tells_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    code = _run(PortInUse("Port 8420 is used by another program: end that program."))

    assert code == 1
    assert capsys.readouterr().err == "Port 8420 is used by another program: end that program.\n"


def test_command_an_unknown_failure_leaves_its_trace_in_a_log(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "Layout", lambda: Layout(tmp_path))

    code = _run(ValueError("odd"))

    log = tmp_path / "run" / "error.log"
    assert code == 1
    assert f"ValueError: odd).\nLog: {log}" in capsys.readouterr().err
    assert "Traceback" in log.read_text()


def test_command_interrupted_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(KeyboardInterrupt()) == 130
    assert capsys.readouterr().err == ""


def test_only_one_command_works_at_a_time(tmp_path: Path) -> None:
    layout = Layout(tmp_path)

    with commands.only_one(layout), pytest.raises(Stopped, match="wait for it"):  # noqa: SIM117
        with commands.only_one(layout):
            pass


def _bootstrap(preparation: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    script = str(ROOT / "infra" / "local" / "bootstrap.py")
    code = f"import runpy, sys; {preparation}; runpy.run_path({script!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_bootstrap_without_a_fit_python_says_what_to_install() -> None:
    done = _bootstrap("sys.version_info = (3, 9, 2)", PATH="/nonexistent")

    assert done.returncode == 1
    assert done.stderr.startswith("Frontdesk needs Python 3.11 or newer and found only 3.9.2")
    assert len(done.stderr.splitlines()) == 1


def test_bootstrap_on_an_unsupported_system_says_so() -> None:
    done = _bootstrap("sys.platform = 'win32'")

    assert done.returncode == 1
    assert "not on win32" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_make_without_python_says_what_to_install() -> None:
    done = subprocess.run(
        ["make", "--silent", "up", "PYTHON=python-of-nowhere"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert done.stderr.startswith("Frontdesk needs Python 3.11 or newer")


def test_bootstrap_interrupted_says_nothing() -> None:
    done = _bootstrap(
        "from infra.local import environments as e; e.Environment.is_current = lambda _: 1 / 0",
        PYTHONPATH=str(ROOT),
    )
    stopped = _bootstrap(
        "import os, signal; from infra.local import environments as e; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "  # a job ignores it
        "e.Environment.is_current = lambda _: os.kill(os.getpid(), signal.SIGINT)",
        PYTHONPATH=str(ROOT),
    )

    assert "ZeroDivisionError" in done.stderr
    assert (stopped.returncode, stopped.stderr) == (130, "")


def test_environment_is_filled_by_one_command_at_a_time(tmp_path: Path) -> None:
    waited = threading.Event()
    order = []

    def second() -> None:
        with environments.alone(waited.set, tmp_path):
            order.append("second")

    with environments.alone(lambda: order.append("waits"), tmp_path):
        other = threading.Thread(target=second)
        other.start()
        assert waited.wait(60)
        order.append("first")
    other.join(60)

    assert order == ["first", "second"]


def test_environment_is_current_only_for_the_same_requirements(tmp_path: Path) -> None:
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("")
    environment = environments.Environment(tmp_path / "venv", wanted)

    before = environment.is_current()
    environment.make()
    made = environment.is_current()
    wanted.write_text("# another\n")

    assert (before, made, environment.is_current()) == (False, True, False)


def test_environment_broken_is_made_anew(tmp_path: Path) -> None:
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("")
    environment = environments.Environment(tmp_path / "venv", wanted)
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    environment.python.symlink_to("/nonexistent/python")

    environment.make()

    assert subprocess.run([environment.python, "-c", ""], check=False).returncode == 0


def test_environment_that_cannot_be_filled_says_why(tmp_path: Path) -> None:
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("/nonexistent/package.whl\n")
    environment = environments.Environment(tmp_path / "venv", wanted)

    with pytest.raises(environments.Unmade, match=r"requirements\.txt could not be installed"):
        environment.make()

    assert not environment.is_current()


def test_uv_asks_the_sources_that_pip_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "pip.conf"
    told.write_text("[global]\nindex-url = https://mirror.example/simple\nfind-links = /a /b\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(told))
    for name in ("PIP_INDEX_URL", "PIP_FIND_LINKS", "UV_DEFAULT_INDEX", "UV_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)

    settings = environments.uv_settings([sys.executable, "-m", "pip"])

    assert settings["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert settings["UV_FIND_LINKS"] == "/a,/b"
