"""A message by voice: handed to the paced queue, counted try by try, moved on by conditions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.gateways import queue
from chalicelib.messages import store
from chalicelib.messages.model import CALLING, PENDING, SETTLE_SECONDS, Call, Message, moved
from chalicelib.table import connection
from chalicelib.table.work import Unit

QUEUE = "OUTBOUND_CALLS"
_TRIES = 8


def hand_over(ctx: Context, message: Message) -> Message:
    """Bring a call that waits for its first attempt to those who place calls; twice is harmless."""
    if message.status == PENDING and message.call and not message.call.attempt:
        enqueue(ctx, message)
    return message


def enqueue(ctx: Context, message: Message) -> None:
    """The next attempt, or, where one was begun without being placed, the same again."""
    call = message.call or Call()
    attempt = call.attempt + (message.status == PENDING)
    body = {"tenant_id": ctx.tenant_id, "message_id": message.id, "attempt": attempt}
    queue.send(QUEUE, body)


def enqueue_again(ctx: Context, message: Message) -> None:
    """The same for one whose turn has come; it is looked at again after a while."""
    later = clock.now().replace(microsecond=0) + timedelta(seconds=SETTLE_SECONDS)
    waiting = changed(message, message.status, wait_until=later)
    if store.replace(ctx, message, waiting):
        enqueue(ctx, waiting)


def awaits(message: Message, attempt: int) -> bool:
    """Whether this attempt is still to be placed."""
    call = message.call
    if call is None or call.given_up:
        return False
    if message.status == PENDING:
        return attempt == call.attempt + 1
    return message.status == CALLING and attempt == call.attempt and not call.contact_id


def begin(ctx: Context, message: Message, guard: Callable[[Unit], None]) -> Message:
    """Count the attempt while all that `guard` names is so; raises ConditionFailed.

    Whoever comes again with the same attempt places the same call.
    """
    call = message.call or Call()
    calling = changed(message, CALLING, attempt=call.attempt + 1, wait_until=None, told=False)
    unit = connection.of(ctx).unit()
    store.add_replace(ctx, unit, message, calling)
    guard(unit)
    unit.commit()
    return calling


def change(
    ctx: Context, message_id: str, decide: Callable[[Message], Message | None]
) -> Message | None:
    """Move the message on as `decide` says; None from it leaves it. Gives it as it is then."""
    for _ in range(_TRIES):
        message = store.find(ctx, message_id)
        if message is None:
            return None
        wanted = decide(message)
        if wanted is None:
            return message
        if store.replace(ctx, message, wanted):
            return wanted
    raise RuntimeError("this call keeps changing")


def changed(message: Message, status: str, because: str = "", **call: object) -> Message:
    """The message with another status, one more reason, and changes of its call."""
    told = f"{message.because}; {because}" if because else message.because
    now = replace(message.call or Call(), **call)  # type: ignore[arg-type]
    return moved(message, status, because=told, call=now)


def waiting(message: Message, until: datetime, because: str = "", **call: object) -> Message:
    """The message before its next attempt: what was this attempt's contact is an earlier one."""
    now = message.call or Call()
    earlier = (*now.earlier, *([now.contact_id] if now.contact_id else []))
    parts = {"contact_id": None, "earlier": earlier, "told": False, "wait_until": until, **call}
    return changed(message, PENDING, because, **parts)
