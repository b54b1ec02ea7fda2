"""All that is going on: what every part of the exchange reads and changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from infra.local.telephony.core.agents import Agent
from infra.local.telephony.core.clockwork import Time, Timer
from infra.local.telephony.core.contact import Call, Contact
from infra.local.telephony.core.directory import Directory
from infra.local.telephony.core.failures import NotThere, Refused
from infra.local.telephony.core.ids import Instance

Json = dict[str, Any]
EVENT, RECORD, AGENT_EVENT, RECORDING = "event", "record", "agent_event", "recording"


class Outside(Protocol):
    """What the exchange asks of the world."""

    def invoke(self, arn: str, event: Json, seconds: float, done: Callable[[Any], None]) -> None:
        """Calls a function; `done` gets its answer, or an Exception, now or later."""

    def tell(self, kind: str, document: Json) -> None:
        """EVENT, RECORD, AGENT_EVENT or RECORDING: to be delivered at least once."""

    def keep(self, call: Call) -> None:
        """The call has changed."""

    def agents_changed(self, username: str) -> None:
        """The agent's snapshot has changed."""


@dataclass
class Settings:
    """Quotas and habits; spans in seconds. Sources: Connect's documentation of each."""

    concurrent_calls: int = 10
    agent_rings: float = 20.0
    phone_rings: float = 60.0
    dials_per_second: float = 2.0
    heart_beat: float = 120.0
    per_letter: float = 0.06
    bucket: str = ""
    prefix: str = ""


@dataclass
class Floor:
    """`runs` has each contact's flow, `deeds` what an effect of a flow makes happen.

    `match` lets agents choose, `call_back` dials for an agent who accepted a callback, `joined`
    hears of consultations; `bridges` says which calls talk to each other, `watching` what follows
    when a call ends, `keys` what a caller typed ahead, `outcomes` what a dialled number does
    instead of ringing.
    """

    instance: Instance
    directory: Directory
    time: Time
    outside: Outside
    settings: Settings = field(default_factory=Settings)
    calls: dict[str, Call] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    agents: dict[str, Agent] = field(default_factory=dict)
    runs: dict[str, Any] = field(default_factory=dict)
    timers: dict[str, list[Timer]] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    dials: dict[str, Any] = field(default_factory=dict)
    bridges: dict[str, str] = field(default_factory=dict)
    watching: dict[str, Callable[[], None]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    deeds: dict[type, Callable[..., None]] = field(default_factory=dict)
    match: Callable[[], None] = lambda: None
    call_back: Callable[[Contact], None] = lambda contact: None
    joined: Callable[[Contact], None] = lambda contact: None
    rematching: bool = False
    outcomes: Callable[[str], str] = lambda number: ""

    def contact(self, contact_id: str) -> Contact:
        found = self.contacts.get(contact_id)
        if found is None:
            raise NotThere(f"There is no contact {contact_id}")
        return found

    def call_of(self, contact: Contact) -> Call:
        return self.calls[contact.call_id]

    def call(self, contact_id: str) -> Call:
        """The call that a contact, of whichever segment, belongs to."""
        return self.call_of(self.contact(contact_id))

    def agent(self, username: str) -> Agent:
        """Known from their first look at the control panel."""
        if username not in self.agents:
            user = self.directory.named("agent", username, "Username")
            if user is None:
                raise NotThere(f"There is no user {username}")
            self.agents[username] = Agent(user["Id"], username, self.time.now())
        return self.agents[username]

    def agent_of(self, contact: Contact) -> Agent | None:
        """The agent who has the contact now."""
        agent = self.agents.get(contact.agent or "")
        return agent if agent and agent.contact_id == contact.id else None

    def working(self, agent: Agent) -> Contact:
        """The agent's contact."""
        if agent.contact_id is None:
            raise Refused(f"{agent.username} has no contact")
        return self.contacts[agent.contact_id]

    def live_calls(self) -> int:
        return sum(call.live for call in self.calls.values())

    def add_call(self, call: Call) -> None:
        self.calls[call.id] = call

    def add_contact(self, contact: Contact) -> None:
        """Another segment of its call."""
        self.contacts[contact.id] = contact
        self.calls[contact.call_id].contacts.append(contact)

    def add_aside(self, contact: Contact) -> None:
        """A consultation, while the call's own contact goes on."""
        self.contacts[contact.id] = contact
        self.calls[contact.call_id].aside.append(contact)

    def is_aside(self, contact: Contact) -> bool:
        return contact in self.calls[contact.call_id].aside

    def waiting(self) -> list[Contact]:
        return [each for each in self.contacts.values() if each.waiting]

    def rematch(self) -> None:
        """Agents choose again, once what is being done now is done."""
        if not self.rematching:
            self.rematching = True
            self.time.after(0, self._match)

    def _match(self) -> None:
        self.rematching = False
        self.match()

    def changed(self, contact: Contact) -> None:
        contact.updated = self.time.now()
        self.outside.keep(self.call_of(contact))

    def later(self, contact: Contact, seconds: float, do: Callable[[], None]) -> Timer:
        """A timer that ends with the contact."""
        timer = self.time.after(seconds, do)
        self.timers.setdefault(contact.id, []).append(timer)
        return timer

    def forget_timers(self, contact: Contact) -> None:
        for timer in self.timers.pop(contact.id, []):
            timer.cancel()
