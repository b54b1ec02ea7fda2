"""Proving who calls before anything personal is said: a day and month of birth, or a code by SMS.

366 birthdays are soon tried, so three tries a call are not enough: a number has few tries a day and
a month however often it calls, whether anybody is known there or not, and a clinic has a bound.
After a birthday only those are heard whose it is; after a code everybody on the number.
"""

from dataclasses import replace

from chalicelib import clock
from chalicelib.dialogue import callers, codes, model
from chalicelib.dialogue.model import LOCKED, RIGHT, WRONG
from chalicelib.dialogue.turn import Reply, Turn
from chalicelib.errors import TooMany
from chalicelib.tenants import limits
from chalicelib.tokens import digest

_BY_A_NUMBER = ((5, 86400), (15, 30 * 86400))  # tries in seconds
_A_DAY = 300
_CODES_BY_A_NUMBER_A_DAY = 12


def prove(turn: Turn) -> Reply:
    """Day and month of birth; the same digits again count once."""
    digits = turn.said.get("digits", "")[:8]
    known = turn.talk.tries.get(digits)
    if known == RIGHT:
        return _told(turn, RIGHT)
    if known is None and turn.talk.trusted and not model.is_locked(turn.talk.tries):
        known, people = _tried(turn, digits)
        kept = replace(turn.talk, tries={**turn.talk.tries, digits: known})
        if known == RIGHT and kept.proof != "code":
            kept = replace(kept, proof="birth", people=tuple(sorted({*kept.people, *people})))
        turn.keep(kept)
    if known == RIGHT:
        return _told(turn, RIGHT)
    locked = not turn.talk.trusted or model.is_locked(turn.talk.tries)
    return _told(turn, LOCKED if locked else WRONG)


def send_code(turn: Turn) -> Reply:
    if codes.send(turn):
        return Reply("sent", turn.text("code.sent"))
    return Reply("impossible", turn.text("code.impossible"))


def check_code(turn: Turn) -> Reply:
    """The six digits that were texted; the same digits again count once for each code."""
    sent = turn.talk.code
    if sent is None:
        return Reply(WRONG, turn.text("code.wrong"))
    typed = turn.said.get("digits", "")[:8]
    mark = f"{sent.digest[:12]} {typed}"
    outcome = turn.talk.codes.get(mark)
    if outcome is None and not model.is_locked(turn.talk.codes):
        outcome = _typed(turn, typed)
        proof = "code" if outcome == RIGHT else turn.talk.proof
        turn.keep(codes={**turn.talk.codes, mark: outcome}, proof=proof)
    if outcome == RIGHT:
        return Reply(RIGHT, turn.text("prove.ok"))
    told = LOCKED if model.is_locked(turn.talk.codes) else WRONG
    return Reply(told, turn.text(f"code.{told}"))


def _tried(turn: Turn, digits: str) -> tuple[str, list[str]]:
    """What the try came to, and whose birthday it is; it is counted before it is looked at."""
    try:
        number = digest(turn.talk.number)
        for cap, seconds in _BY_A_NUMBER:
            limits.spend(turn.ctx, f"phone-proofs-{number}-{seconds}", cap, seconds)
        limits.spend_day(turn.ctx, "phone-proofs", _A_DAY)
    except TooMany:
        return LOCKED, []
    born = model.day_and_month(digits)
    people = [p.id for p in callers.born_on(turn.people, born)] if born else []
    return (RIGHT, people) if people else (WRONG, [])


def _typed(turn: Turn, typed: str) -> str:
    name = f"phone-typed-{digest(turn.talk.number)}"
    try:
        limits.spend(turn.ctx, name, _CODES_BY_A_NUMBER_A_DAY, 86400)
    except TooMany:
        return LOCKED
    return RIGHT if model.is_code(turn.talk, typed, clock.epoch()) else WRONG


def _told(turn: Turn, outcome: str) -> Reply:
    if outcome == WRONG:
        say = f"{turn.text('prove.wrong')} {turn.text('prove')}"
        return Reply(WRONG, say)
    return Reply(outcome, turn.text(f"prove.{outcome}"))
