"""What a patient's page behind a link and the API say to each other."""

from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.appointments.schemas import Days
from chalicelib.edge.wire import Day, Instant, Name, ShortText, Wire

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
LinkText = Annotated[str, StringConstraints(max_length=100)]


class ClinicView(Wire):
    name: str
    phone: str
    color: str
    language: str


class VisitView(Wire):
    """`why` says what prevents a change: notice_passed, moves_exhausted, conflict, or nothing.

    `over`: its time has passed, whether or not anybody noted who came.
    """

    id: str
    status: str
    confirmed: bool
    over: bool
    start: Instant
    end: Instant
    wall: str
    zone: str
    service_id: str
    service_name: str
    practitioner_id: str
    practitioner_name: str
    branch_name: str
    branch_address: str
    preparation: str
    can_confirm: bool
    can_move: bool
    can_cancel: bool
    moves_left: int
    cancel_notice_minutes: int
    why: str


class OtherVisit(Wire):
    id: str
    wall: str
    zone: str
    service_name: str
    practitioner_name: str
    confirmed: bool


class Person(Wire):
    """`nameless` is somebody who booked by phone: nothing but their number is known."""

    given_name: str
    nameless: bool


class VisitPage(Wire):
    """`link` is a new token after a change that made the old one void."""

    clinic: ClinicView
    visit: VisitView
    others: list[OtherVisit]
    patient: Person
    language: str
    link: str | None = None


class TokenQuery(Wire):
    t: LinkText | None = None


class VisitSlotsQuery(Wire):
    from_: Annotated[Day | None, Field(alias="from")] = None
    days: Days = 7


class CancelVisit(Wire):
    reason: ShortText = ""


class PersonDetails(Wire):
    """What whoever booked by phone is asked for."""

    given_name: Name
    family_name: Annotated[str, StringConstraints(max_length=120)] = ""
    birth_date: Day | None = None


class MoveVisit(Wire):
    start: Instant
    idempotency_key: Key | None = None
