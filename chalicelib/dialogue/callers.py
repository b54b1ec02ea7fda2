"""Who calls: whom a visit is for, and a number for those who withhold theirs.

A number can be forged. So everybody is asked the same questions, and no answer tells whether the
number, or what was keyed in, belongs to somebody whom the clinic knows.
"""

from chalicelib.dialogue import codes, model, spoken
from chalicelib.dialogue.turn import Reply, Turn
from chalicelib.errors import Invalid
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient, PatientDraft


def for_whom(turn: Turn) -> Reply:
    if not turn.talk.trusted:
        return Reply("withheld", turn.text("withheld"))
    return Reply("several", turn.text("for_whom"))


def choose_person(turn: Turn) -> Reply:
    """Keep whose birthday it is, if it is one person's; whatever is keyed in is answered alike."""
    born = model.day_and_month(turn.said.get("digits", ""))
    turn.keep(person_id=_person(turn, born))
    return Reply("ok", turn.text("person.noted"))


def give_number(turn: Turn) -> Reply:
    """A number for a caller who withholds theirs; a code goes there before it counts."""
    if not turn.talk.withheld:
        raise Invalid("The number is known.", fields={"digits": "are not asked for"})
    digits = turn.said.get("digits", "")
    try:
        number = patients.normalise_phone(_typed(digits), turn.profile.country, field="digits")
    except Invalid:
        return Reply("wrong", turn.text("number.wrong"))
    if turn.talk.number != number:
        turn.keep(model.with_number(turn.talk, number))
    codes.send(turn)
    said = turn.text(
        "number.sent", number=spoken.digits(number, turn.language, turn.profile.country)
    )
    return Reply("ok", said)


def for_booking(turn: Turn) -> Patient:
    """The person whom the caller named, else a card with nothing but their number on it."""
    known = {each.id: each for each in turn.people}
    if turn.talk.person_id in known:
        return known[turn.talk.person_id]
    number = turn.talk.number
    draft = PatientDraft(given_name=number, phone=number, language=turn.language)
    return patients.match_or_create(turn.ctx, draft)


def born_on(people: list[Patient], born: tuple[int, int]) -> list[Patient]:
    found = [p for p in people if p.birth_date]
    return [p for p in found if p.birth_date and (p.birth_date.day, p.birth_date.month) == born]


def _person(turn: Turn, born: tuple[int, int] | None) -> str:
    """Of several, or where something was keyed in, only whose birthday it is; of one, that one."""
    named = [p for p in turn.people if not p.is_nameless]
    if born:
        named = born_on(named, born)
    return named[0].id if len(named) == 1 else ""


def _typed(digits: str) -> str:
    """A keypad has no plus: 00 stands for it."""
    return f"+{digits[2:]}" if digits.startswith("00") else digits
