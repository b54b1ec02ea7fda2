"""A flow that runs for a contact: its effects are done one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from infra.local.telephony.core import events, transcript
from infra.local.telephony.core.clockwork import Timer
from infra.local.telephony.core.contact import Contact
from infra.local.telephony.core.criteria import steps
from infra.local.telephony.core.failures import Refused
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.core.flow_facts import facts_of
from infra.local.telephony.flow.answers import Answer, Failed
from infra.local.telephony.flow.document import Flow, read
from infra.local.telephony.flow.effects import Effect
from infra.local.telephony.flow.library import short
from infra.local.telephony.flow.notes import ContactChanged, Note, Problem
from infra.local.telephony.flow.run import FlowRun
from infra.local.telephony.flow.values import Ended

Json = dict[str, Any]
OnEnd = Callable[[Ended], None]


class Session:
    """One flow of one contact; `hears` says whether the caller or the agent listens."""

    def __init__(
        self, floor: Floor, contact: Contact, flow_id: str, on_end: OnEnd, hears: str = "caller"
    ) -> None:
        self.floor, self.contact, self.hears = floor, contact, hears
        self.goal: Callable[[], None] | None = None
        self.asking: Any = None
        self._on_end = on_end
        self._timers: list[Timer] = []
        self._answers: deque[Answer] = deque()
        self._busy = self._closed = False
        self.facts = facts_of(floor, contact)
        self._criteria = self.facts.routing.criteria
        self._run = FlowRun(
            Library(floor),
            self.facts,
            flow_id,
            kind=_kind(floor, flow_id),
            random=floor.instance.chance,
            tell=self._note,
        )

    def begin(self) -> None:
        self._busy = True
        try:
            self._take(self._run.begin())
        finally:
            self._busy = False
        self._go_on()

    def answer(self, answer: Answer) -> None:
        """The flow goes on, once what it does now is done."""
        self.asking = None
        self._answers.append(answer)
        self._go_on()

    def close(self) -> None:
        """Nobody listens any longer."""
        if not self._closed:
            self._closed = True
            self._drop_timers()
            self._run.close()

    def after(self, seconds: float, do: Callable[[], None]) -> Timer:
        """A timer of the effect under way; it ends with it."""
        timer = self.floor.time.after(seconds, do)
        self._timers.append(timer)
        return timer

    def _go_on(self) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            while self._answers and not self._closed:
                self._drop_timers()
                self.asking = None
                self._take(self._run.answer(self._answers.popleft()))
        finally:
            self._busy = False

    def _take(self, effect: Effect | Ended) -> None:
        if isinstance(effect, Ended):
            self._end(effect)
            return
        deed = self.floor.deeds.get(type(effect))
        if deed is None:
            self.answer(Failed(f"The exchange can't do {type(effect).__name__}"))
            return
        try:
            deed(self, effect)
        except Refused as refused:
            self.answer(Failed(str(refused)))

    def _end(self, ended: Ended) -> None:
        self.close()
        if ended.how == "failed":
            self._note(Problem(ended.at, ended.reason))
        goal = self.goal if ended.how == "transferred" else None
        if goal:
            goal()
        else:
            self._on_end(ended)

    def _drop_timers(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    def _note(self, note: Note) -> None:
        transcript.note_step(self.floor, self.floor.call_of(self.contact), note)
        if isinstance(note, ContactChanged):
            self.absorb()
            events.tell_written(self.floor, self.contact, self._written(note.what))

    def _written(self, what: str) -> str:
        """Of routing only criteria are told, of recording only analytics, once they are on."""
        criteria, analytics = self.facts.routing.criteria, self.facts.recording.analytics
        if what == "routing":
            told, self._criteria = self._criteria, criteria
            return "criteria" if criteria != told else what
        return "analytics" if what == "recording" and analytics else what

    def absorb(self) -> None:
        """What the flow wrote into its facts becomes true of the contact."""
        contact, facts = self.contact, self.facts
        contact.language, contact.customer_id = facts.language_code, facts.customer_id
        contact.recorded = list(facts.recording.participants)
        contact.ivr_recorded = contact.ivr_recorded or facts.recording.menu
        contact.priority = facts.routing.priority
        contact.adjustment = float(facts.routing.adjustment_seconds)
        criteria = steps(facts.routing.criteria or {})
        if criteria and criteria != contact.criteria:
            contact.criteria = criteria
        contact.voice = asdict(facts.voice)
        contact.callback_number = facts.callback_number
        self.floor.changed(contact)


def start(
    floor: Floor, contact: Contact, flow_id: str, on_end: OnEnd, hears: str = "caller"
) -> Session:
    """Closes the contact's flow for this listener, and begins another."""
    stop(floor, contact, hears)
    session = Session(floor, contact, flow_id, on_end, hears)
    floor.runs[_key(contact, hears)] = session
    session.begin()
    return session


def stop(floor: Floor, contact: Contact, hears: str = "caller") -> None:
    session = floor.runs.pop(_key(contact, hears), None)
    if session:
        session.close()


def stop_all(floor: Floor, contact: Contact) -> None:
    stop(floor, contact)
    stop(floor, contact, "agent")


def running(floor: Floor, contact: Contact, hears: str = "caller") -> Session | None:
    found: Session | None = floor.runs.get(_key(contact, hears))
    return found


def _key(contact: Contact, hears: str) -> str:
    return f"{contact.id}/{hears}"


class Library:
    """Flows and modules of the directory by id or ARN, as they stand at this moment."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor

    def find(self, flow_id: str) -> Flow | None:
        key = short(flow_id)
        directory = self._floor.directory
        found = directory.find("contact-flow", key) or directory.find("flow-module", key)
        return _parsed(found["Content"]) if found else None


@lru_cache(maxsize=256)
def _parsed(content: str) -> Flow:
    return read(content)


def _kind(floor: Floor, flow_id: str) -> str:
    found = floor.directory.find("contact-flow", flow_id) or {}
    return str(found.get("Type", "CONTACT_FLOW"))
