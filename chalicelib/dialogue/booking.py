"""Booking what was chosen: for the person whom the caller named, or for their number alone."""

from chalicelib.appointments import actions as appointments
from chalicelib.appointments.actions import Booking
from chalicelib.appointments.model import Appointment
from chalicelib.calls import actions as calls
from chalicelib.dialogue import callers, offers, spoken, times, visits
from chalicelib.dialogue.model import Offer, Option
from chalicelib.dialogue.turn import Reply, Turn
from chalicelib.errors import Invalid, SlotTaken
from chalicelib.patients import reach
from chalicelib.tenants import limits
from chalicelib.tokens import digest

_A_DAY_BY_NUMBER = 5
_A_DAY = 300


def book(turn: Turn) -> Reply:
    """Book the chosen time; once for an offer, however often it is asked."""
    offer = offers.first(turn, times.TIMES)
    done = turn.talk.done.get(offer.id)
    if done:
        return _told(turn, appointments.get(turn.ctx, done))
    option = offer.chosen(turn.key)
    if option is None:
        return times.other(turn, times.TIMES, offer)
    _require_number(turn)
    try:
        visit = _booked(turn, offer, option)
    except SlotTaken:
        return times.lost(turn, times.TIMES, offer, option)
    turn.keep(done={**turn.talk.done, offer.id: visit.id})
    calls.note(
        turn.ctx, turn.talk.contact_id, "booked",
        patient_id=visit.patient_id, appointment_id=visit.id,
    )  # fmt: skip
    return _told(turn, visit)


def _told(turn: Turn, visit: Appointment) -> Reply:
    said = [visits.told(turn, "booked", visit)]
    if not reach.is_landline(turn.talk.number):
        said.append(turn.text("booked.text"))
    return Reply("booked", spoken.sentences(said))


def _booked(turn: Turn, offer: Offer, option: Option) -> Appointment:
    ctx = turn.as_request(offer.id, f"{turn.key} {turn.talk.person_id}")
    known = appointments.find_same_request(ctx)
    if known:
        return known
    _spend(turn)
    patient = callers.for_booking(turn)
    practitioner_id = turn.talk.practitioner_id or None
    seen = turn.setup.practitioners[option["practitioner_id"]]
    wanted = Booking(
        turn.talk.service_id,
        int(option["start"]),
        patient.id,
        source="phone",
        language=turn.language,
        practitioner_id=practitioner_id,
        branch_id=seen.branch_id,
    )
    return appointments.book(ctx, wanted)


def _require_number(turn: Turn) -> None:
    if not turn.talk.trusted:
        told = {"number": "must be shown, or proven by a code"}
        raise Invalid("There is no number to book with.", code="number_missing", fields=told)


def _spend(turn: Turn) -> None:
    """A number that somebody forges fills no calendar."""
    limits.spend(turn.ctx, f"phone-books-{digest(turn.talk.number)}", _A_DAY_BY_NUMBER, 86400)
    limits.spend_day(turn.ctx, "phone-books", _A_DAY)
