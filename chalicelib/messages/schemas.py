"""What is said about messages over the wire."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from chalicelib.edge.wire import Instant, Wire

Body = Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class TextRequest(Wire):
    body: Body


class MessageView(Wire):
    """`because` says why it was sent or not."""

    id: str
    kind: str
    channel: Literal["sms", "email", "voice"]
    direction: Literal["outbound", "inbound"]
    body: str
    to: str
    status: Literal[
        "pending", "calling", "sent", "delivered", "failed", "uncertain", "skipped", "received"
    ]
    because: str | None
    appointment_id: str | None
    at: Instant
