"""Recordings of calls: taken over below the clinic's own prefix, and listened to on the record."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib import clock
from chalicelib.audit import actions as audit
from chalicelib.audit.model import LISTENED
from chalicelib.calls import actions as calls
from chalicelib.calls.model import Call
from chalicelib.context import Context
from chalicelib.errors import NotFound
from chalicelib.gateways import recordings

LISTEN_SECONDS = 300


@dataclass(frozen=True)
class Listening:
    """An address with the recording, good until then."""

    url: str
    until: datetime


def listen(ctx: Context, contact_id: str) -> Listening:
    """The recording of a call for somebody who is written down first; raises NotFound.

    Of several contacts' recordings it is the last one's, in which an operator spoke.
    """
    call = calls.get(ctx, contact_id)
    spoken = [c.id for c in call.contacts if c.id in call.kept]
    kept = next((c for c in reversed(spoken) if _was_answered(call, c)), None)
    name = kept or max(call.kept, default=None)
    if name is None:
        raise NotFound.of("recording")
    audit.write(ctx, LISTENED, "call", call.id)
    until = clock.now() + timedelta(seconds=LISTEN_SECONDS)
    return Listening(recordings.address(ctx, name, LISTEN_SECONDS), until)


def _was_answered(call: Call, contact_id: str) -> bool:
    return any(c.id == contact_id and c.told.answered for c in call.contacts)
