"""A contact with the clinic: where it came from, what it was about, what became of it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

OPEN, CLOSED = "open", "closed"
ANSWER_WITHIN = timedelta(hours=4)

# What a change of a visit says of the contact that brought it about: reason and outcome.
_FACTS = {
    "AppointmentBooked": ("booking", "booked"),
    "AppointmentMoved": ("move", "moved"),
    "AppointmentCancelled": ("cancel", "cancelled"),
    "AppointmentConfirmed": ("confirm", "confirmed"),
}
_SPOKEN_BY = {"patient": "link", "owner": "console", "operator": "console", "doctor": "console"}
_BOOKED_THROUGH = frozenset({"widget", "link", "console"})
# Staff move and cancel for reasons of their own; a text is recorded where it is understood, a call
# when it ends, whatever was done in it.
_CHANGED_THROUGH = frozenset({"link"})
_REASON_OF_REPLY = {
    "confirmed": "confirm", "cancelled": "cancel", "moved": "move", "stopped": "stop",
}  # fmt: skip


class Contact(NamedTuple):
    """What a fact tells of the contact behind it."""

    source: str
    reason: str
    outcome: str


@dataclass(frozen=True)
class Inquiry:
    """`source` is widget, link, sms, console or phone; `day` the clinic's local day (ISO).

    `phone` is the number that wrote; `campaign` is what the page told of the visitor's way there;
    `due_at` is until when an open one should be answered, `settled_at` when staff last said here
    what came of it or whose it is.
    """

    id: str
    source: str
    reason: str
    status: str
    created_at: datetime
    day: str
    phone: str = ""
    patient_id: str | None = None
    appointment_id: str | None = None
    text: str = ""
    campaign: dict[str, str] = field(default_factory=dict)
    outcome: str | None = None
    owner_id: str | None = None
    due_at: datetime | None = None
    settled_at: datetime | None = None
    version: int = 1

    @property
    def counted_as(self) -> tuple[str, str, str]:
        """Day, source and outcome under which it is counted."""
        return self.day, self.source, OPEN if self.status == OPEN else self.outcome or "none"


@dataclass(frozen=True)
class Spoken:
    """What became of a call; `text` is what the operator noted, at the instant `noted_at`."""

    at: datetime
    reason: str
    outcome: str
    phone: str
    patient_id: str | None = None
    appointment_id: str | None = None
    owner_id: str | None = None
    text: str = ""
    noted_at: datetime | None = None

    @property
    def contact(self) -> Contact:
        return Contact("phone", self.reason, self.outcome)

    @property
    def about(self) -> dict[str, Any]:
        """What an inquiry keeps of it besides."""
        names = ("phone", "patient_id", "appointment_id", "owner_id", "text")
        return {name: getattr(self, name) for name in names}


def contact_of(name: str, source: str, version: int) -> Contact | None:
    """The contact behind a fact of a visit; None where there was none of its own.

    `version` of the visit's schedule: one that is booked again was restored, which undoes.
    """
    if name not in _FACTS:
        return None
    source = _SPOKEN_BY.get(source, source)
    booked = name == "AppointmentBooked"
    if source not in (_BOOKED_THROUGH if booked else _CHANGED_THROUGH) or (booked and version > 1):
        return None
    return Contact(source, *_FACTS[name])


def reply_of(outcome: str) -> Contact:
    """The contact that a text was which the product understood itself."""
    return Contact("sms", _REASON_OF_REPLY.get(outcome, "question"), outcome)


def settled(
    inquiry: Inquiry, status: str, outcome: str | None, owner_id: str | None, at: datetime
) -> Inquiry:
    """As staff set it at an instant; a reopened one has no outcome any more."""
    kept = None if status == OPEN else outcome or inquiry.outcome or "none"
    changed = replace(inquiry, status=status, outcome=kept, owner_id=owner_id)
    if changed == inquiry:
        return inquiry
    return replace(changed, settled_at=at, version=inquiry.version + 1)


def corrected(inquiry: Inquiry, spoken: Spoken) -> Inquiry:
    """With what is told of its call by now. What staff said here stays, unless the operator of the
    call noted something later; what they took up again is not touched at all."""
    if inquiry.status == OPEN:
        return inquiry
    told = replace(inquiry, reason=spoken.reason, outcome=spoken.outcome, **spoken.about)
    said = inquiry.settled_at
    if said and not (spoken.noted_at and spoken.noted_at > said):
        told = replace(told, outcome=inquiry.outcome, owner_id=inquiry.owner_id)
    return inquiry if told == inquiry else replace(told, version=inquiry.version + 1)
