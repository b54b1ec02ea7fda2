"""`make lock`: writes the exact versions of pyproject.toml's packages, naming no registry."""

from __future__ import annotations

import os
import subprocess
import tomllib
from typing import Any

from infra.local.commands import command
from infra.local.environments import uv_settings
from infra.local.failures import Stopped
from infra.local.interpreters import PYTHON, ROOT

_OPTIONS = ("--universal", "--python-version", "3.11", "--no-header", "--no-annotate", "--quiet")


def main() -> None:
    """Versions that the files already name are kept where they still fit."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    deployed: list[str] = project["dependencies"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    _compile(deployed, "requirements.txt")
    _compile(deployed + extras["dev"], "requirements-dev.txt")
    # The emulator pins a botocore of its own: what is deployed stays out of its environment.
    _compile(extras["cloud"], "requirements-cloud.txt")


def _compile(wanted: list[str], name: str) -> None:
    uv, pip = str(PYTHON.with_name("uv")), [str(PYTHON), "-m", "pip"]
    done = subprocess.run(
        [uv, "pip", "compile", *_OPTIONS, "--output-file", name, "-"],
        input="\n".join(wanted),
        cwd=ROOT,
        env={**os.environ, **uv_settings(pip)},
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise Stopped(f"{name} could not be locked: {done.stderr.strip()}")
    print(f"{name} is current")


if __name__ == "__main__":
    command(main)
