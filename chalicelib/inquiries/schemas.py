"""What is said about contacts over the wire."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from chalicelib.edge.wire import Day, Id, Instant, Paged, Version, Wire
from chalicelib.patients.schemas import PatientHitView

Source = Literal["widget", "link", "sms", "console", "phone"]
Outcome = Literal["booked", "confirmed", "moved", "cancelled", "answered", "stopped", "none"]
_LONGEST_DAYS = 92


class InquiryView(Wire):
    """`outcome` is null while it is open; `owner_id` a colleague's id."""

    id: str
    source: str
    reason: str
    status: Literal["open", "closed"]
    patient: PatientHitView | None
    phone: str
    appointment_id: str | None
    text: str | None
    campaign: dict[str, str] | None
    outcome: str | None
    owner_id: str | None
    due_at: Instant | None
    created_at: Instant
    version: int


class InquiriesQuery(Paged):
    status: Literal["open", "closed", "all"] = "open"
    source: Source | None = None


class InquiryChange(Wire):
    """What is left out stays; owner_id null gives it back to everybody."""

    status: Literal["open", "closed"] | None = None
    outcome: Outcome | None = None
    owner_id: Id | None = None
    version: Version


class SummaryQuery(Wire):
    """Local days of the clinic, both included."""

    from_: Annotated[Day, Field(alias="from")]
    to: Day

    @model_validator(mode="after")
    def _a_quarter_at_most(self) -> "SummaryQuery":
        if not 0 <= (self.to - self.from_).days < _LONGEST_DAYS:
            raise ValueError(f"to must lie 0 to {_LONGEST_DAYS - 1} days after from")
        return self


class SummaryLine(Wire):
    source: str
    outcome: str
    count: int


class SummaryView(Wire):
    """Only what happened at least once, by source and outcome."""

    total: int
    items: list[SummaryLine]
