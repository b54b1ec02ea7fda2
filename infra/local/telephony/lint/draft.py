"""A flow's file as the rules see it: as it is written, and as it is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.local.telephony.flow.document import Action, Flow, UnreadableFlow, read, unwrapped
from infra.local.telephony.lint.finding import Finding


@dataclass(frozen=True)
class Draft:
    """`raw` is the document as written, `characters` its length there."""

    file: str
    raw: dict[str, Any]
    flow: Flow
    characters: int

    @property
    def kind(self) -> str | None:
        return self.flow.kind

    @property
    def names(self) -> set[str]:
        """By what other files may call this one."""
        name = (self.raw.get("Metadata") or {}).get("name")
        return {Path(self.file).stem, *([str(name)] if name else [])}

    def actions(self) -> Iterator[Action]:
        yield from self.flow.actions.values()

    def raw_actions(self) -> Iterator[dict[str, Any]]:
        yield from self.raw["Actions"]

    def finding(self, action: str, rule: str, reason: str, *, warning: bool = False) -> Finding:
        return Finding(self.file, action, rule, reason, warning)


def open_draft(path: Path) -> Draft | Finding:
    """The file, or the finding that it can't be read."""
    try:
        return draft(str(path), path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return Finding(str(path), "", "unreadable", str(error))


def draft(file: str, text: str) -> Draft | Finding:
    """The same from text."""
    try:
        raw = unwrapped(text)
        flow = read(raw)
    except UnreadableFlow as error:
        return Finding(file, "", "unreadable", str(error))
    length = len(text) if "Actions" in json.loads(text) else len(json.dumps(raw))
    return Draft(file, dict(raw), flow, length)
