"""What one agent does: status, accepting, holding, transferring, writing up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from infra.local.telephony.core import (
    agent_events,
    connecting,
    ending,
    holding,
    outgoing,
    tasks,
    transcript,
    transfers,
)
from infra.local.telephony.core.agents import MISSED, TALKING, Agent, queues_of
from infra.local.telephony.core.contact import BY_AGENT, Contact
from infra.local.telephony.core.failures import NotThere, Refused
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.core.ids import bare

Json = dict[str, Any]


class Desktop:
    """An agent's hands; each method is one turn of the exchange."""

    def __init__(self, floor: Floor, agent: Agent) -> None:
        self._floor = floor
        self.agent = agent

    @property
    def contact(self) -> Contact | None:
        return self._floor.contacts.get(self.agent.contact_id or "")

    def set_status(self, status: str) -> None:
        """By its name; while there is a contact, it becomes true after it."""
        if self._floor.directory.named("agent-state", status) is None:
            raise NotThere(f"There is no agent status {status}")
        if self.agent.stage == MISSED:
            ending.finish_work(self._floor, self.agent)
        self.agent.choose(status, self._floor.time.now())
        agent_events.changed(self._floor, self.agent)
        self._floor.rematch()
        self._settle()

    def accept(self) -> None:
        connecting.accept(self._floor, self.agent)
        self._settle()

    def reject(self) -> None:
        connecting.miss(self._floor, self.agent)
        self._settle()

    def hang_up(self) -> None:
        """Leaves the call; with a third party on it, caller and third party go on."""
        self._floor.working(self.agent)
        if self.agent.stage != TALKING:
            raise Refused(f"{self.agent.username} is in no call")
        transfers.leave(self._floor, self.agent)
        self._settle()

    def complete(self) -> None:
        """Ends the after-contact work, or puts a missed contact away."""
        ending.finish_work(self._floor, self.agent)
        self._settle()

    def hold(self) -> None:
        holding.hold(self._floor, self.agent)
        self._settle()

    def resume(self) -> None:
        holding.resume(self._floor, self.agent)
        self._settle()

    def pause(self) -> None:
        """The agent's task, until they resume it."""
        tasks.pause(self._floor, self._floor.working(self.agent), None)
        self._settle()

    def resume_task(self) -> None:
        tasks.resume(self._floor, self._floor.working(self.agent), None)
        self._settle()

    def mute(self, muted: bool = True) -> None:
        self.agent.muted = muted
        agent_events.changed(self._floor, self.agent)

    def dial(self, number: str, queue_id: str | None = None) -> str:
        made = outgoing.dial(self._floor, self.agent, number, queue_id)
        self._settle()
        return made.id

    def speak(self, text: str) -> None:
        contact = self._floor.working(self.agent)
        transcript.line(self._floor, contact, transcript.AGENT, text)

    def call_phone(self, number: str) -> str:
        """A third party by telephone; the caller is put on hold."""
        made = transfers.call_phone(self._floor, self.agent, number)
        self._settle()
        return made.id

    def quick_connects(self, queues: Iterable[str] | None = None) -> list[Json]:
        """Whom the agent can call in: what belongs to these queues, or to all that they serve."""
        served = queues_of(self.agent, self._floor.directory)
        wanted = [bare(each) for each in (served if queues is None else queues)]
        return self._floor.directory.quick_connects([each for each in wanted if each in served])

    def reach(self, quick_connect: str) -> str:
        """A third party by one of those; the caller is put on hold."""
        found = [each for each in self.quick_connects() if each["Id"] == bare(quick_connect)]
        if not found:
            raise NotThere(f"{self.agent.username} has no quick connect {quick_connect}")
        made = transfers.reach(self._floor, self.agent, found[0])
        self._settle()
        return made.id

    def swap(self) -> None:
        """Turns from the third party to the caller, or back."""
        transfers.swap(self._floor, self.agent)
        self._settle()

    def conference(self) -> None:
        transfers.conference(self._floor, self.agent)
        self._settle()

    def drop_third(self) -> None:
        transfers.drop(self._floor, self.agent)
        self._settle()

    def drop_caller(self) -> None:
        """Ends the call of the one whom the agent talks to."""
        contact = self._floor.working(self.agent)
        ending.hang_up(self._floor, self._floor.call_of(contact), BY_AGENT)
        self._settle()

    def _settle(self) -> None:
        self._floor.time.settle()
