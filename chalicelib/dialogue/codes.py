"""A code by SMS: the one proof of a number that a forger of numbers can't give."""

import secrets

from chalicelib import clock
from chalicelib.dialogue import model
from chalicelib.dialogue.model import Conversation
from chalicelib.dialogue.turn import Turn
from chalicelib.errors import TooMany, Unavailable
from chalicelib.messages import actions as messages
from chalicelib.patients import reach
from chalicelib.tenants import limits
from chalicelib.tokens import digest

_DIGITS = 6
_TO_A_NUMBER_AN_HOUR, _TO_A_NUMBER_A_DAY = 3, 6
_A_DAY = 200


def send(turn: Turn) -> bool:
    """Text a fresh code to the conversation's number; False when that can't be done.

    Asked again at once, by a repeated invocation, it sends none.
    """
    known, now = turn.talk.code, clock.epoch()
    if known and known.number == turn.talk.number and now < known.sent_at + model.RESEND_SECONDS:
        return True
    if not turn.talk.number or turn.talk.sent >= model.MAX_SENT:
        return False
    if reach.is_landline(turn.talk.number):
        return False
    before = turn.talk
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
    try:
        _spend(turn)
        turn.keep(model.with_code(turn.talk, code, now))
        messages.send_code(turn.ctx, turn.talk.number, code, turn.language)
    except (TooMany, Unavailable):
        _forget(turn, before)
        return False
    return True


def _forget(turn: Turn, before: Conversation) -> None:
    """What was not sent counts for nothing."""
    turn.keep(code=before.code, sent=before.sent)


def _spend(turn: Turn) -> None:
    to = digest(turn.talk.number)
    limits.spend(turn.ctx, f"phone-codes-{to}", _TO_A_NUMBER_AN_HOUR, 3600)
    limits.spend(turn.ctx, f"phone-codes-{to}-day", _TO_A_NUMBER_A_DAY, 86400)
    limits.spend_day(turn.ctx, "phone-codes", _A_DAY)
