"""Walks the tour against the running product: `make tour`; --pictures renews the README's."""

from __future__ import annotations

import argparse
import json
import re
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from infra.local import chromium, stack
from infra.local.commands import command
from infra.local.failures import Stopped
from infra.local.interpreters import LOCAL, ROOT
from infra.local.layout import Layout
from infra.local.progress import Steps
from infra.local.tour.journey import Journey
from infra.local.tour.stage import FLAGS, Stage
from infra.local.tour.way import WAY

README = ROOT / "README.md"
SCRATCH = LOCAL / "tour"


def main() -> None:
    """Every step with its time; ends with a sentence that names the step that failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", action="store_true", help="renew those of the README")
    parser.add_argument("--stack", type=Path, help="stack.json of another running product")
    arguments = parser.parse_args()
    told = _running(arguments.stack)
    with Steps() as steps, sync_playwright() as playwright:
        with steps.step("Chromium") as step:
            step.outcome = chromium.ensure(SCRATCH / "chromium.log")
            browser = playwright.chromium.launch(executable_path=chromium.find(), args=[*FLAGS])
        _walk(steps, Journey(told, Stage(browser, SCRATCH), is_timed=True))
        browser.close()
    if arguments.pictures:
        _renew_pictures()


def _renew_pictures() -> None:
    for shown in re.findall(r"docs/pictures/[\w-]+\.png", README.read_text()):
        picture = ROOT / shown
        picture.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SCRATCH / picture.name, picture)


def _running(chosen: Path | None) -> dict[str, Any]:
    told = json.loads(chosen.read_text()) if chosen else stack.find(Layout())
    if not told or not told["demo"].get("site_key"):
        raise Stopped("Nothing runs that could be toured: run `make up` first.")
    found: dict[str, Any] = told
    return found


def _walk(steps: Steps, journey: Journey) -> None:
    for name, walk in WAY:
        try:
            with steps.step(name) as step:
                step.outcome = walk(journey)
        except Exception as error:
            kept = journey.stage.keep_failure(SCRATCH)
            reason = _first_lines(str(error))
            raise Stopped(
                f"The tour failed at “{name}”: {reason}\n"
                f"Pictures of that moment: {', '.join(map(str, kept))}"
            ) from error


def _first_lines(text: str) -> str:
    """Playwright's errors go on with the whole page as text; the picture shows that better."""
    return " ".join(text.split("Aria snapshot:")[0].split())[:1000]


if __name__ == "__main__":
    command(main)
