"""`make check`: linters, types, the laws of the house, the templates, and the pages' own checks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from infra.local import deployment, webpages
from infra.local.commands import command
from infra.local.failures import Stopped
from infra.local.interpreters import ROOT
from infra.local.layout import PACKAGE, Layout
from infra.local.progress import Steps

_BIN = Path(sys.executable).parent
LAWS = "Laws (tests/shape)"
# `message_id` comes with the calls that we make (StartOutboundVoiceContact).
_FLOWS = (
    "python", "-m", "infra.local.telephony.lint", "--strict",
    "--languages", "en,tr,ru,hu,zh", "--given", "message_id",
    *sorted(str(path) for path in (ROOT / "infra" / "flows").glob("*.json")),
)  # fmt: skip
_CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Style (ruff)", ("ruff", "check", "--quiet", ".")),
    ("Types (mypy)", ("mypy",)),
    ("Layers (import-linter)", ("lint-imports",)),
    ("Template (cfn-lint)", ("cfn-lint", "--template", str(PACKAGE / "template.json"))),
    ("Flows (linter of the exchange)", _FLOWS),
    (LAWS, ("pytest", "tests/shape")),
)
_PAGES = (
    ("Pages: types, languages", ("npm", "run", "--silent", "check")),
    ("Pages: tests (vitest)", ("npm", "test", "--silent")),
)


def main() -> None:
    """Runs every check and tells all that failed, not only the first."""
    with Steps() as steps:
        failed = run(steps, Layout())
    if failed:
        raise Stopped(f"{len(failed)} checks failed: {', '.join(failed)}.")


def run(steps: Steps, layout: Layout, leave_out: tuple[str, ...] = ()) -> list[str]:
    """The names of the checks that failed; what they said is printed."""
    layout.run.mkdir(parents=True, exist_ok=True)
    with steps.step("Packages of the pages") as step:
        step.outcome = webpages.install(layout.run / "web.log")
    with steps.step("Application package") as step:
        step.outcome = deployment.package(layout.run / "package.log")
    checks = [(name, line, ROOT) for name, line in _CHECKS if name not in leave_out]
    if (ROOT / "web" / "package.json").is_file():
        checks += [(name, line, ROOT / "web") for name, line in _PAGES]
    return [name for name, line, folder in checks if not _passes(steps, name, line, folder)]


def _passes(steps: Steps, name: str, line: tuple[str, ...], folder: Path) -> bool:
    path = f"{_BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    with steps.step(name) as step:
        done = subprocess.run(
            [str(_BIN / line[0]), *line[1:]],
            cwd=folder,
            env={**os.environ, "PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        step.outcome = "passed" if done.returncode == 0 else "FAILED"
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    command(main)
