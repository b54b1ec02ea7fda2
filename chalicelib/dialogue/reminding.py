"""Our own call about a visit: what it says, and what the keys of whoever answers it do."""

from chalicelib.calls import actions as calls
from chalicelib.dialogue import spoken, visits
from chalicelib.dialogue.turn import Reply, Turn
from chalicelib.notices import calls as notices
from chalicelib.notices.calls import Reminded

_NOTED = ("confirmed", "cancelled", "stopped")
_WORDS = {"dead": "reminder.dead", "move": "person.noted", "refused": "refused"}


def reminder(turn: Turn) -> Reply:
    """The visits of a reminder as they are now; whoever was called may hear and change them."""
    told = _told(turn)
    if told is None:
        return Reply("dead", turn.text("reminder.dead"))
    heard = {*turn.talk.visits, *(visit.id for visit in told.visits)}
    turn.keep(visits=tuple(sorted(heard)))
    return Reply("live", _read(turn, told))


def answer_reminder(turn: Turn) -> Reply:
    """Do what a key says; the same key again does nothing more."""
    told = _told(turn)
    message_id, number = turn.said.get("message_id", ""), turn.talk.number
    outcome = notices.answer(turn.ctx, message_id, number, turn.key)
    if outcome == "wrong":
        again = _read(turn, told) if told else turn.text("reminder.dead")
        return Reply(outcome, spoken.sentences([turn.text("wrong_key"), again]))
    if outcome in _NOTED:
        _note(turn, outcome, told)
    first = told.visits[0].id if told and outcome == "move" else ""
    if first:
        turn.keep(visits=tuple(sorted({*turn.talk.visits, first})))
    return Reply(outcome, turn.text(_WORDS.get(outcome, outcome)), {"visit": first})


def ask_reminder_cancel(turn: Turn) -> Reply:
    """Whether the visits that were read out are really to be cancelled, before they are."""
    told = _told(turn)
    if told is None:
        return Reply("dead", turn.text("reminder.dead"))
    return visits.sure(turn, list(told.visits))


def _told(turn: Turn) -> Reminded | None:
    message_id = turn.said.get("message_id", "")
    return notices.tell(turn.ctx, message_id, turn.talk.number) if turn.talk.trusted else None


def _note(turn: Turn, outcome: str, told: Reminded | None) -> None:
    first = told.visits[0] if told else None
    calls.note(
        turn.ctx, turn.talk.contact_id, outcome,
        patient_id=first.patient_id if first else None,
        appointment_id=first.id if first else None,
    )  # fmt: skip


def _read(turn: Turn, told: Reminded) -> str:
    name = "" if told.patient.is_nameless else told.patient.given_name
    said = [turn.text("visit.of", name=name)] if name else []
    said += [visits.told(turn, "visit", each) for each in told.visits]
    said += [turn.text("visit.confirm"), *visits.changes(turn, list(told.visits))]
    opening = turn.text("reminder", clinic=turn.profile.name)
    return spoken.sentences([opening, *said, turn.text("reminder.stop")])
