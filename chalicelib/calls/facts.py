"""What may be told of a call: by Connect, by our own menu, by the operator; pure.

Instants are text, UTC with milliseconds, so that they sort as they are.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Told:
    """What events or a record tell of one contact; `agent` is the id of a user at Connect."""

    method: str = ""
    number: str = ""
    queue: str = ""
    agent: str = ""
    reason: str = ""
    initiated: str = ""
    connected: str = ""
    queued: str = ""
    answered: str = ""
    ended: str = ""


@dataclass(frozen=True)
class Record:
    """A contact record as of `updated`; `recorded` says whether there is a recording."""

    updated: str
    told: Told
    recorded: bool = False


@dataclass(frozen=True)
class Contact:
    """One contact of a chain: what its events told so far, and its latest record."""

    id: str
    events: Told = Told()
    record: Record | None = None

    @property
    def told(self) -> Told:
        """Both together; the record knows better."""
        if self.record is None:
            return self.events
        known = {n: v for n, v in vars(self.record.told).items() if v}
        return replace(self.events, **known)


@dataclass(frozen=True, order=True)
class Begun:
    """A call reached our menu, or was begun by us."""

    at: str
    number: str
    method: str


@dataclass(frozen=True, order=True)
class Note:
    """Something that was done in the call without an operator."""

    outcome: str
    patient_id: str = ""
    appointment_id: str = ""


@dataclass(frozen=True, order=True)
class Promise:
    """The caller will be called back at `number` until `until`."""

    at: str
    number: str
    until: str


@dataclass(frozen=True, order=True)
class WrapUp:
    """What an operator noted afterwards; the latest counts."""

    at: str
    outcome: str
    note: str
    patient_id: str
    staff_id: str


@dataclass(frozen=True, order=True)
class Reached:
    """In another call they spoke with somebody of the clinic."""

    at: str


Fact = Contact | Begun | Note | Promise | Reached | WrapUp | str
"""What changes a call; a text is the contact whose recording is kept now."""
