"""What is said about calls over the wire."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from chalicelib.appointments.schemas import AppointmentView
from chalicelib.edge.wire import Day, Id, Instant, LongText, Paged, Phone, Wire
from chalicelib.inquiries.schemas import InquiryView
from chalicelib.missed.schemas import MissedCallView
from chalicelib.patients.schemas import PatientHitView
from chalicelib.timeline.schemas import TimelineEntry

Direction = Literal["inbound", "outbound"]
Status = Literal["menu", "dialling", "waiting", "callback", "talking", "ended"]
Outcome = Literal[
    "booked", "moved", "cancelled", "confirmed", "stopped", "informed", "answered", "question",
    "callback", "voicemail", "abandoned", "after_hours", "cut_off", "no_answer",
    "other",
]  # fmt: skip
Wrapped = Literal[
    "booked", "moved", "cancelled", "confirmed", "answered", "question", "no_answer", "other"
]
_LONGEST_DAYS = 92
ContactId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class AgentName(Wire):
    """A colleague."""

    id: str
    name: str


class PromisedCallback(Wire):
    """A caller was promised a call until then; it is broken when nobody spoke to them in time."""

    number: str
    until: Instant
    state: Literal["pending", "kept", "broken"]


class CallView(Wire):
    """`contact_id` is the first contact's of the chain. `outcome` is null while it goes on,
    `number` empty where it is withheld; `calls_refused`: it is on the do-not-call list.
    `recording` tells whether one can be listened to yet."""

    contact_id: str
    direction: Direction
    status: Status
    outcome: Outcome | None
    missed: bool
    number: str
    number_display: str
    calls_refused: bool
    started_at: Instant
    answered_at: Instant | None
    ended_at: Instant | None
    wait_seconds: int | None
    talk_seconds: int | None
    agent: AgentName | None
    patient: PatientHitView | None
    note: str
    wrapped_up: bool
    callback: PromisedCallback | None
    recording: Literal["none", "pending", "ready"]


class CallsQuery(Paged):
    """Newest first; local days of the clinic, both included, of the last 30 where none are said.

    `agent_id` is a colleague's id. `missed` are calls that nobody answered and came to nothing,
    `promised` those whose caller was promised a call back, whatever has become of it.
    """

    direction: Direction | None = None
    outcome: Outcome | None = None
    agent_id: Id | None = None
    number: Phone | None = None
    missed: bool | None = None
    promised: bool | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None

    @model_validator(mode="after")
    def _a_quarter_at_most(self) -> "CallsQuery":
        if self.from_ and self.to and not 0 <= (self.to - self.from_).days < _LONGEST_DAYS:
            raise ValueError(f"to must lie 0 to {_LONGEST_DAYS - 1} days after from")
        return self


class WrapUpBody(Wire):
    """What the operator notes after the call; the last one counts."""

    outcome: Wrapped
    note: LongText = ""
    patient_id: Id | None = None


class PopPerson(Wire):
    """Somebody who is reached by the caller's number."""

    patient: PatientHitView
    language: str
    note: str
    next_visit: AppointmentView | None
    last_visit: AppointmentView | None
    last_contacts: list[TimelineEntry]
    open_inquiries: list[InquiryView]


class InquiryDraft(Wire):
    """What an unknown number is filled in with."""

    source: Literal["phone"] = "phone"
    reason: Literal["question"] = "question"
    phone: str
    phone_display: str
    language: str


class PopView(Wire):
    """All that an operator should see when a call comes in; `draft` where nobody is known."""

    call: CallView
    people: list[PopPerson]
    missed_call: MissedCallView | None
    draft: InquiryDraft | None


class RecordingView(Wire):
    """An address that is good for a few minutes."""

    url: str
    expires_at: Instant


class BoardCall(Wire):
    """A call that goes on; `since` is when its status began. `agent_id` is a colleague's id."""

    contact_id: str
    direction: Direction
    status: Status
    number: str
    number_display: str
    since: Instant
    agent_id: str | None


class BoardQueue(Wire):
    """`waiting` callers, `callbacks` that are to be made, and since when the longest waits."""

    name: str
    waiting: int
    callbacks: int
    talking: int
    longest_since: Instant | None


class BoardAgent(Wire):
    """`state` is Connect's word (Available, Offline …), or Talking while in a call."""

    id: str
    name: str
    state: str
    since: Instant | None
    contact_id: str | None


class BoardView(Wire):
    at: Instant
    today: date
    queues: list[BoardQueue]
    calls: list[BoardCall]
    agents: list[BoardAgent]
