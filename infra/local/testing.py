"""`make test`: makes what tests need, then every check and all tests; pytest has the last word."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from infra.local import check, chromium, webpages
from infra.local.commands import command
from infra.local.failures import Stopped
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
        failed = check.run(steps, layout)
        with steps.step("Web pages") as step:
            step.outcome = webpages.build(layout.run / "web.log")
    if failed:
        raise Stopped(f"{len(failed)} checks failed: {', '.join(failed)}.")
    pytest = str(Path(sys.executable).with_name("pytest"))
    os.execv(pytest, [pytest, *sys.argv[1:]])


if __name__ == "__main__":
    command(main)
