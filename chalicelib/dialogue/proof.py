"""Proving who calls before anything personal is said: a day and month of birth, or a code by SMS.

366 birthdays are soon tried, so three tries a call are not enough: a number has few tries a day and
a month however often it calls, whether anybody is known there or not, and a clinic has a bound.
After a birthday only those are heard whose it is; after a code everybody on the number.
"""

from chalicelib import clock
from chalicelib.dialogue import callers, codes, model
from chalicelib.dialogue.turn import Reply, Turn
from chalicelib.errors import TooMany
from chalicelib.tenants import limits
from chalicelib.tokens import digest

_BY_A_NUMBER = ((5, 86400), (15, 30 * 86400))  # tries in seconds
_A_DAY = 300
_CODES_BY_A_NUMBER_A_DAY = 12
RIGHT, WRONG, LOCKED = "ok", "wrong", "locked"


def prove(turn: Turn) -> Reply:
    """Day and month of birth; the same digits again count once."""
    digits = turn.said.get("digits", "")[:8]
    known = turn.talk.tries.get(digits)
    if known == RIGHT:
        return _told(turn, RIGHT)
    if LOCKED in turn.talk.tries.values() or not turn.talk.trusted:
        return _told(turn, LOCKED)
    if known:
        return _told(turn, _wrong_or_locked(turn.talk.tries))
    outcome, people = _tried(turn, digits)
    tries = {**turn.talk.tries, digits: outcome}
    if outcome == RIGHT and turn.talk.proof != "code":
        turn.keep(tries=tries, proof="birth", people=tuple(people))
    else:
        turn.keep(tries=tries)
    return _told(turn, outcome if outcome == RIGHT else _wrong_or_locked(tries))


def send_code(turn: Turn) -> Reply:
    if codes.send(turn):
        return Reply("sent", turn.text("code.sent"))
    return Reply("impossible", turn.text("code.impossible"))


def check_code(turn: Turn) -> Reply:
    """The six digits that were texted; the same digits again count once for each code."""
    typed = turn.said.get("digits", "")[:8]
    sent = turn.talk.code
    if sent is None:
        return Reply(WRONG, turn.text("code.wrong"))
    mark = f"{sent.sent_at} {typed}"
    outcome = turn.talk.codes.get(mark)
    if outcome is None:
        if sum(each != RIGHT for each in turn.talk.codes.values()) >= model.MAX_TRIES:
            return Reply(LOCKED, turn.text("code.locked"))
        outcome = _typed(turn, typed)
        tried = {**turn.talk.codes, mark: outcome}
        turn.keep(codes=tried, proof="code" if outcome == RIGHT else turn.talk.proof)
    if outcome == RIGHT:
        return Reply(RIGHT, turn.text("prove.ok"))
    wrong = sum(each != RIGHT for each in turn.talk.codes.values())
    if outcome == LOCKED or wrong >= model.MAX_TRIES:
        return Reply(LOCKED, turn.text("code.locked"))
    return Reply(WRONG, turn.text("code.wrong"))


def _tried(turn: Turn, digits: str) -> tuple[str, list[str]]:
    """What the try came to, and whose birthday it is; it is counted before it is looked at."""
    try:
        number = digest(turn.talk.number)
        for cap, seconds in _BY_A_NUMBER:
            limits.spend(turn.ctx, f"phone-proofs-{number}-{seconds}", cap, seconds)
        limits.spend(turn.ctx, "phone-proofs", _A_DAY, 86400)
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


def _wrong_or_locked(tries: object) -> str:
    values = list(tries.values()) if isinstance(tries, dict) else []
    wrong = sum(each != RIGHT for each in values)
    return LOCKED if LOCKED in values or wrong >= model.MAX_TRIES else WRONG


def _told(turn: Turn, outcome: str) -> Reply:
    if outcome == WRONG:
        say = f"{turn.text('prove.wrong')} {turn.text('prove')}"
        return Reply(WRONG, say)
    return Reply(outcome, turn.text(f"prove.{outcome}"))
