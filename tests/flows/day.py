"""A scripted day: seeded random callers and operators, second by second, with what was broken."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from infra.local.telephony.core.agents import MISSED, OFFERED, TALKING, WORKING, ready
from infra.local.telephony.core.contact import Call, Contact
from infra.local.telephony.core.desktop import Desktop
from tests.flows.line import Talk, Telephone
from tests.flows.people import ASKED, BEHAVIOURS, Script

Json = dict[str, Any]
_MOST_LIVE = 12
_LONGEST_SECONDS = 6 * 3600


@dataclass
class Caller:
    """A call in progress; `until` is an instant, or ASKED."""

    talk: Talk
    script: Script
    until: str | float = 0.0

    def act(self, now: float) -> None:
        due = self.talk.asked if self.until == ASKED else now >= float(self.until)
        if not due:
            return
        wanted = next(self.script, None)
        if wanted is None:
            self.talk.hang_up()
        else:
            self.until = wanted if wanted == ASKED else now + float(wanted)


@dataclass
class Operator:
    """Takes most calls after a moment, talks, hangs up, writes up, and starts again."""

    desktop: Desktop
    chance: Random
    patience: float = 3.0

    def act(self, now: float) -> None:
        agent = self.desktop.agent
        if not agent.stage or now - agent.stage_since < self.patience:
            return
        if agent.stage == OFFERED:
            self._pick_up()
        elif agent.stage == TALKING and self._talks():
            self.desktop.hang_up()
            self.patience = 15.0
        elif agent.stage in (WORKING, MISSED):
            self.desktop.complete()
            self.patience = self.chance.uniform(1, 6)

    def _pick_up(self) -> None:
        """One in ten rings in vain."""
        if self.chance.random() < 0.1:
            self.patience = 25.0
            return
        self.desktop.accept()
        self.patience = self.chance.uniform(40, 200)

    def _talks(self) -> bool:
        contact = self.desktop.contact
        return contact is not None and contact.connected_to_agent is not None


@dataclass
class Day:
    """`broken` tells each rule of the queue that was not kept, with the instant."""

    telephone: Telephone
    people: list[tuple[str, str]]
    chance: Random
    broken: list[str] = field(default_factory=list)
    callers: list[Caller] = field(default_factory=list)
    waited: int = 0

    def __post_init__(self) -> None:
        self.floor = self.telephone.exchange.floor
        self._match, self.floor.match = self.floor.match, self._watched_match

    def live(self, calls: int, operators: int) -> None:
        """The calls come one after the other, at random, until all is over."""
        staff = [Operator(self.telephone.agent(f"op{n}"), self.chance) for n in range(operators)]
        coming = list(self._arrivals(calls))
        for _ in range(_LONGEST_SECONDS):
            now = self.floor.time.now()
            while coming and coming[0] <= now and self.floor.live_calls() < _MOST_LIVE:
                coming.pop(0)
                self._call()
            self._second(now, staff)
            if not coming and all(contact.closed for contact in self.floor.contacts.values()):
                return
        raise AssertionError("the day does not end")

    def _second(self, now: float, staff: list[Operator]) -> None:
        for caller in self.callers:
            if caller.talk.live:
                caller.act(now)
        self.callers = [each for each in self.callers if each.talk.live]
        for operator in staff:
            operator.act(now)
        for call in [c for c in self.floor.calls.values() if c.state == "ringing"]:
            self._answer(call)
        self.telephone.advance(1)
        self._look()

    def _arrivals(self, calls: int) -> Iterator[float]:
        at = self.floor.time.now()
        for _ in range(calls):
            at += self.chance.expovariate(1 / 30)
            yield at

    def _call(self) -> None:
        kinds, weights = zip(*BEHAVIOURS, strict=True)
        (behaviour,) = self.chance.choices(kinds, weights)
        number, born = self.chance.choice(self.people)
        talk = Talk(self.telephone, self.telephone.ring(number))
        self.callers.append(Caller(talk, behaviour(talk, self.chance, born)))

    def _answer(self, call: Call) -> None:
        """A telephone that the clinic calls: taken up, or put down."""
        if self.chance.random() < 0.8:
            self.telephone.exchange.answer(call.id)
        else:
            self.telephone.exchange.reject(call.id)

    def _waiting(self) -> list[Contact]:
        """In the clinic's own queue, for which its operators are there."""
        ours = (c for c in self.floor.waiting() if c.queue_id == self.telephone.queue["Id"])
        return [each for each in ours if self.floor.agent_of(each) is None]

    def _look(self) -> None:
        """Whoever waits now, waits because nobody is free."""
        waiting = self._waiting()
        self.waited += len(waiting)
        free = [a for a in self.floor.agents.values() if ready(a, self.floor.directory)]
        if waiting and free:
            self.broken.append(f"{len(waiting)} wait while {free[0].username} is free")

    def _watched_match(self) -> None:
        """Whoever is offered to an operator comes before all who go on waiting."""
        before = self._waiting()
        self._match()
        chosen = [_rank(each) for each in before if self.floor.agent_of(each) is not None]
        left = [_rank(each) for each in before if self.floor.agent_of(each) is None]
        if chosen and left and max(chosen) > min(left):
            self.broken.append(f"{max(chosen)} was taken before {min(left)}")


def _rank(contact: Contact) -> tuple[int, float]:
    """Priority first, then who waits longest."""
    return contact.priority, contact.waits_since
