"""What is said over the wire about when practitioners are there."""

from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.appointments.schemas import AppointmentView
from chalicelib.clinic.schemas import Hours, PractitionerView
from chalicelib.edge.wire import Day, Id, ShortText, Version, WallTime, Wire


class HoursBody(Wire):
    hours: Hours
    version: Version


class HoursView(Wire):
    """`affected` are planned visits that now lie outside of the hours."""

    practitioner: PractitionerView
    affected: list[AppointmentView]


class LeaveBody(Wire):
    practitioner_id: Id
    from_: Annotated[WallTime, Field(alias="from")]
    to: WallTime
    reason: ShortText = ""


class LeaveView(Wire):
    id: str
    practitioner_id: str
    from_: Annotated[str, Field(alias="from")]
    to: str
    reason: str
    affected: list[str] = []


class LeaveQuery(Wire):
    practitioner_id: Id | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 100
    cursor: Annotated[str, StringConstraints(max_length=1000)] | None = None
