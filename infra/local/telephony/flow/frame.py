"""One flow or module under way in a run, and who may disturb it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from infra.local.telephony.flow.document import Action, Flow
from infra.local.telephony.flow.values import At
from infra.local.telephony.flow.world import Locals

Disturb = Callable[[At], "str | None"]


@dataclass
class Frame:
    """A flow or module that is under way, and where in it."""

    flow_id: str
    flow: Flow
    at: str
    own: Locals = field(default_factory=Locals)

    @property
    def action(self) -> Action | None:
        return self.flow.actions.get(self.at)


def undisturbed(at: At) -> str | None:
    """Nothing is made to fail."""
    return None
