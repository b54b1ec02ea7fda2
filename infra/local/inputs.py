"""Tells whether what a step is made from has changed since it was last made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_DERIVED = {"node_modules", "dist", "__pycache__", ".vite"}


def digest(paths: Iterable[Path], *told: str) -> str:
    """A fingerprint of files, of all files under folders, and of what else is told."""
    made = hashlib.sha256("\0".join(told).encode())
    for path in sorted(_files(paths)):
        made.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from _files(p for p in path.iterdir() if p.name not in _DERIVED)
        elif path.is_file() and path.suffix != ".pyc":
            yield path


def unchanged(mark: Path, wanted: str) -> bool:
    """Whether the mark that the last making left says so."""
    return mark.is_file() and mark.read_text() == wanted


def note(mark: Path, made: str) -> None:
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(made)
