"""What follows when a call ends: its one inquiry, and an entry when nobody was there for it.

All of it may be done again, after a failure or when something late is told: it comes to the same.
"""

from chalicelib.calls import instants, outcomes
from chalicelib.calls.model import Call
from chalicelib.clinic import actions as clinic
from chalicelib.clinic import opening
from chalicelib.context import Context
from chalicelib.inquiries import actions as inquiries
from chalicelib.inquiries.model import Spoken
from chalicelib.missed import actions as missed
from chalicelib.missed.actions import Missed


def was_open(ctx: Context, call: Call) -> bool:
    """Whether the clinic was open when the call began."""
    began = instants.read(call.started)
    return began is not None and opening.is_open(clinic.get_setup(ctx), began)


def outcome_of(ctx: Context, call: Call) -> str | None:
    """None while it goes on. The clinic's hours are read only where they decide."""
    found = outcomes.outcome(call, was_open=True)
    if found == outcomes.ABANDONED and not was_open(ctx, call):
        return outcomes.AFTER_HOURS
    return found


def settle(ctx: Context, call: Call) -> None:
    """Bring inquiry and missed calls to what is known of an ended call."""
    if call.number and call.answered and call.agent:
        missed.close_number(ctx, call.number, "reached")
    outcome = outcome_of(ctx, call)
    if outcome is None:
        return
    inquiries.record_call(ctx, call.id, _spoken(call, outcome))
    if outcomes.is_missed(call, outcome):
        at = instants.at(call.ended)
        missed.note(ctx, Missed(call.id, call.number, at, outcome))
    elif call.promise is None or call.answered:  # a broken promise stands until they are spoken to
        missed.withdraw(ctx, call.id, "reached")


def _spoken(call: Call, outcome: str) -> Spoken:
    wrap_up = call.wrap_up
    return Spoken(
        at=instants.at(call.started),
        reason=outcomes.reason_of(outcome),
        outcome=outcome,
        phone=call.number,
        patient_id=outcomes.patient_of(call),
        appointment_id=outcomes.appointment_of(call),
        owner_id=wrap_up.staff_id if wrap_up else None,
        text=wrap_up.note if wrap_up else "",
        noted_at=instants.at(wrap_up.at) if wrap_up else None,
    )
