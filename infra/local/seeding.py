"""Runs the seed, which fills a fictional demo clinic through the product's own API."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from typing import Any

from infra.local.failures import Stopped
from infra.local.interpreters import ROOT
from infra.local.layout import Layout
from infra.local.stack import Stack

MODULE = "infra.local.seed"


def seed(layout: Layout, stack: Stack) -> str:
    """Seeds once into the data; what the seed told stands in stack.json under `demo`."""
    if layout.demo.is_file():
        stack["demo"] = json.loads(layout.demo.read_text())
        return "unchanged"
    if importlib.util.find_spec(MODULE) is None:
        return "no seed yet"
    stack["demo"] = _seeded(layout)
    layout.demo.write_text(json.dumps(stack["demo"], indent=2) + "\n")
    return "seeded"


def _seeded(layout: Layout) -> dict[str, Any]:
    log = layout.run / "seed.log"
    command = [sys.executable, "-m", MODULE, "--stack", str(layout.stack)]
    with log.open("a") as errors:
        done = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True, check=False
        )
    with log.open("a") as written:
        written.write(done.stdout)
    if done.returncode:
        raise Stopped("The demo clinic could not be made: its log says at which step.", log)
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told
