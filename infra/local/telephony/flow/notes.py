"""What a run tells of itself while it goes; a note needs no answer and may be left unread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from infra.local.telephony.flow.values import At


@dataclass(frozen=True)
class ActionStarted:
    """An action begins; `parameters` have their references filled in."""

    at: At
    parameters: dict[str, Any]


@dataclass(frozen=True)
class Step:
    """An action was left by a branch: `Success`, an error's type, or a condition (`1`, `True`)."""

    at: At
    branch: str
    next: str | None


@dataclass(frozen=True)
class ContactChanged:
    """The flow wrote into the contact; `what` names the field (`attributes`, `tags`, ...)."""

    at: At
    what: str


@dataclass(frozen=True)
class Problem:
    """Something that a developer should see: an unknown action, a failure, and what was done."""

    at: At | None
    text: str


Note = ActionStarted | Step | ContactChanged | Problem
Tell = Callable[[Note], None]


def unheard(note: Note) -> None:
    """For those who don't want to be told."""
