"""Agents: the status that they chose, and the one contact that they can have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from infra.local.telephony.core.contact import VOICE, Contact
from infra.local.telephony.core.directory import AVAILABLE, OFFLINE, Directory

Json = dict[str, Any]
# What an agent does with the contact: it is offered, talked to, written up, or was missed.
OFFERED, TALKING, WORKING, MISSED = "offered", "talking", "working", "missed"


@dataclass
class Agent:
    """`stage` is empty while there is no contact; instants in seconds since 1970."""

    user_id: str
    username: str
    since: float
    status: str = OFFLINE
    next_status: str | None = None
    next_since: float | None = None
    contact_id: str | None = None
    stage: str = ""
    stage_since: float = 0.0
    idle_since: float = 0.0
    muted: bool = False
    third: Json | None = None
    told: Json = field(default_factory=dict)

    @property
    def free(self) -> bool:
        return not self.stage and self.next_status is None

    def take(self, contact: Contact, stage: str, now: float) -> None:
        self.contact_id = contact.id
        self.move(stage, now)

    def move(self, stage: str, now: float) -> None:
        self.stage, self.stage_since = stage, now

    def release(self, now: float) -> None:
        """Without a contact again; a status chosen meanwhile becomes true."""
        self.contact_id, self.third, self.muted = None, None, False
        self.move("", now)
        self.idle_since = now
        if self.next_status:
            self.status, self.since = self.next_status, now
            self.next_status = self.next_since = None

    def choose(self, status: str, now: float) -> None:
        """At once without a contact, else when the contact is done."""
        if self.stage and status != self.status:
            self.next_status, self.next_since = status, now
        elif self.stage:
            self.next_status = self.next_since = None
        elif status != self.status:
            self.status, self.since, self.idle_since = status, now, now


def ready(agent: Agent, directory: Directory) -> bool:
    """Whether the agent could be offered a contact now."""
    return agent.free and directory.status_type(agent.status) == "ROUTABLE"


def queues_of(
    agent: Agent, directory: Directory, channel: str = VOICE
) -> dict[str, tuple[int, float]]:
    """Queue id → (priority, delay in seconds) of the queues that the agent serves."""
    user = directory.find("agent", agent.user_id)
    return directory.served(directory.profile_of(user), channel) if user else {}


def proficiencies(agent: Agent, directory: Directory) -> dict[tuple[str, str], float]:
    """(attribute, value) → level from 1 to 5."""
    user = directory.find("agent", agent.user_id) or {}
    return {
        (each["AttributeName"], each["AttributeValue"]): float(each["Level"])
        for each in user.get("UserProficiencies", [])
    }


__all__ = ["AVAILABLE", "OFFLINE", "Agent", "proficiencies", "queues_of", "ready"]
