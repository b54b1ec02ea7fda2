"""A telephone call and the contacts that are made of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]
VOICE, TASK = "VOICE", "TASK"
INBOUND, OUTBOUND, API, CALLBACK = "INBOUND", "OUTBOUND", "API", "CALLBACK"
TRANSFER, QUEUE_TRANSFER, DISCONNECT = "TRANSFER", "QUEUE_TRANSFER", "DISCONNECT"
EXTERNAL_OUTBOUND = "EXTERNAL_OUTBOUND"
BY_CUSTOMER, BY_AGENT = "CUSTOMER_DISCONNECT", "AGENT_DISCONNECT"
BY_FLOW, BY_THIRD = "CONTACT_FLOW_DISCONNECT", "THIRD_PARTY_DISCONNECT"
TELECOM, OTHER = "TELECOM_PROBLEM", "OTHER"
USUAL_PRIORITY = 5


@dataclass
class Contact:
    """One segment; instants are seconds since 1970, None until it comes to that.

    `target_agent` is whose own queue it waits in, `meant_agent` whom a transfer is for (user ids).
    """

    id: str
    initial_id: str
    call_id: str
    method: str
    customer: str | None
    system: str | None
    initiated: float
    channel: str = VOICE
    state: str = "initiated"
    previous_id: str | None = None
    next_id: str | None = None
    related_id: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    name: str | None = None
    description: str | None = None
    references: Json = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    customer_id: str | None = None
    language: str | None = None
    voice: Json = field(default_factory=dict)
    hooks: dict[str, str] = field(default_factory=dict)
    scheduled: float | None = None
    connected_to_system: float | None = None
    enqueued: float | None = None
    waits_since: float = 0.0
    dequeued: float | None = None
    connected_to_agent: float | None = None
    transferred: float | None = None
    transferred_to: Json | None = None
    disconnected: float | None = None
    work_started: float | None = None
    work_ended: float | None = None
    updated: float = 0.0
    reason: str | None = None
    queue_id: str | None = None
    target_agent: str | None = None
    meant_agent: str | None = None
    priority: int = USUAL_PRIORITY
    adjustment: float = 0.0
    criteria: list[Json] = field(default_factory=list)
    callback_number: str | None = None
    agent: str | None = None
    attempts: int = 0
    holds: list[list[float]] = field(default_factory=list)
    held_at: float | None = None
    paused_at: float | None = None
    recorded: list[str] = field(default_factory=list)
    ivr_recorded: bool = False
    callback: Json | None = None
    closed: bool = False

    @property
    def live(self) -> bool:
        return self.disconnected is None

    @property
    def waiting(self) -> bool:
        queued = self.enqueued is not None and self.dequeued is None
        return self.live and queued and self.paused_at is None

    def document(self) -> Json:
        return asdict(self)


@dataclass
class Call:
    """One telephone's call; its first contact's id is its own, `aside` are consultations."""

    id: str
    number: str | None
    system: str | None
    direction: str
    state: str
    started: float
    contacts: list[Contact] = field(default_factory=list)
    aside: list[Contact] = field(default_factory=list)
    transcript: list[Json] = field(default_factory=list)
    steps: list[Json] = field(default_factory=list)
    ended: float | None = None
    outcome: str | None = None

    @property
    def contact(self) -> Contact:
        """The segment that it is in now."""
        return self.contacts[-1]

    @property
    def live(self) -> bool:
        return self.state in ("ringing", "live")

    def document(self) -> Json:
        return asdict(self)


def revived(document: Json) -> Call:
    """The call that `document` was made from."""
    segments = {
        name: [Contact(**each) for each in document[name]] for name in ("contacts", "aside")
    }
    return Call(**{**document, **segments})
