"""Runs the seed, which fills a fictional demo clinic through the product's own API."""

from __future__ import annotations

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
    """Seeds once into the data; what the seed told stands in stack.json under `demo`.

    It runs again where the data are older than the clinic's number, or its page has moved.
    """
    before = _told(layout)
    if before.get("voice_number") and before.get("clinic_page") == stack["clinic_page"]:
        stack["demo"] = before
        return "unchanged"
    try:
        stack["demo"] = _seeded(layout, made=bool(before))
    except Stopped:
        if not before:
            raise
        stack["demo"] = before
        return "not brought up to date: run `make reset`, or go on with it as it is"
    layout.demo.write_text(json.dumps(stack["demo"], indent=2) + "\n")
    return "brought up to date" if before else "seeded"


def _told(layout: Layout) -> dict[str, Any]:
    """What the seed told when it ran; empty before."""
    if not layout.demo.is_file():
        return {}
    told: dict[str, Any] = json.loads(layout.demo.read_text())
    return told


def _seeded(layout: Layout, made: bool) -> dict[str, Any]:
    log = layout.run / "seed.log"
    command = [sys.executable, "-m", MODULE, "--stack", str(layout.stack)]
    command += ["--made"] if made else []
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
