"""Giving a visit another of the times that are read out, under the service's rules."""

from chalicelib.appointments import duties, moves
from chalicelib.appointments.model import Appointment
from chalicelib.appointments.moves import Move
from chalicelib.availability.actions import Ask
from chalicelib.calls import actions as calls
from chalicelib.dialogue import offers, times, visits
from chalicelib.dialogue.model import Offer, Option
from chalicelib.dialogue.offers import Listing, Options
from chalicelib.dialogue.turn import Reply, Turn
from chalicelib.errors import SlotTaken


def move_times(turn: Turn) -> Reply:
    visit = visits.heard(turn)
    if visit is None:
        return visits.unproven(turn)
    duties.require_leeway(turn.ctx, visit, moving=True)
    return times.offered(turn, MOVES, visit.id)


def move_visit(turn: Turn) -> Reply:
    """Move to the chosen time; once for an offer, however often it is asked."""
    visit = visits.heard(turn)
    if visit is None:
        return visits.unproven(turn)
    offer = offers.first(turn, MOVES, visit.id)
    if offer.id in turn.talk.done:
        return Reply("moved", visits.told(turn, "moved", visit))
    option = offer.chosen(turn.key)
    if option is None:
        return times.other(turn, MOVES, offer)
    try:
        moved = _moved(turn, visit, offer, option)
    except SlotTaken:
        return times.lost(turn, MOVES, offer, option)
    turn.keep(done={**turn.talk.done, offer.id: moved.id})
    calls.note(
        turn.ctx, turn.talk.contact_id, "moved",
        patient_id=moved.patient_id, appointment_id=moved.id,
    )  # fmt: skip
    return Reply("moved", visits.told(turn, "moved", moved))


def _moved(turn: Turn, visit: Appointment, offer: Offer, option: Option) -> Appointment:
    wanted = Move(int(option["start"]), source="phone", as_patient=True)
    return moves.move(turn.as_request(offer.id, turn.key), visit.id, wanted)


def _find_moves(turn: Turn, about: str, place: str) -> Options:
    """Times of the same service with the same practitioner, as the link offers them."""
    visit = visits.heard(turn)
    if visit is None:
        return [], ""
    return times.find(turn, Ask(visit.service_id, None, visit.practitioner_id), place)


MOVES = Listing("moves", _find_moves, times.read)
