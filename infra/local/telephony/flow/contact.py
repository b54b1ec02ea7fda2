"""What a flow knows of its contact and changes in it; whoever runs flows shares this object."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Queue:
    """A queue as `$.Queue.*` shows it; `agent` is true for an agent's own queue."""

    arn: str
    name: str
    outbound_number: str | None = None
    agent: bool = False


@dataclass(frozen=True)
class Agent:
    """The agent as `$.Agent.*` shows it in whisper and hold flows."""

    arn: str
    user_name: str
    first_name: str = ""
    last_name: str = ""


@dataclass(frozen=True)
class Voice:
    """How texts are spoken: a Polly voice, `Standard` or `Neural`, a style, a language code."""

    name: str = "Joanna"
    engine: str = "Standard"
    style: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Recording:
    """Who is recorded once an agent is there (`Agent`, `Customer`), and whether the menu is."""

    participants: tuple[str, ...] = ()
    screens: tuple[str, ...] = ()
    menu: bool = False
    analytics: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Routing:
    """Place in queues: a lower priority goes first; seconds that count as waited; skills wanted.

    `criteria` is `RoutingCriteria` as the flow has it, its references filled in.
    """

    priority: int = 5
    adjustment_seconds: int = 0
    criteria: dict[str, Any] | None = None


@dataclass
class Contact:
    """One contact (a segment of a call). Addresses are E.164, or what stands for a withheld one.

    Flows write into it directly; each such change is told by the note `ContactChanged`. `hooks`
    holds flow ids by event (`CustomerQueue`, `CustomerRemaining`, ...). What belongs to one flow
    (`$.External`, `$.FlowAttributes`, `$.Metrics`, loops) is kept by its run: `FlowRun.look_up`.
    """

    contact_id: str
    instance_arn: str
    customer_address: str = ""
    system_address: str = ""
    initial_contact_id: str = ""
    previous_contact_id: str = ""
    channel: str = "VOICE"
    initiation_method: str = "INBOUND"
    region: str = "eu-central-1"
    language_code: str = "en-US"
    customer_id: str | None = None
    name: str | None = None
    description: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    references: dict[str, dict[str, str]] = field(default_factory=dict)
    segment_attributes: dict[str, Any] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    queue: Queue | None = None
    agent: Agent | None = None
    voice: Voice = field(default_factory=Voice)
    recording: Recording = field(default_factory=Recording)
    routing: Routing = field(default_factory=Routing)
    hooks: dict[str, str] = field(default_factory=dict)
    callback_number: str | None = None

    def __post_init__(self) -> None:
        self.initial_contact_id = self.initial_contact_id or self.contact_id
        self.previous_contact_id = self.previous_contact_id or self.contact_id
