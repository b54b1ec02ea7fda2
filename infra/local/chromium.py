"""Finds the browser that tests and the tour drive, and installs it where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from infra.local.failures import Stopped

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Noto's fonts: the product speaks Chinese, and pictures of it must show letters.
_PACKAGES = ("chromium", "fonts-noto-core", "fonts-noto-cjk")


def find() -> str | None:
    """The path of a Chromium: $CHROMIUM, or the first known name."""
    told = os.environ.get("CHROMIUM")
    return told or next((path for path in map(shutil.which, _NAMES) if path), None)


def ensure(log: Path) -> str:
    """Installs Chromium by apt where it is missing; returns what was done."""
    if find():
        return "unchanged"
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise Stopped(
            "The browser tests need Chromium, which is not installed: install it "
            f"(on Debian and Ubuntu: sudo apt-get install {' '.join(_PACKAGES)}), "
            "or name another one in CHROMIUM."
        )
    _apt("update", log=log)
    _apt("install", "-y", "--no-install-recommends", *_PACKAGES, log=log)
    if not find():
        raise Stopped("apt-get installed no Chromium: install one by hand and name it in CHROMIUM.")
    return "installed"


def _apt(*arguments: str, log: Path) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a") as written:
        done = subprocess.run(
            ["apt-get", "-q", *arguments],
            stdout=written,
            stderr=written,
            stdin=subprocess.DEVNULL,
            env=environment,
            check=False,
        )
    if done.returncode:
        raise Stopped(f"`apt-get {arguments[0]}` failed: install Chromium by hand.", log)
