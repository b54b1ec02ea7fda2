"""Adding what is told to a call, whoever tells it: load, fold, save, until nobody was quicker."""

from chalicelib.calls import instants, model, store
from chalicelib.calls.facts import Contact, Fact, Told
from chalicelib.calls.model import ENDED, OUTBOUND, Call
from chalicelib.context import Context
from chalicelib.errors import NotFound, Unavailable
from chalicelib.gateways import connect
from chalicelib.lines import actions as lines
from chalicelib.table.work import pause

_TRIES = 8


def tell(ctx: Context, call_id: str, *facts: Fact) -> Call:
    """The call as it is after these facts; nothing is written where all were known."""
    for attempt in range(_TRIES):
        old = store.find(ctx, call_id)
        new = old or Call(call_id)
        for fact in facts:
            new = model.told(new, fact)
        if old is not None and new == old:
            return old
        new = model.numbered(new, old)
        if store.save(ctx, new, old):
            return new
        pause(attempt)
    raise Unavailable("Too much is told of this call at once. Please try again.")


def find(ctx: Context, contact_id: str) -> Call | None:
    """The call of a contact, the first or a later one of its chain."""
    known = store.find(ctx, contact_id)
    if known is not None:
        return known
    call_id = store.find_call_id(ctx, contact_id)
    return store.find(ctx, call_id) if call_id else None


def find_or_ask(ctx: Context, contact_id: str) -> Call:
    """The same, asking Connect where no event has come yet, or none that tells whom we call;
    raises NotFound.

    A contact is the clinic's when it came to or from its number.
    """
    known = find(ctx, contact_id)
    if known is not None and not _is_to_nobody(known):
        return known
    line = lines.find_line(ctx)
    asked = connect.describe_contact(line.instance, contact_id) if line else None
    if line is None or asked is None or asked.ours != line.number:
        if known is not None:
            return known
        raise NotFound.of("call")
    return tell(ctx, asked.initial_id, of_asked(asked))


def _is_to_nobody(call: Call) -> bool:
    """Whether events of our own call are known, which don't tell whom we call."""
    return call.direction == OUTBOUND and not call.number and call.status != ENDED


def of_asked(asked: connect.Contact) -> Contact:
    """What Connect itself says of a contact, as one of its events would."""
    initiated = instants.said(asked.initiated) if asked.initiated else ""
    return Contact(asked.id, Told(asked.method, asked.number, initiated=initiated))
