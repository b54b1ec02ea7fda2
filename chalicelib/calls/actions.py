"""What is done with calls: noting what happens in them, and finding them again."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib import clock
from chalicelib.calls import endings, instants, ledger, store
from chalicelib.calls.board import Board, board_of
from chalicelib.calls.facts import Begun, Note, Promise, WrapUp
from chalicelib.calls.model import WAITING, Call
from chalicelib.clinic import actions as clinic
from chalicelib.clinic import opening
from chalicelib.context import Context
from chalicelib.errors import NotFound
from chalicelib.lines import actions as lines
from chalicelib.patients import actions as patients
from chalicelib.tenants import actions as tenants

CALL_BACK_WITHIN = timedelta(minutes=30)
_SAMPLE = 20  # calls from which the time of one is estimated


def get(ctx: Context, contact_id: str) -> Call:
    """The call of a contact; raises NotFound."""
    found = ledger.find(ctx, contact_id)
    if found is None:
        raise NotFound.of("call")
    return found


def begin(ctx: Context, contact_id: str, number: str, method: str) -> None:
    """A call has reached our flows; told again, nothing changes.

    `contact_id` is the initial contact's, `number` the other side's (empty where withheld),
    `method` Connect's word (INBOUND, OUTBOUND, API …).
    """
    known = store.find(ctx, contact_id)
    if known is None or known.begun is None:
        ledger.tell(ctx, contact_id, Begun(instants.said(clock.now()), number, method))


def note(
    ctx: Context,
    contact_id: str,
    outcome: str,
    *,
    patient_id: str | None = None,
    appointment_id: str | None = None,
) -> None:
    """Something was done in the call (booked, moved, cancelled, confirmed, informed, voicemail,
    callback, stopped, rated …); noted again, nothing changes."""
    ledger.tell(ctx, contact_id, Note(outcome, patient_id or "", appointment_id or ""))


def place_in_queue(ctx: Context, contact_id: str) -> tuple[int, int | None]:
    """The caller's place, from 1, and the seconds until somebody should answer, if that is known.

    A call that is not known to wait yet stands behind all that do.
    """
    live = store.list_live(ctx)
    waiting = {c.id: c.waiting_since for c in live if c.status == WAITING}
    since = waiting.pop(contact_id, "~")
    place = 1 + sum(each <= since for each in waiting.values())
    talking = len({c.agent for c in live if c.talking_since})
    usual = _usual_seconds(ctx)
    return place, None if usual is None else place * usual // max(1, talking)


def promise_callback(ctx: Context, contact_id: str, number: str) -> datetime:
    """Promise to call `number` back; gives until when, the same when it is asked again.

    Within half an hour of the clinic's opening hours.
    """
    now = clock.now()
    until = opening.working_time_after(clinic.get_setup(ctx), now, CALL_BACK_WITHIN)
    until = max(until or now, now + CALL_BACK_WITHIN).replace(second=0, microsecond=0)
    said = Promise(instants.said(now), number, instants.said(until))
    known = store.find(ctx, contact_id)
    if known is None or known.promise is None:
        known = ledger.tell(ctx, contact_id, said, Note("callback"))
    kept = instants.at((known.promise or said).until)
    store.put_promise(ctx, contact_id, kept)
    return kept


def wrap_up(ctx: Context, contact_id: str, outcome: str, note: str, patient_id: str | None) -> Call:
    """What an operator noted of a call; the same again changes nothing, something else counts."""
    call = get(ctx, contact_id)
    if patient_id is not None:
        patients.get(ctx, patient_id)
    at = instants.said(clock.now())
    said = WrapUp(at, outcome, note, patient_id or "", ctx.actor)
    if call.wrap_up is None or replace(call.wrap_up, at=at) != said:
        call = ledger.tell(ctx, call.id, said)
    endings.settle(ctx, call)
    return call


def board(ctx: Context) -> Board:
    """The board as it is now: what was told so far, folded."""
    states = [(s.user_id, s.name, s.since) for s in store.list_states(ctx)]
    return board_of(store.list_live(ctx), states)


def users_of(ctx: Context, staff_id: str | None) -> frozenset[str] | None:
    """Somebody's user ids at Connect: another one each time they come back to the desk."""
    if staff_id is None:
        return None
    return frozenset(a.user_id for a in lines.list_agents(ctx) if a.staff_id == staff_id)


def number_of(ctx: Context, typed: str | None) -> str | None:
    """A number as calls keep it; raises Invalid."""
    if typed is None:
        return None
    return patients.normalise_phone(typed, tenants.get_clinic(ctx).country, field="number")


def _usual_seconds(ctx: Context) -> int | None:
    """How long a call with an operator lasts of late; None while too few are known."""
    month = clock.now().strftime("%Y-%m")
    recent = [call for _, call in store.list_before(ctx, month, "~", _SAMPLE)]
    spoken = [instants.whole_seconds(c.answered, c.ended) for c in recent if c.answered]
    known = [each for each in spoken if each is not None]
    return sum(known) // len(known) if len(known) >= 3 else None
