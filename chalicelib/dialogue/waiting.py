"""While nobody is free: the place in the queue, a promise to call back, a message, a question."""

from zoneinfo import ZoneInfo

from chalicelib import clock
from chalicelib.calls import actions as calls
from chalicelib.dialogue import spoken
from chalicelib.dialogue.turn import Reply, Turn
from chalicelib.lines import actions as lines

_SOON_SECONDS = 3600
_LONGEST_DELAY = 7 * 86400  # what Connect takes
_STARS = ("1", "2", "3", "4", "5")


def wait(turn: Turn) -> Reply:
    """The caller's place, how long it may take, and how to be called back instead.

    Whoever is signed in and has a break may come back: `away`, so that nobody waits unknowing.
    """
    if turn.said.get("staffed") == "0":
        return Reply("away", spoken.sentences([turn.text("nobody"), turn.text("wait.away")]))
    place, seconds = calls.place_in_queue(turn.ctx, turn.talk.contact_id)
    said = [turn.text("wait.next") if place <= 1 else turn.text("wait.place", place=place)]
    if seconds is not None:
        number = max(1, -(-seconds // 60))
        said.append(turn.text("wait.time", minutes=spoken.minutes(number, turn.language)))
    return Reply("ok", spoken.sentences([*said, turn.text("wait.callback")]))


def promise_callback(turn: Turn) -> Reply:
    """A call back to the number that is known to be the caller's, by somebody who could make it."""
    if not lines.has_agents(turn.ctx):
        return Reply("impossible", turn.text("callback.nobody"))
    if not turn.talk.trusted:
        return Reply("impossible", turn.text("callback.impossible"))
    number = turn.talk.number
    until = calls.promise_callback(turn.ctx, turn.talk.contact_id, number)
    begins = until - calls.CALL_BACK_WITHIN  # in the queue before the promise is broken
    delay = max(0, int((begins - clock.now()).total_seconds()))
    spelled = spoken.digits(number, turn.language, turn.profile.country)
    if delay <= _SOON_SECONDS:
        say, delay = turn.text("callback.soon", number=spelled), 0
    else:
        wall = until.astimezone(ZoneInfo(turn.profile.zone))
        when = spoken.moment(wall, turn.language)
        say = turn.text("callback.promised", number=spelled, when=when)
    told = {"callback_number": number, "delay_seconds": str(min(delay, _LONGEST_DELAY))}
    return Reply("ok", say, told)


def voicemail(turn: Turn) -> Reply:
    calls.note(turn.ctx, turn.talk.contact_id, "voicemail")
    return Reply("ok", turn.text("voicemail"))


def rate(turn: Turn) -> Reply:
    """How the call was, from 1 to 5; no key asks."""
    if not turn.key:
        return Reply("ask", turn.text("rate"))
    if turn.key not in _STARS:
        return Reply("wrong", spoken.sentences([turn.text("wrong_key"), turn.text("rate")]))
    calls.note(turn.ctx, turn.talk.contact_id, f"rated {turn.key}")
    return Reply("ok", turn.text("rate.thanks"))


def note(turn: Turn) -> Reply:
    """What a flow knows of the call's outcome."""
    outcome = turn.said.get("outcome", "")
    if outcome in _NOTED:
        calls.note(turn.ctx, turn.talk.contact_id, outcome)
    return Reply("ok")


_NOTED = ("informed", "voicemail", "callback")
