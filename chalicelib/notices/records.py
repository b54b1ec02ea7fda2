"""What a contact record tells of a reminder's call: whose it was, and whether somebody answered."""

from dataclasses import dataclass
from typing import Any

from chalicelib.notices import calls
from chalicelib.tenants import actions as tenants

# Connect has no word for a busy line or for nobody: it is all of what did not connect.
_BROKEN = frozenset(
    {
        "TELECOM_PROBLEM", "OUTBOUND_ATTEMPT_FAILED", "OUTBOUND_RESOURCE_ERROR",
        "OUTBOUND_DESTINATION_ENDPOINT_ERROR",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Ended:
    """A call that is over. `ours` is the clinic's number, by which its tenant is found."""

    message_id: str
    contact_id: str
    ours: str
    result: str


def hear(record: dict[str, Any]) -> None:
    """Settle the reminder that a record is about, if it is about one; told twice, once."""
    ended = read(record)
    ctx = tenants.context_of_number(ended.ours) if ended else None
    if ended is not None and ctx is not None:
        calls.settle(ctx, ended.message_id, ended.contact_id, ended.result)


def read(record: dict[str, Any]) -> Ended | None:
    """A record of Kinesis; None where it is no ended call of a reminder's, or a later part of one.

    An answer by a machine is an answer: without a campaign nobody tells them apart.
    """
    message_id = (record.get("Attributes") or {}).get("message_id")
    contact_id, ended = record.get("ContactId"), record.get("DisconnectTimestamp")
    ours = (record.get("SystemEndpoint") or {}).get("Address")
    is_part = record.get("InitialContactId") not in (None, "", contact_id)
    if not (message_id and contact_id and ours and ended) or is_part:
        return None
    result = calls.BROKEN if record.get("DisconnectReason") in _BROKEN else calls.NO_ANSWER
    if record.get("ConnectedToSystemTimestamp"):
        result = calls.ANSWERED
    return Ended(str(message_id), str(contact_id), str(ours), result)
