"""The catalogue of facts: what happened, past tense, with ids and nothing personal."""

from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from chalicelib import clock


@dataclass(frozen=True)
class Event:
    """`subject_id` is the thing that it happened to; `data()` is what is published."""

    subject_id: str
    event_id: str = field(default_factory=clock.new_id, kw_only=True)
    kind: ClassVar[str] = ""

    @property
    def name(self) -> str:
        return type(self).__name__

    def data(self) -> dict[str, Any]:
        return {k: v for k, v in asdict(self).items() if k not in ("subject_id", "event_id")}


@dataclass(frozen=True)
class _Visit(Event):
    """`version` of the visit after it happened; `date` is the clinic's local day."""

    kind: ClassVar[str] = "appointment"
    version: int
    patient_id: str
    date: str
    source: str
    notify: bool = True


class AppointmentBooked(_Visit):
    """A time was taken."""


class AppointmentMoved(_Visit):
    """A visit got another time or practitioner."""


class AppointmentCancelled(_Visit):
    """A visit will not happen and its time is free again."""


class AppointmentConfirmed(_Visit):
    """The patient said that they will come."""


class AppointmentStatusChanged(_Visit):
    """The patient arrived, was seen or didn't come."""


class PatientChanged(Event):
    """A card was made or changed."""

    kind: ClassVar[str] = "patient"


@dataclass(frozen=True)
class MessageChanged(Event):
    """A message was sent, delivered, failed or received."""

    kind: ClassVar[str] = "message"
    patient_id: str | None = None


class InquiryChanged(Event):
    """A contact was recorded, answered or closed."""

    kind: ClassVar[str] = "inquiry"


class SetupChanged(Event):
    """Branches, people, rooms, services, hours or settings changed."""

    kind: ClassVar[str] = "clinic"


class ImportProgressed(Event):
    """An import went on or ended."""

    kind: ClassVar[str] = "import"


class CallChanged(Event):
    """A call began, went on, ended or was wrapped up."""

    kind: ClassVar[str] = "call"


class BoardChanged(Event):
    """Who waits, who talks or an operator's state is another one."""

    kind: ClassVar[str] = "board"


class MissedCallChanged(Event):
    """Somebody has to be called back, or not any more."""

    kind: ClassVar[str] = "missed_call"
