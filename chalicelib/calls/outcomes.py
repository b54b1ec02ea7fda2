"""What became of a call, decided from what is known of it; pure."""

from chalicelib.calls.model import INBOUND, Call

# What was done without an operator, the most telling first; `rated` and the like say nothing.
_DONE = ("booked", "moved", "cancelled", "confirmed", "stopped")
_LEFT = ("callback", "voicemail")
BOOKED, ANSWERED, ABANDONED, AFTER_HOURS, NO_ANSWER, VOICEMAIL, CALLBACK, INFORMED, CUT_OFF = (
    "booked", "answered", "abandoned", "after_hours", "no_answer", "voicemail", "callback",
    "informed", "cut_off",
)  # fmt: skip
_MISSED = frozenset({ABANDONED, AFTER_HOURS, VOICEMAIL, CUT_OFF})
# Not the caller's doing: the operator hung up while the whisper was spoken, or the line broke.
_CUT_OFF_BY = frozenset({"AGENT_DISCONNECT", "TELECOM_PROBLEM"})
KEPT, BROKEN, PENDING = "kept", "broken", "pending"
_REASONS = {
    "booked": "booking", "moved": "move", "cancelled": "cancel", "confirmed": "confirm",
    "stopped": "stop", "callback": "callback", "voicemail": "voicemail", "abandoned": "missed",
    "after_hours": "missed", "cut_off": "missed", "no_answer": "call", "informed": "information",
}  # fmt: skip


def outcome(call: Call, was_open: bool) -> str | None:
    """None while it goes on. `was_open`: whether the clinic was, when the call began."""
    if not call.is_over:
        return None
    if call.wrap_up:
        return call.wrap_up.outcome
    notes = {note.outcome for note in call.notes}
    done = next((each for each in _DONE if each in notes), None)
    if done or call.answered:
        return done or ANSWERED
    if call.promise:
        return CALLBACK
    left = next((each for each in _LEFT if each in notes), None)
    if left or call.direction != INBOUND:
        return left or NO_ANSWER
    return _unanswered(call, notes, was_open)


def _unanswered(call: Call, notes: set[str], was_open: bool) -> str:
    """Of a caller who neither did something nor spoke with anybody, as far as we noted."""
    if call.has_recording:  # a message, left while our function could not note it
        return VOICEMAIL
    if INFORMED in notes and not call.queued_at:
        return INFORMED
    if max((c.told.ended, c.told.reason) for c in call.contacts)[1] in _CUT_OFF_BY:
        return CUT_OFF
    return ABANDONED if was_open else AFTER_HOURS


def is_missed(call: Call, result: str | None) -> bool:
    """Whether somebody tried to reach the clinic and has to be called."""
    return call.direction == INBOUND and not call.answered and result in _MISSED


def reason_of(result: str) -> str:
    """What the contact was about, in the words of inquiries."""
    return _REASONS.get(result, "question")


def patient_of(call: Call) -> str | None:
    """Who it was, where the operator or the dialogue found out; the operator knows better."""
    if call.wrap_up and call.wrap_up.patient_id:
        return call.wrap_up.patient_id
    return max((note.patient_id for note in call.notes), default="") or None


def appointment_of(call: Call) -> str | None:
    """The visit that the most telling note is about."""
    for each in _DONE:
        found = [n.appointment_id for n in call.notes if n.outcome == each and n.appointment_id]
        if found:
            return max(found)
    return None


def promise_state(call: Call, now: str) -> str | None:
    """Kept when somebody of the clinic was in a call with them after the promise, in time."""
    if call.promise is None:
        return None
    since, until = call.promise.at, call.promise.until
    told = [c.told.answered for c in call.contacts] + [each.at for each in call.reached]
    spoken = [at for at in told if at > since]
    if any(at <= until for at in spoken):
        return KEPT
    return BROKEN if now > until or spoken else PENDING


def waiting_callbacks(call: Call) -> list[str]:
    """The contacts by which they are still to be called back."""
    waiting = (c for c in call.contacts if not c.told.ended and not c.told.answered)
    return [c.id for c in waiting if c.told.method == "CALLBACK"]
