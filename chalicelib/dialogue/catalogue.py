"""Every step of the line: what a flow gives it, and what it can answer; the flows are held to it.

Besides its own statuses every step may answer `refused`: a rule of the clinic, an unpaid
subscription, a limit. `status` and `say` are always there, and so is every field, empty or not.
"""

from dataclasses import dataclass

_CHOICE = ("key", "page")
_PAGE = ("next_page",)
REFUSED = "refused"
GREETED = (
    "language", "language_code", "voice", "voice_engine", "queue_id", "languages", "record",
    "say_recording", "say_menu", "say_languages", "say_wrong_key", "say_no_input", "say_failed",
    "say_goodbye", "say_closed", "say_queue", "say_nobody", "say_voicemail",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """`takes` are parameters beside `step`, `gives` fields beside `status` and `say`."""

    takes: tuple[str, ...]
    statuses: tuple[str, ...]
    gives: tuple[str, ...] = ()


STEPS = {
    "greet": Step(("language",), ("open", "closed", "inactive", "not_ours"), GREETED),
    "set_language": Step(("key",), ("ok", "wrong"), GREETED),
    "for_whom": Step((), ("several", "withheld")),
    "choose_person": Step(("digits",), ("ok",)),
    "give_number": Step(("digits",), ("ok", "wrong")),
    "services": Step(("page",), ("one", "many", "none"), _PAGE),
    "choose_service": Step(_CHOICE, ("ok", "more", "wrong"), _PAGE),
    "practitioners": Step(("page",), ("one", "many"), _PAGE),
    "choose_practitioner": Step(_CHOICE, ("ok", "more", "wrong"), _PAGE),
    "times": Step(("page",), ("offered", "none"), _PAGE),
    "book": Step(_CHOICE, ("booked", "taken", "more", "wrong", REFUSED), _PAGE),
    "prove": Step(("digits",), ("ok", "wrong", "locked")),
    "send_code": Step((), ("sent", "impossible")),
    "check_code": Step(("digits",), ("ok", "wrong", "locked")),
    "visits": Step(("page",), ("visit", "none", "unproven"), ("visit", "next_page")),
    "confirm_visit": Step(("visit",), ("done", REFUSED, "unproven")),
    "ask_cancel": Step(("visit",), ("ask", REFUSED, "unproven"), ("say_kept",)),
    "cancel_visit": Step(("visit",), ("done", REFUSED, "unproven")),
    "move_times": Step(("visit", "page"), ("offered", "none", REFUSED, "unproven"), _PAGE),
    "move_visit": Step(
        ("visit", *_CHOICE), ("moved", "taken", "more", "wrong", REFUSED, "unproven"), _PAGE
    ),
    "tell_clinic": Step((), ("ok",)),
    "preparations": Step(("page",), ("many", "none"), _PAGE),
    "tell_preparation": Step(_CHOICE, ("ok", "more", "wrong"), _PAGE),
    "wait": Step(("size", "oldest", "staffed"), ("ok", "away")),
    "promise_callback": Step((), ("ok", "impossible"), ("callback_number", "delay_seconds")),
    "voicemail": Step((), ("ok",)),
    "rate": Step(("key",), ("ask", "ok", "wrong")),
    "reminder": Step(("message_id",), ("live", "dead")),
    "answer_reminder": Step(
        ("message_id", "key"),
        ("confirmed", "move", "cancelled", "stopped", "wrong", "dead", REFUSED),
        ("visit",),
    ),
    "ask_reminder_cancel": Step(("message_id",), ("ask", "dead", REFUSED), ("say_kept",)),
    "note": Step(("outcome",), ("ok",)),
}
