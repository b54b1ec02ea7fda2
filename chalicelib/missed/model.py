"""Somebody who could not reach the clinic: until when to call them, and whether to text; pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

OPEN, CLOSED = "open", "closed"
CALL_WITHIN = timedelta(hours=1)  # of the clinic's opening hours
TEXT_AGAIN_AFTER = timedelta(hours=24)
DUE, SENT, SKIPPED = "due", "sent", "skipped"
_MOST_CALLS = 50  # of one number that are told apart


@dataclass(frozen=True)
class MissedCall:
    """One number's open entry, or one that was closed.

    `reason` is abandoned, after_hours, voicemail, cut_off or broken (a callback that was
    promised); `call_ids` the latest calls, `count` how many there were. `text` says what became of
    the text with a link, `text_at` when it is due, `because` why it was not sent. `outcome` is
    booked, reached or what staff said.
    """

    id: str
    number: str
    reason: str
    first_at: datetime
    last_at: datetime
    due_at: datetime
    call_ids: tuple[str, ...]
    count: int = 1
    patient_id: str | None = None
    status: str = OPEN
    outcome: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    text: str = SKIPPED
    text_at: datetime | None = None
    because: str = ""
    version: int = 1


def with_call(entry: MissedCall, call_id: str, at: datetime, reason: str) -> MissedCall:
    """The entry with one more call of the number; one that it knows changes nothing, unless its
    recording tells by now that a message was left."""
    if call_id in entry.call_ids:
        learned = reason == "voicemail" != entry.reason and call_id == entry.call_ids[-1]
        return replace(entry, reason=reason, version=entry.version + 1) if learned else entry
    calls = (*entry.call_ids, call_id)[-_MOST_CALLS:]
    first, last = min(entry.first_at, at), max(entry.last_at, at)
    return replace(
        entry,
        call_ids=calls,
        count=entry.count + 1,
        first_at=first,
        last_at=last,
        reason=reason if at >= entry.last_at else entry.reason,
        version=entry.version + 1,
    )


def closed(entry: MissedCall, outcome: str, at: datetime, by: str | None = None) -> MissedCall:
    """Settled: nobody has to call, and nobody is texted."""
    if entry.status == CLOSED:
        return entry
    unsent = {"text": SKIPPED, "because": f"closed before: {outcome}"} if entry.text == DUE else {}
    changed = replace(entry, status=CLOSED, outcome=outcome, closed_at=at, closed_by=by)
    return replace(changed, **unsent, version=entry.version + 1)  # type: ignore[arg-type]


def texted(entry: MissedCall, text: str, because: str, at: datetime | None = None) -> MissedCall:
    """What became of the text; `at` is when it is tried again."""
    return replace(entry, text=text, because=because, text_at=at, version=entry.version + 1)
