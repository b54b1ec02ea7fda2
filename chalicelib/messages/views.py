"""Messages as the wire shows them."""

from chalicelib.messages.model import Message
from chalicelib.messages.schemas import MessageView


def show(message: Message) -> MessageView:
    same = (
        "id", "kind", "channel", "direction", "body", "to", "status", "appointment_id", "at",
    )  # fmt: skip
    return MessageView(
        **{name: getattr(message, name) for name in same}, because=message.because or None
    )
