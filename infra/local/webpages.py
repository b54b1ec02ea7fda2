"""Builds the web pages with the Node that the Python environment brings."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from infra.local.failures import Stopped
from infra.local.inputs import digest, note, unchanged
from infra.local.interpreters import PYTHON, ROOT
from infra.local.layout import PAGES

WEB = ROOT / "web"
_MARK = PAGES / ".inputs"


def install(log: Path) -> str:
    """Installs the packages of package-lock.json unless they are; returns what was done."""
    if not (WEB / "package.json").is_file():
        return "no pages yet"
    if _installed():
        return "unchanged"
    _npm("ci", "--no-audit", "--no-fund", log=log)
    return "installed"


def build(log: Path) -> str:
    """Builds every page, the handset among them, unless nothing changed."""
    if not (WEB / "package.json").is_file():
        return "no pages yet"
    made_from = digest([WEB], "with the handset")
    if unchanged(_MARK, made_from):
        return "unchanged"
    _npm("run", "build", log=log)
    note(_MARK, made_from)
    return "built"


def _installed() -> bool:
    """Whether node_modules holds what the lock file names; npm keeps its own list there."""
    wanted, found = (_packages(WEB / name) for name in ("package-lock.json", _NPMS_LIST))
    needed = {name for name, told in wanted.items() if name and not told.get("optional")}
    return bool(found) and all(
        found.get(name, {}).get("version") == wanted[name].get("version") for name in needed
    )


_NPMS_LIST = "node_modules/.package-lock.json"


def _packages(path: Path) -> dict[str, dict[str, Any]]:
    try:
        packages: dict[str, dict[str, Any]] = json.loads(path.read_text())["packages"]
    except (OSError, ValueError, KeyError):
        return {}
    return packages


def _npm(*arguments: str, log: Path) -> None:
    path = f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    with log.open("a") as written:
        done = subprocess.run(
            [str(PYTHON.parent / "npm"), *arguments],
            cwd=WEB,
            env={**os.environ, "PATH": path, "LOCAL": "1"},
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
            check=False,
        )
    if done.returncode:
        command = " ".join(["npm", *arguments])
        raise Stopped(f"`{command}` failed in web/: put right what its log says.", log)
