"""A telephone that is rung: it is answered, busy, rejected, or nobody comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from infra.local.telephony.core.clockwork import Timer
from infra.local.telephony.core.contact import BY_CUSTOMER, OTHER, TELECOM, Call
from infra.local.telephony.core.failures import Refused
from infra.local.telephony.core.floor import Floor

ANSWERED, BUSY, NO_ANSWER, REJECTED = "answered", "busy", "no_answer", "rejected"
VOICEMAIL = "voicemail"
OUTCOMES = (ANSWERED, BUSY, NO_ANSWER, REJECTED, VOICEMAIL)
# What the contact record says of a call that nobody took.
REASONS = {BUSY: TELECOM, NO_ANSWER: OTHER, REJECTED: BY_CUSTOMER}
_SOON = {ANSWERED: 2.0, BUSY: 1.0, REJECTED: 3.0, VOICEMAIL: 4.0}


@dataclass
class Dial:
    """A call that rings; exactly one of the two is called."""

    taken: Callable[[], None]
    failed: Callable[[str], None]
    timer: Timer


def ring(
    floor: Floor,
    call: Call,
    seconds: float,
    taken: Callable[[], None],
    failed: Callable[[str], None],
) -> None:
    """`failed` gets BUSY, NO_ANSWER or REJECTED."""
    call.state = "ringing"
    outcome = floor.outcomes(call.number or "")
    timer = floor.time.after(seconds, lambda: fail(floor, call, NO_ANSWER))
    floor.dials[call.id] = Dial(taken, failed, timer)
    floor.outside.keep(call)
    if outcome in _SOON:
        soon = min(_SOON[outcome], seconds)
        floor.time.after(soon, lambda: _fulfil(floor, call, outcome))


def _fulfil(floor: Floor, call: Call, outcome: str) -> None:
    if call.id not in floor.dials:
        return
    if outcome in REASONS:
        fail(floor, call, outcome)
    else:
        take(floor, call, outcome)


def take(floor: Floor, call: Call, outcome: str = ANSWERED) -> None:
    dial = _ended(floor, call)
    call.state, call.outcome = "live", outcome
    floor.outside.keep(call)
    dial.taken()


def fail(floor: Floor, call: Call, outcome: str) -> None:
    dial = _ended(floor, call)
    call.state, call.outcome, call.ended = "ended", outcome, floor.time.now()
    floor.outside.keep(call)
    dial.failed(outcome)


def _ended(floor: Floor, call: Call) -> Dial:
    dial: Dial | None = floor.dials.pop(call.id, None)
    if dial is None:
        raise Refused(f"The call {call.id} does not ring")
    dial.timer.cancel()
    return dial
