"""What is said about a patient's timeline over the wire."""

from typing import Literal

from chalicelib.appointments.schemas import AppointmentView
from chalicelib.edge.wire import Instant, Wire
from chalicelib.inquiries.schemas import InquiryView
from chalicelib.messages.schemas import MessageView


class TimelineEntry(Wire):
    """One of the three is there, as `kind` says; `at` is a visit's start, or when it came about."""

    at: Instant
    kind: Literal["appointment", "message", "inquiry"]
    appointment: AppointmentView | None = None
    message: MessageView | None = None
    inquiry: InquiryView | None = None
