"""The link that a patient gets: which visit, as of which change, until when; short enough for SMS.

22 bytes (tenant 10 and visit 16 letters of base32, version of the schedule, expiry in hours) and a
10-byte HMAC-SHA-256, together 43 characters of base64url.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from chalicelib import clock, config
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.errors import NotFound
from chalicelib.gateways import secrets

_KEPT = timedelta(days=7)
_LETTERS, _BYTES, _SIGNATURE = 26, 17, 10


@dataclass(frozen=True)
class Link:
    """What a link says, once its signature was right."""

    tenant_id: str
    appointment_id: str
    schedule_version: int
    expires: datetime


def url(ctx: Context, visit: Appointment) -> str:
    """The address of the patient's page for this visit as it is now."""
    return f"{config.public_url()}/v/{token(ctx, visit)}"


def token(ctx: Context, visit: Appointment) -> str:
    ids = (ctx.tenant_id + visit.id).upper()
    padded = ids + "A" * (-len(ids) % 8)
    hours = int((visit.end + _KEPT).timestamp()) // 3600
    payload = (
        base64.b32decode(padded)[:_BYTES]
        + visit.schedule_version.to_bytes(2, "big")
        + hours.to_bytes(3, "big")
    )
    return base64.urlsafe_b64encode(payload + _sign(payload)).decode().rstrip("=")


def read(text: str) -> Link:
    """What the link says; raises NotFound link_invalid or link_expired."""
    try:
        data = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        data = b""
    payload, signature = data[: _BYTES + 5], data[_BYTES + 5 :]
    # The text must be the one spelling of its bytes: base64 itself would overlook a changed letter.
    spelled = base64.urlsafe_b64encode(data).decode().rstrip("=")
    if len(text) != 43 or text != spelled or not hmac.compare_digest(signature, _sign(payload)):
        raise NotFound("This link is not complete.", code="link_invalid")
    ids = base64.b32encode(payload[:_BYTES] + bytes(3)).decode().lower()[:_LETTERS]
    version = int.from_bytes(payload[_BYTES : _BYTES + 2], "big")
    expires = datetime.fromtimestamp(int.from_bytes(payload[_BYTES + 2 :], "big") * 3600, UTC)
    if expires < clock.now():
        raise NotFound("This link has expired.", code="link_expired")
    return Link(ids[:10], ids[10:], version, expires)


def _sign(payload: bytes) -> bytes:
    made = hmac.new(secrets.signing_key(), b"visit" + payload, hashlib.sha256)
    return made.digest()[:_SIGNATURE]
