"""How a patch makes sure that it still fits the emulator it was written for."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from importlib import import_module, metadata
from typing import Any


class PatchBroken(RuntimeError):
    """The emulator changed under a patch; the message names the patch and the place."""


def fingerprint(thing: Any) -> str:
    """Twelve hex digits of a function's source, or of a text constant."""
    text = thing if isinstance(thing, str) else inspect.getsource(thing)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def fitting(patch: str, place: str, digest: str) -> Any:
    """The emulator's own `module:Name.attribute`, if it is still what the patch was written for.

    Raises PatchBroken, naming the patch, when it is gone or reads differently.
    """
    module, _, path = place.partition(":")
    try:
        thing: Any = import_module(f"ministack.{module}")
        for name in path.split("."):
            thing = getattr(thing, name)
    except (ImportError, AttributeError) as error:
        raise _broken(patch, place, "is gone") from error
    if fingerprint(thing) != digest:
        raise _broken(patch, place, f"changed (now {fingerprint(thing)}, was {digest})")
    return thing


def replace(patch: str, place: str, digest: str, make: Callable[[Any], Any]) -> None:
    """Puts `make(original)` in the place of the original, once it is known to fit."""
    original = fitting(patch, place, digest)
    module, _, path = place.partition(":")
    owner: Any = import_module(f"ministack.{module}")
    *owners, name = path.split(".")
    for part in owners:
        owner = getattr(owner, part)
    setattr(owner, name, make(original))


def _broken(patch: str, place: str, what: str) -> PatchBroken:
    version = metadata.version("ministack")
    return PatchBroken(
        f"The patch '{patch}' does not fit ministack {version}: {place} {what}. "
        "Pin the version in requirements-cloud.txt that it was written for, or rewrite the patch."
    )
