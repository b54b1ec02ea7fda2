"""`make test`: makes what tests need, then every check and all tests; pytest has the last word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from infra.local import check, chromium, webpages
from infra.local.commands import command
from infra.local.interpreters import ROOT
from infra.local.layout import Layout
from infra.local.progress import Steps
from infra.local.up import make_cloud_environment


def main() -> None:
    """Arguments are passed on to pytest."""
    layout = Layout()
    layout.run.mkdir(parents=True, exist_ok=True)
    with Steps() as steps:
        with steps.step("Python of the local cloud") as step:
            step.outcome = make_cloud_environment()
        with steps.step("Chromium") as step:
            step.outcome = chromium.ensure(layout.run / "chromium.log")
        failed = check.run(steps, layout, leave_out=(check.LAWS,))
        with steps.step("Web pages") as step:
            step.outcome = webpages.build(layout.run / "web.log")
    if failed:
        print(f"{len(failed)} checks failed: {', '.join(failed)}.", flush=True)
    code = _pytest(sys.argv[1:])
    sys.exit(code or bool(failed))


def _pytest(arguments: list[str]) -> int:
    """Two processes, for two cores; a file's tests stay in one of them, in our own order."""
    pytest = str(Path(sys.executable).with_name("pytest"))
    processes = os.environ.get("FRONTDESK_TEST_PROCESSES", "2")
    side_by_side = ("-n", processes, "--dist", "loadfile", "--no-loadscope-reorder")
    line = [pytest, *side_by_side, *arguments]
    return subprocess.run(line, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    command(main)
