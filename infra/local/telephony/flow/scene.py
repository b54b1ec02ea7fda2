"""What one action sees while it is done: its parameters, the contact, its flow's own memory."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from infra.local.telephony.flow import references
from infra.local.telephony.flow.answers import Answer
from infra.local.telephony.flow.contact import Contact
from infra.local.telephony.flow.document import Action
from infra.local.telephony.flow.effects import Effect
from infra.local.telephony.flow.library import Library
from infra.local.telephony.flow.notes import ContactChanged, Problem, Tell
from infra.local.telephony.flow.outcomes import Outcome
from infra.local.telephony.flow.values import At, whole_number
from infra.local.telephony.flow.world import Locals, world

Doing = Generator[Effect, Answer, Outcome]


@dataclass
class Scene:
    """Texts are given filled in; a missing parameter is the default."""

    at: At
    action: Action
    contact: Contact
    locals: Locals
    library: Library
    kind: str
    random: Random
    tell: Tell
    filled: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.filled = self.fill(self.action.parameters)

    def fill(self, value: Any) -> Any:
        return references.fill(value, world(self.contact, self.locals))

    def text(self, name: str, default: str = "") -> str:
        found = self.filled.get(name)
        return default if found is None else references.spoken(found)

    def find(self, name: str) -> str | None:
        """The text, or None where it is missing or empty."""
        return self.text(name) or None

    def number(self, name: str, default: int, least: int = 0, most: int = 2**31) -> int:
        """A whole number within limits; what is none is the default, and told as a problem."""
        text = self.text(name)
        if not text:
            return default
        found = whole_number(text)
        if found is None:
            self.problem(f"{name} is {text!r}, which is no number; {default} is taken.")
            return default
        return max(least, min(most, found))

    def flag(self, name: str) -> bool:
        return self.text(name).lower() == "true"

    def texts(self, name: str) -> dict[str, str]:
        """An object of texts, as Attributes and Tags are."""
        found = self.filled.get(name)
        if not isinstance(found, dict):
            return {}
        return {key: references.spoken(value) for key, value in found.items()}

    def changed(self, what: str) -> None:
        self.tell(ContactChanged(self.at, what))

    def problem(self, text: str) -> None:
        self.tell(Problem(self.at, text))
