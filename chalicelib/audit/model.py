"""Who of the staff looked at what, and when: written once, never changed; pure."""

from dataclasses import dataclass
from datetime import datetime

LISTENED = "listened"


@dataclass(frozen=True)
class Entry:
    """`action` is a word in the past tense, `subject_kind` and `subject_id` what it was done to."""

    id: str
    at: datetime
    actor_id: str
    action: str
    subject_kind: str
    subject_id: str
