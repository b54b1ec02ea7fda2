"""Who of the staff looked at what or decided it, and when: written once, never changed; pure."""

from dataclasses import dataclass
from datetime import datetime

LISTENED, CALLS_REFUSED, CALLS_ALLOWED = "listened", "calls_refused", "calls_allowed"


@dataclass(frozen=True)
class Entry:
    """`action` is a word in the past tense, `subject_kind` and `subject_id` what it was done to."""

    id: str
    at: datetime
    actor_id: str
    action: str
    subject_kind: str
    subject_id: str
