"""One turn of a conversation: who calls which clinic, what was keyed in, and what is answered."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from chalicelib import texts
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Setup
from chalicelib.context import Context
from chalicelib.dialogue import store
from chalicelib.dialogue.model import Conversation
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient
from chalicelib.tenants import actions as tenants
from chalicelib.tenants.model import Clinic


@dataclass(frozen=True)
class Reply:
    """`say` is the whole text for the caller, in their language."""

    status: str
    say: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Turn:
    """What a step has at hand. `said` are the step's parameters as the flow gave them."""

    ctx: Context
    talk: Conversation
    said: dict[str, str]
    method: str = ""

    @cached_property
    def profile(self) -> Clinic:
        return tenants.get_clinic(self.ctx)

    @cached_property
    def setup(self) -> Setup:
        return clinic.get_setup(self.ctx)

    @cached_property
    def people(self) -> list[Patient]:
        """Everybody on the caller's number; none while the number is not known to be theirs."""
        return patients.find_by_phone(self.ctx, self.talk.number) if self.talk.trusted else []

    @property
    def language(self) -> str:
        return self.talk.language or self.profile.language

    @property
    def key(self) -> str:
        return self.said.get("key", "")

    @property
    def page(self) -> str:
        return self.said.get("page", "")

    def keep(self, talk: Conversation | None = None, **changes: Any) -> None:
        """Save the conversation at once, where it changed."""
        changed = replace(talk or self.talk, **changes)
        if changed != self.talk or changed.version == 0:
            self.talk = store.save(self.ctx, changed)

    def text(self, key: str, /, **values: object) -> str:
        return texts.text(f"phone.{key}", self.language, **values)

    def as_request(self, key: str, digest: str) -> Context:
        """The context of one change: whoever repeats it does it once."""
        return replace(self.ctx, key=f"{self.talk.contact_id}-{key}", digest=digest)
