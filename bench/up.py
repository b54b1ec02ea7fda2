"""How long `make up` takes: again with nothing changed, and on request in a fresh clone.

    python -m bench.up [--first]

`--first` clones the repository into a scratch folder, brings the product up there on other ports
with the packages that pip and npm have in their caches, and takes it down again.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra.local.interpreters import ROOT
from infra.local.layout import Layout

Line = dict[str, Any]
AGAIN, FIRST = 15, 90  # seconds, goals


def main(first: bool = False) -> Iterator[Line]:
    """One line, or two."""
    before = Layout().stack.is_file()
    _make("up", ROOT)
    yield _line("make up, nothing changed", _make("up", ROOT), AGAIN)
    if not before:
        _make("down", ROOT)
    if first:
        with tempfile.TemporaryDirectory() as scratch:
            yield _first(Path(scratch) / "clone")


def _first(clone: Path) -> Line:
    command = ["git", "clone", "--quiet", str(ROOT), str(clone)]
    subprocess.run(command, check=True)
    elsewhere = {"FRONTDESK_PORT_BASE": str(_free_base())}
    try:
        return _line("make up, fresh clone", _make("up", clone, elsewhere), FIRST)
    finally:
        _make("down", clone, elsewhere)


def _free_base() -> int:
    """The lowest of some ports in a row that are free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1]) // 20 * 20


def _make(target: str, folder: Path, more: dict[str, str] | None = None) -> float:
    begun = time.monotonic()
    done = subprocess.run(
        ["make", target], cwd=folder, env={**os.environ, **(more or {})},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"make {target} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return time.monotonic() - begun


def _line(case: str, seconds: float, goal: int) -> Line:
    told = {"seconds": round(seconds, 1), "goal_seconds": goal, "met": seconds < goal}
    return {"bench": "up", "case": case, **told}


if __name__ == "__main__":
    for each in main(first="--first" in sys.argv):
        print(json.dumps(each), flush=True)
