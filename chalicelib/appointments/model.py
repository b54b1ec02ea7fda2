"""What a visit is and what may happen to it: pure rules, no clock, no tables."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from chalicelib.clinic.model import Service
from chalicelib.errors import Conflict

BOOKED, ARRIVED, FULFILLED, CANCELLED, NOSHOW = (
    "booked", "arrived", "fulfilled", "cancelled", "noshow",
)  # fmt: skip
# FHIR's words for an appointment, and from which each may follow.
_MAY_FOLLOW = {
    ARRIVED: {BOOKED, NOSHOW},
    FULFILLED: {BOOKED, ARRIVED, NOSHOW},
    NOSHOW: {BOOKED, ARRIVED},
    BOOKED: {ARRIVED, NOSHOW, FULFILLED},
}


@dataclass(frozen=True)
class Appointment:
    """One visit. `start`/`end` are UTC, `wall` the branch's clock at the start, `zone` its zone.

    `version` grows with every change; `schedule_version` only when the time that the patient was
    told stops being true: links, timers and reminders are bound to it. `first_cell` and `cells`
    are what the visit takes of each resource's sheet, its buffers included.
    """

    id: str
    patient_id: str
    service_id: str
    practitioner_id: str
    branch_id: str
    start: datetime
    end: datetime
    wall: str
    zone: str
    first_cell: int
    cells: int
    created_at: datetime
    source: str
    language: str
    service_name: str
    practitioner_name: str
    room_id: str | None = None
    status: str = BOOKED
    confirmed_at: datetime | None = None
    note: str = ""
    cancel_reason: str = ""
    moved_count: int = 0
    version: int = 1
    schedule_version: int = 1
    request_digest: str | None = None
    last_key: str | None = None

    @property
    def is_live(self) -> bool:
        """Still expected."""
        return self.status == BOOKED

    @property
    def day(self) -> date:
        """The local day."""
        return date.fromisoformat(self.wall[:10])

    @property
    def taken_cells(self) -> range:
        return range(self.first_cell, self.first_cell + self.cells)

    @property
    def resource_ids(self) -> list[str]:
        return [self.practitioner_id, *([self.room_id] if self.room_id else [])]


@dataclass(frozen=True)
class Leeway:
    """What a patient may still do with a visit; `why` is empty or a code of the contract."""

    can_move: bool
    can_cancel: bool
    moves_left: int
    why: str = ""


def leeway(visit: Appointment, service: Service | None, now: datetime) -> Leeway:
    """The service's notice and number of moves; a visit that is not live allows nothing."""
    if not visit.is_live or service is None:
        return Leeway(False, False, 0, "conflict")
    left = max(0, service.max_moves - visit.moved_count)
    until = visit.start - timedelta(minutes=service.cancel_notice_minutes)
    if now >= until:
        return Leeway(False, False, left, "notice_passed")
    return Leeway(left > 0, True, left, "" if left else "moves_exhausted")


def may_confirm(visit: Appointment, now: datetime) -> bool:
    """Only what is planned, not promised yet, and still to come."""
    return visit.is_live and visit.confirmed_at is None and now < visit.start


def confirmed(visit: Appointment, now: datetime) -> Appointment:
    """The same visit, confirmed; once confirmed it stays so, and nobody promises the past."""
    if not visit.is_live:
        raise _not_planned(visit)
    if visit.confirmed_at:
        return visit
    if now >= visit.start:
        raise Conflict("This visit has begun already.", fields={"start": "lies behind"})
    return replace(visit, confirmed_at=now, version=visit.version + 1)


def cancelled(visit: Appointment, reason: str, now: datetime) -> Appointment:
    if visit.status in (CANCELLED, FULFILLED):
        raise Conflict(f"This visit is already {visit.status}.", fields={"status": visit.status})
    _require_ahead(visit, now)
    return replace(
        visit,
        status=CANCELLED,
        cancel_reason=reason,
        version=visit.version + 1,
        schedule_version=visit.schedule_version + 1,
    )


def require_movable(visit: Appointment, now: datetime) -> None:
    """Only what is still expected can get another time; what is over is booked anew."""
    if not visit.is_live:
        raise Conflict("Only a planned visit can be moved.", fields={"status": visit.status})
    _require_ahead(visit, now)


def require_restorable(visit: Appointment, now: datetime) -> None:
    if visit.status != CANCELLED:
        raise Conflict("Only a cancelled visit can be restored.", fields={"status": visit.status})
    _require_ahead(visit, now)


def with_status(visit: Appointment, status: str, now: datetime) -> Appointment:
    """Arrived, fulfilled, noshow or booked again, as the order of a day allows."""
    if status == visit.status:
        return visit
    if visit.status not in _MAY_FOLLOW.get(status, set()):
        told = f"A visit that is {visit.status} can't become {status}."
        raise Conflict(told, fields={"status": visit.status})
    if status == NOSHOW and now < visit.start:
        raise Conflict("This visit has not begun yet.", fields={"status": "can't be noshow yet"})
    return replace(visit, status=status, version=visit.version + 1)


def _require_ahead(visit: Appointment, now: datetime) -> None:
    """A visit that is over stays as it was: its patient is told nothing, its time is not freed."""
    if now >= visit.end:
        raise Conflict("This visit is over.", fields={"end": "lies behind"})


def _not_planned(visit: Appointment) -> Conflict:
    return Conflict("This visit is not planned any more.", fields={"status": visit.status})
