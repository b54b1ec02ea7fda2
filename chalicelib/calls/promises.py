"""Callbacks that were promised until a time: kept, or reported as broken."""

from chalicelib import clock, config, observe
from chalicelib.calls import instants, ledger, outcomes, store
from chalicelib.calls.facts import Reached
from chalicelib.calls.model import Call
from chalicelib.context import Context
from chalicelib.gateways import connect
from chalicelib.lines.model import Instance
from chalicelib.missed import actions as missed
from chalicelib.missed.actions import Missed


def look(ctx: Context, call_id: str) -> str | None:
    """The time of a promise has come: what became of it; looked at twice, it is told once.

    A broken one is an open entry among the missed calls.
    """
    call = store.find(ctx, call_id)
    now = clock.now()
    state = outcomes.promise_state(call, instants.said(now)) if call else None
    if call is not None and call.promise is not None and state == outcomes.BROKEN:
        missed.note(ctx, Missed(call_id, call.promise.number, now.replace(microsecond=0), "broken"))
        observe.count("CallbacksBroken")
    if state != outcomes.PENDING:
        store.delete_promise(ctx, call_id)
    return state


def settle(ctx: Context, call: Call) -> None:
    """Somebody of the clinic speaks with them: no second call is due. Done again, it is the same.

    What was promised to their number is kept by this call, and nobody waits in line for it.
    """
    arn = config.connect_instance_arn()
    if not arn or not call.number or not call.answered:
        return
    for promised in store.list_live(ctx):
        said = promised.promise
        if said is None or promised.id == call.id or said.number != call.number:
            continue
        if said.at < call.answered:
            ledger.tell(ctx, promised.id, Reached(call.answered))
            for contact_id in outcomes.waiting_callbacks(promised):
                connect.stop_contact(Instance(arn), contact_id)
