"""What is said about missed calls over the wire."""

from typing import Literal

from chalicelib.edge.wire import Instant, Paged, Version, Wire
from chalicelib.patients.schemas import PatientHitView

Reason = Literal["abandoned", "after_hours", "voicemail", "cut_off", "broken"]
Settled = Literal["reached", "booked", "unreachable", "not_needed"]


class MissedCallView(Wire):
    """`due_at` is until when to call; `text` what became of the text with a booking link: due (to
    be sent at `text_at`), sent, or skipped, `because` of what. `outcome` is null while open."""

    id: str
    number: str
    number_display: str
    calls_refused: bool
    reason: Reason
    status: Literal["open", "closed"]
    count: int
    call_ids: list[str]
    first_at: Instant
    last_at: Instant
    due_at: Instant
    patient: PatientHitView | None
    text: Literal["due", "sent", "skipped"]
    text_at: Instant | None
    because: str
    outcome: Settled | None
    closed_at: Instant | None
    closed_by: str | None
    version: int


class MissedCallsQuery(Paged):
    """Open ones by deadline, the most urgent first; closed ones newest first."""

    status: Literal["open", "closed"] = "open"


class MissedCallChange(Wire):
    """Somebody called back, or there is no need to."""

    outcome: Settled
    version: Version
