"""Callbacks that were promised until a time: kept, or reported as broken."""

from chalicelib import clock, observe
from chalicelib.calls import instants, outcomes, store
from chalicelib.context import Context
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
