"""Starts and stops the processes of a local cloud."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from infra.local import ports as port_numbers
from infra.local.failures import Stopped
from infra.local.health import await_answer
from infra.local.interpreters import ROOT
from infra.local.layout import Layout
from infra.local.parts import ORDER, address, parts
from infra.local.processes import Processes

_LISTENING = {
    "cloud": ("cloud", "/_ministack/ready"),
    "stripe": ("stripe", "/_local/health"),
    "sms": ("sms", "/_local/ready"),
    "telephony": ("telephony", "/_local/ready"),
    "frontdoor": ("clinic_page", "/"),
}


def start(layout: Layout, ports: dict[str, int], keep: bool = True) -> str:
    """Starts what does not run as it should; returns which parts were started."""
    processes = Processes(layout.run, ROOT)
    layout.data.mkdir(parents=True, exist_ok=True)
    if not layout.clock.exists():
        layout.clock.write_text("0")
    _make_way(processes, layout, ports, keep)
    started = [part.name for part in parts(layout, ports, keep) if processes.start(part)]
    for name in ORDER:
        _await_part(processes, name, ports)
    return ", ".join(started) if started else "unchanged"


def _make_way(processes: Processes, layout: Layout, ports: dict[str, int], keep: bool) -> None:
    """Stops parts that would be started anew; then nobody else may listen on their ports."""
    outdated = [part.name for part in parts(layout, ports, keep) if not processes.is_current(part)]
    for name in reversed(outdated):
        processes.stop(name)
    needed = {"clinic_page": "frontdoor"}
    port_numbers.check(
        {name: port for name, port in ports.items() if needed.get(name, name) in outdated}
    )


def _await_part(processes: Processes, name: str, ports: dict[str, int]) -> None:
    port, path = _LISTENING[name]
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and processes.pid(name):
        if port_numbers.listens(ports[port]):
            fault = await_answer(address(ports[port]) + path, lambda _: True)
            break
        time.sleep(0.05)
    else:
        fault = "it ended" if not processes.pid(name) else "it does not listen"
    if fault:
        raise Stopped(f"The part '{name}' did not start: {fault}.", processes.log(name))


def stop(layout: Layout) -> list[str]:
    """Ends all processes, the front door first; returns those that ran."""
    processes = Processes(layout.run, ROOT)
    others = [name for name in processes.names() if name not in ORDER]
    return [name for name in (*reversed(ORDER), *others) if processes.stop(name)]


def save(layout: Layout) -> None:
    """Asks the cloud for a snapshot, so that what was just deployed survives a kill."""
    pid = Processes(layout.run, ROOT).pid("cloud")
    mark = layout.data / "cloud" / "state" / "snapshot"
    before = _written(mark)
    if pid is None:
        return
    os.kill(pid, signal.SIGUSR1)
    deadline = time.monotonic() + 30
    while _written(mark) == before and time.monotonic() < deadline:
        time.sleep(0.02)


def _written(mark: Path) -> int:
    return mark.stat().st_mtime_ns if mark.exists() else 0
