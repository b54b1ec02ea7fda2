"""Who works at a clinic, and what their role lets them do."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["owner", "operator", "doctor"]
INVITED, ACTIVE, DISABLED = "invited", "active", "disabled"


@dataclass(frozen=True)
class Staff:
    """One account. Sessions from before `sessions_valid_from` (epoch seconds) don't count."""

    id: str
    email: str
    name: str
    role: str
    language: str = "en"
    status: str = ACTIVE
    practitioner_id: str | None = None
    sessions_valid_from: int = 0
    version: int = 1
    request_digest: str | None = None

    @property
    def is_of_the_desk(self) -> bool:
        """Whether they take calls, or did before their account was closed."""
        return self.role != "doctor" and self.status != INVITED


@dataclass(frozen=True)
class Session:
    """One signed-in browser; `created` in epoch seconds."""

    id: str
    staff_id: str
    created: int
