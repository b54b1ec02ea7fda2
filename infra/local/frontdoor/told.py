"""What stack.json tells about the deployed application, read again when it changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class NotDeployed(Exception):
    """stack.json is not there yet, or names no such thing."""


class Told:
    """The content of stack.json, cached until the file is written anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = -1
        self._content: dict[str, Any] = {}

    def get(self, *names: str) -> str:
        """The text under nested names; raises NotDeployed."""
        found: Any = self._fresh()
        for name in names:
            found = found.get(name) if isinstance(found, dict) else None
        if not isinstance(found, str) or not found:
            raise NotDeployed(".".join(names))
        return found

    def find(self, *names: str) -> str | None:
        try:
            return self.get(*names)
        except NotDeployed:
            return None

    def _fresh(self) -> dict[str, Any]:
        try:
            written = self._path.stat().st_mtime_ns
            if written != self._seen:
                self._content = json.loads(self._path.read_text())
                self._seen = written
        except (OSError, ValueError) as error:
            raise NotDeployed(str(self._path)) from error
        return self._content
