"""The exchange as callers, agents and its API use it; every call of it is one turn."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from infra.local.telephony.core import (
    agent_events,
    callbacks,
    dialling,
    ending,
    events,
    hearing,
    inbound,
    queueing,
    restarts,
    tasks,
    transcript,
    transfers,
)
from infra.local.telephony.core.clockwork import SimulatedTime, Time
from infra.local.telephony.core.contact import API, OTHER, Call, Contact
from infra.local.telephony.core.deeds import DEEDS
from infra.local.telephony.core.desktop import Desktop
from infra.local.telephony.core.directory import OFFLINE, Directory
from infra.local.telephony.core.failures import NotThere, Refused
from infra.local.telephony.core.floor import Floor, Outside, Settings
from infra.local.telephony.core.ids import Instance
from infra.local.telephony.core.outside import Collected

Json = dict[str, Any]
_UNSTOPPABLE = ("DISCONNECT", "TRANSFER", "QUEUE_TRANSFER", "EXTERNAL_OUTBOUND")


class Exchange:
    """One instance with its calls. Not thread-safe: a server holds a lock around each turn."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        floor.deeds = {**DEEDS, **hearing.DEEDS}
        floor.match = lambda: queueing.match(floor)
        floor.call_back = lambda contact: callbacks.dial(floor, contact)
        floor.joined = lambda contact: transfers.joined(floor, contact)
        floor.directory.furnish()
        self._beat()

    def _beat(self) -> None:
        agent_events.beat(self.floor)
        self.floor.time.after(self.floor.settings.heart_beat, self._beat)

    # Telephones

    def ring(self, caller: str | None, dialled: str) -> str:
        """A telephone calls a number of the instance; the id of the contact. None: withheld."""
        return self._done(inbound.ring(self.floor, caller, dialled)).id

    def press(self, contact_id: str, keys: str) -> None:
        call = self._live(contact_id)
        if not keys or set(keys) - set("0123456789*#"):
            raise Refused("Keys are 0 to 9, * and #")
        hearing.press(self.floor, call.contact, keys)
        self._done(call)

    def speak(self, contact_id: str, text: str) -> None:
        """What the caller says to the agent stands in the transcript."""
        call = self._live(contact_id)
        transcript.line(self.floor, call.contact, transcript.CALLER, text)

    def hang_up(self, contact_id: str) -> None:
        """The telephone is put down; a second time it changes nothing."""
        inbound.leave(self.floor, self.floor.call(contact_id))
        self._settle()

    def answer(self, contact_id: str) -> None:
        """A telephone that rings is taken up."""
        dialling.take(self.floor, self.floor.call(contact_id))
        self._settle()

    def reject(self, contact_id: str) -> None:
        dialling.fail(self.floor, self.floor.call(contact_id), dialling.REJECTED)
        self._settle()

    # Agents

    def agent(self, username: str) -> Desktop:
        """What the agent can do now."""
        return Desktop(self.floor, self.floor.agent(username))

    def dismiss(self, username: str) -> None:
        """The user is deleted: signed out, once a contact that they have is over."""
        if username in self.floor.agents:
            self.agent(username).set_status(OFFLINE)

    # The API

    def call_out(
        self,
        flow_id: str,
        number: str,
        shown: str,
        attributes: dict[str, str] | None = None,
        seconds: float | None = None,
        **about: Any,
    ) -> str:
        """StartOutboundVoiceContact: rings `number`, then runs the flow; the contact's id."""
        if self.floor.directory.find("contact-flow", flow_id) is None:
            raise NotThere(f"There is no flow {flow_id}")
        inbound.check_limit(self.floor)
        call = inbound.begin(self.floor, API, number, shown, "outbound")
        call.contact.attributes.update(attributes or {})
        for name, value in about.items():
            setattr(call.contact, name, value)
        rings = seconds or self.floor.settings.phone_rings
        inbound.start_outbound(self.floor, call, flow_id, rings)
        return self._done(call).id

    def stop(self, contact_id: str) -> None:
        """StopContact, also of a queued callback; a contact that is over stays as it is."""
        contact = self.floor.contact(contact_id)
        if contact.method in _UNSTOPPABLE:
            raise Refused(f"A contact of the method {contact.method} can't be stopped")
        if contact.live:
            ending.hang_up(self.floor, self.floor.call_of(contact), OTHER)
        self._settle()

    def set_attributes(self, contact_id: str, attributes: dict[str, str]) -> None:
        """UpdateContactAttributes: of the contact, and of all that share its attributes."""
        contact = self.floor.contact(contact_id)
        contact.attributes.update(attributes)
        events.tell(self.floor, contact, events.UPDATED, events.ATTRIBUTES)
        self._settle()

    def pause(self, contact_id: str, flow_id: str | None = None) -> None:
        """PauseContact: of a task."""
        tasks.pause(self.floor, self.floor.contact(contact_id), flow_id)
        self._settle()

    def resume(self, contact_id: str, flow_id: str | None = None) -> None:
        """ResumeContact."""
        tasks.resume(self.floor, self.floor.contact(contact_id), flow_id)
        self._settle()

    # Looking

    def call(self, contact_id: str) -> Call:
        return self.floor.call(contact_id)

    def contact(self, contact_id: str) -> Contact:
        return self.floor.contact(contact_id)

    def call_at(self, number: str) -> Call | None:
        """The call that this telephone has, or that rings there."""
        found = [each for each in self.floor.calls.values() if each.number == number]
        return next((each for each in reversed(found) if each.live), None)

    # Time and restarts

    def restore(self, calls: list[Call]) -> None:
        """After a restart: calls that were live have ended with it, callbacks wait on."""
        restarts.restore(self.floor, calls)
        self._settle()

    def advance(self, seconds: float) -> None:
        """In simulated time only."""
        if not isinstance(self.floor.time, SimulatedTime):
            raise TypeError("Real time passes by itself")
        self.floor.time.advance(seconds)

    def _live(self, contact_id: str) -> Call:
        call = self.floor.call(contact_id)
        if call.state != "live":
            raise Refused(f"The call {contact_id} is not connected")
        return call

    def _done(self, call: Call) -> Call:
        self._settle()
        return call

    def _settle(self) -> None:
        self.floor.time.settle()


def simulated(
    invoke: Callable[[str, Json], Any],
    seed: int = 1,
    start: float | None = None,
    settings: Settings | None = None,
) -> tuple[Exchange, Collected]:
    """An exchange in simulated time, and all that it has told; functions answer at once.

    `invoke(arn, event)` gives the function's answer, or raises what it failed with.
    """
    told = Collected(invoke)
    time = SimulatedTime() if start is None else SimulatedTime(start)
    return assembled(Instance(chance=Random(seed)), time, told, settings), told


def assembled(
    instance: Instance, time: Time, outside: Outside, settings: Settings | None = None
) -> Exchange:
    """An exchange with an empty directory."""
    floor = Floor(instance, Directory(instance), time, outside, settings or Settings())
    return Exchange(floor)
