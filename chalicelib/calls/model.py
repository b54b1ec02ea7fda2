"""A call: every contact of one chain folded together, in whatever order it was told of; pure.

Reports come twice, late and in any order. So each thing that may be told is joined with what is
known in a way that knows no order: instants by the earliest, words by the greatest, contact records
by their last update.
"""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from chalicelib.calls.facts import (
    Begun,
    Contact,
    Fact,
    Note,
    Promise,
    Reached,
    Record,
    Told,
    WrapUp,
)

INBOUND, OUTBOUND = "inbound", "outbound"
_OUTWARD = {"OUTBOUND", "API", "EXTERNAL_OUTBOUND"}
MENU, DIALLING, WAITING, CALLBACK, TALKING, ENDED = (
    "menu", "dialling", "waiting", "callback", "talking", "ended",
)  # fmt: skip


@dataclass(frozen=True)
class Call:
    """`id` is the initial contact's; `kept` are the contacts whose recordings we have."""

    id: str
    contacts: tuple[Contact, ...] = ()
    begun: Begun | None = None
    notes: tuple[Note, ...] = ()
    promise: Promise | None = None
    wrap_up: WrapUp | None = None
    kept: tuple[str, ...] = ()
    reached: tuple[Reached, ...] = ()
    version: int = field(default=0, compare=False)

    @property
    def first(self) -> Told:
        """What is known of the initial contact."""
        return next((c.told for c in self.contacts if c.id == self.id), Told())

    @property
    def direction(self) -> str:
        method = self.first.method or (self.begun.method if self.begun else "")
        return OUTBOUND if method in _OUTWARD else INBOUND

    @property
    def number(self) -> str:
        """The other side's; empty where it is withheld or not known."""
        told = [c.told.number for c in self.contacts if c.told.number]
        return self.begun.number if self.begun else max(told, default="")

    @property
    def started(self) -> str:
        instants = [getattr(c.told, n) for c in self.contacts for n in _INSTANTS]
        begun = [self.begun.at] if self.begun else []
        return min((i for i in (*begun, *instants) if i), default="")

    @property
    def is_over(self) -> bool:
        return bool(self.contacts) and all(c.told.ended for c in self.contacts)

    @property
    def ended(self) -> str:
        return max(c.told.ended for c in self.contacts) if self.is_over else ""

    @property
    def status(self) -> str:
        if self.is_over:
            return ENDED
        live = [c.told for c in self.contacts if not c.told.ended]
        if any(t.answered and (t.connected or t.method not in _OUTWARD) for t in live):
            return TALKING
        if any(t.method == "CALLBACK" for t in live):
            return CALLBACK
        if any(t.queued for t in live):
            return WAITING
        dialling = self.direction == OUTBOUND and not any(t.connected for t in live)
        return DIALLING if dialling else MENU

    @property
    def waiting_since(self) -> str:
        """When who waits now began to; empty when nobody waits."""
        live = [c.told for c in self.contacts if not c.told.ended and not c.told.answered]
        return min((t.queued for t in live if t.queued), default="")

    @property
    def talking_since(self) -> str:
        live = [c.told for c in self.contacts if not c.told.ended]
        return max((t.answered for t in live), default="") if self.status == TALKING else ""

    @property
    def queued_at(self) -> str:
        """When they first began to wait; empty: never."""
        return min((c.told.queued for c in self.contacts if c.told.queued), default="")

    @property
    def answered(self) -> str:
        """When both sides first were in one call with somebody of the clinic; empty: never."""
        return min(filter(None, map(_reached, self.contacts)), default="")

    @property
    def agent(self) -> str:
        """Who spoke with them last, or is to."""
        spoken = [(c.told.answered, c.told.agent) for c in self.contacts if c.told.agent]
        return max(spoken, default=("", ""))[1]

    @property
    def has_recording(self) -> bool:
        return bool(self.kept) or any(c.record and c.record.recorded for c in self.contacts)


_INSTANTS = ("initiated", "connected", "queued", "answered", "ended")
_First = TypeVar("_First", Begun, Promise)


def told(call: Call, fact: Fact) -> Call:
    """The call with one more fact; told twice, or in another order, it is the same call."""
    if isinstance(fact, Contact):
        return _with_contact(call, fact)
    if isinstance(fact, Begun):
        return replace(call, begun=_earlier(call.begun, fact))
    if isinstance(fact, Promise):
        return replace(call, promise=_earlier(call.promise, fact))
    if isinstance(fact, WrapUp):
        return replace(call, wrap_up=max(call.wrap_up or fact, fact))
    if isinstance(fact, Note):
        return replace(call, notes=tuple(sorted({*call.notes, fact})))
    if isinstance(fact, Reached):
        return replace(call, reached=tuple(sorted({*call.reached, fact})))
    return replace(call, kept=tuple(sorted({*call.kept, fact})))


def numbered(call: Call, old: Call | None) -> Call:
    """As the next version of what was read."""
    return replace(call, version=(old.version if old else 0) + 1)


def joined(one: Told, other: Told) -> Told:
    """Both together: the earliest of instants, the greatest of words."""
    values = {}
    for name in vars(one):
        known = [v for v in (getattr(one, name), getattr(other, name)) if v]
        values[name] = (min if name in _INSTANTS else max)(known, default="")
    return Told(**values)


def _with_contact(call: Call, fact: Contact) -> Call:
    known = {c.id: c for c in call.contacts}
    old = known.get(fact.id, Contact(fact.id))
    known[fact.id] = Contact(fact.id, joined(old.events, fact.events), _later(old, fact))
    return replace(call, contacts=tuple(known[each] for each in sorted(known)))


def _later(one: Contact, other: Contact) -> Record | None:
    found = [c.record for c in (one, other) if c.record]
    return max(found, key=lambda r: (r.updated, repr(r)), default=None)


def _earlier(one: _First | None, other: _First) -> _First:
    return min(one or other, other)


def _reached(contact: Contact) -> str:
    """When somebody of ours and the other side were both there; for a call that we began, when
    the other side picked up."""
    told = contact.told
    if told.method in _OUTWARD:
        return told.connected if told.answered or told.method == "API" else ""
    return told.answered
