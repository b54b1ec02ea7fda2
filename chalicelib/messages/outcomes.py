"""What became of a message: as its carrier reports, or when nobody says anything."""

from chalicelib.context import Context
from chalicelib.messages import store
from chalicelib.messages.model import (
    CALLING,
    DELIVERED,
    FAILED,
    PENDING,
    SENT,
    UNCERTAIN,
    Message,
    moved,
)

_OUTCOMES = {
    "TEXT_DELIVERED": DELIVERED, "TEXT_SUCCESSFUL": SENT, "TEXT_SENT": SENT,
    "TEXT_PENDING": SENT, "TEXT_QUEUED": SENT,
}  # fmt: skip
_ORDER = (PENDING, CALLING, UNCERTAIN, SENT, DELIVERED)


def settle_delivery(ctx: Context, message_id: str, event_type: str) -> Message | None:
    """What a carrier reports of a message; events come twice and out of order.

    Gives the message as it is then, None where there is none.
    """
    for _ in range(5):
        message = store.find(ctx, message_id)
        if message is None:
            return None
        status = _OUTCOMES.get(event_type, FAILED)
        if message.status in (FAILED, DELIVERED) or _rank(status) <= _rank(message.status):
            return message
        because = message.because if status != FAILED else f"{message.because}; {event_type}"
        changed = moved(message, status, because=because)
        if store.replace(ctx, message, changed):
            return changed
    raise RuntimeError("this message keeps changing")


def settle_stuck(ctx: Context, message_id: str) -> Message | None:
    """After a while without any report: what was being sent is uncertain, what was not is failed.

    Gives the message when the next channel should take over, also when that was found before: who
    found it may have died since.
    """
    message = store.find(ctx, message_id)
    if message is None or message.status not in (PENDING, CALLING):
        return message if message and message.status == UNCERTAIN else None
    if message.status == PENDING:
        return _settled(ctx, message, FAILED, "it could not be sent")
    return _settled(ctx, message, UNCERTAIN, "nobody reported what became of it")


def _settled(ctx: Context, message: Message, status: str, why: str) -> Message | None:
    changed = moved(message, status, because=f"{message.because}; {why}")
    return changed if store.replace(ctx, message, changed) else None


def _rank(status: str) -> int:
    return _ORDER.index(status) if status in _ORDER else len(_ORDER)
