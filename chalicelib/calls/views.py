"""Calls as the wire shows them: colleagues' and patients' names beside the ids."""

from collections.abc import Iterable

from chalicelib import clock
from chalicelib.calls import endings, instants, outcomes
from chalicelib.calls.model import Call
from chalicelib.calls.schemas import AgentName, CallView, PromisedCallback
from chalicelib.context import Context
from chalicelib.lines import actions as lines
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient, display
from chalicelib.patients.schemas import PatientHitView
from chalicelib.refusals import actions as refusals
from chalicelib.staff import actions as staff

Names = dict[str, AgentName]


def show(ctx: Context, call: Call) -> CallView:
    return show_all(ctx, [call])[0]


def show_all(ctx: Context, calls: Iterable[Call]) -> list[CallView]:
    """Several calls with one read of all their people, and one of the agents where one is named."""
    found = list(calls)
    names = agent_names(ctx) if any(c.agent for c in found) else {}
    ids = {patient_id for c in found if (patient_id := outcomes.patient_of(c))}
    people = patients.get_many(ctx, sorted(ids))
    refusing = refusals.refusing(ctx, (c.number for c in found))
    return [_view(ctx, each, names, people, each.number in refusing) for each in found]


def agent_names(ctx: Context, present: bool = False) -> Names:
    """Colleagues by their user id at Connect; those who left only where not `present`."""
    names = {person.id: person.name for person in staff.list_all(ctx)}
    agents = [each for each in lines.list_agents(ctx) if not (present and each.left)]
    return {a.user_id: AgentName(id=a.staff_id, name=names.get(a.staff_id, "")) for a in agents}


def hit(patient: Patient) -> PatientHitView:
    same = ("id", "name", "phone", "phone_display", "birth_date")
    return PatientHitView(**{name: getattr(patient, name) for name in same})


def _view(
    ctx: Context, call: Call, names: Names, people: dict[str, Patient], refused: bool
) -> CallView:
    outcome = endings.outcome_of(ctx, call)
    patient = people.get(outcomes.patient_of(call) or "")
    waited_until = call.answered or call.ended
    return CallView(
        contact_id=call.id,
        direction=call.direction,
        status=call.status,
        outcome=outcome,
        missed=outcomes.is_missed(call, outcome),
        number=call.number,
        number_display=display(call.number or None) or "",
        calls_refused=refused,
        started_at=instants.at(call.started),
        answered_at=instants.read(call.answered),
        ended_at=instants.read(call.ended),
        wait_seconds=instants.whole_seconds(call.queued_at, waited_until),
        talk_seconds=instants.whole_seconds(call.answered, call.ended),
        agent=names.get(call.agent),
        patient=hit(patient) if patient else None,
        note=call.wrap_up.note if call.wrap_up else "",
        wrapped_up=call.wrap_up is not None,
        callback=_promised(call),
        recording="ready" if call.kept else "pending" if call.has_recording else "none",
    )


def _promised(call: Call) -> PromisedCallback | None:
    state = outcomes.promise_state(call, instants.said(clock.now()))
    if call.promise is None or state is None:
        return None
    until = instants.at(call.promise.until)
    return PromisedCallback(number=call.promise.number, until=until, state=state)
