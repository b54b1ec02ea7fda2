"""The live board: who waits, who talks, and what operators do, made of calls alone; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.calls.model import CALLBACK, ENDED, TALKING, WAITING, Call

TALKING_STATE, UNKNOWN = "Talking", "Offline"


@dataclass(frozen=True)
class Shown:
    """A call that goes on; `since` is when its status began, `agent` a user at Connect."""

    id: str
    direction: str
    status: str
    number: str
    since: str
    agent: str


@dataclass(frozen=True)
class Operator:
    """`state` is Connect's word, or Talking while in the call `call_id`."""

    user_id: str
    state: str
    since: str
    call_id: str | None


@dataclass(frozen=True)
class Board:
    """Calls in the order in which they will be answered; operators by their id."""

    calls: tuple[Shown, ...]
    operators: tuple[Operator, ...]

    def number_of(self, status: str) -> int:
        return sum(call.status == status for call in self.calls)

    @property
    def longest_since(self) -> str:
        """Since when the longest waits; empty when nobody does."""
        return min((c.since for c in self.calls if c.status == WAITING), default="")


_ORDER = {WAITING: 0, CALLBACK: 1}


def board_of(calls: Iterable[Call], states: Iterable[tuple[str, str, str]]) -> Board:
    """`states` are of operators: user id, Connect's word for what they do, and since when."""
    live = [_shown(call) for call in calls if call.status != ENDED]
    talking = {c.agent: c for c in live if c.status == TALKING and c.agent}
    known = {user_id: (name, since) for user_id, name, since in states}
    operators = []
    for user_id in sorted({*known, *talking}):
        name, since = known.get(user_id, (UNKNOWN, ""))
        call = talking.get(user_id)
        operators.append(
            Operator(user_id, TALKING_STATE, call.since, call.id)
            if call
            else Operator(user_id, name, since, None)
        )
    ordered = sorted(live, key=lambda c: (_ORDER.get(c.status, 2), c.since, c.id))
    return Board(tuple(ordered), tuple(operators))


def _shown(call: Call) -> Shown:
    since = call.talking_since or call.waiting_since or call.started
    return Shown(call.id, call.direction, call.status, call.number, since, call.agent)
