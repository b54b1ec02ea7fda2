"""A time held for somebody who types, and the code that proves their number: pure rules."""

import hashlib
import hmac
from dataclasses import dataclass, replace

from chalicelib.errors import Conflict, Invalid, TooMany

CODE_SECONDS = 600
RESEND_SECONDS = 30
MAX_TRIES = 5
MAX_SENT = 4


@dataclass(frozen=True)
class Hold:
    """`token_hash` is kept, never the token; times in epoch seconds; the code only as a digest."""

    token_hash: str
    service_id: str
    branch_id: str
    practitioner_id: str
    resource_ids: tuple[str, ...]
    first_cell: int
    cells: int
    start: int
    anybody: bool
    phone: str | None = None
    code_digest: str | None = None
    code_expires: int = 0
    sent_at: int = 0
    sent: int = 0
    tries: int = 0
    version: int = 1

    @property
    def sheet_token(self) -> str:
        """What the sheets know the hold by."""
        return self.token_hash[:16]


def with_code(hold: Hold, phone: str, code: str, now: int) -> Hold:
    """The hold with a fresh code for a number; raises TooMany when that was asked too often.

    Whoever mistyped their number is asked for no pause before the right one gets its code.
    """
    if hold.tries >= MAX_TRIES:
        raise locked()
    too_soon = hold.phone == phone and now < hold.sent_at + RESEND_SECONDS
    if hold.sent >= MAX_SENT or too_soon:
        wait = max(1, hold.sent_at + RESEND_SECONDS - now)
        told = {"retry_after_seconds": wait if hold.sent < MAX_SENT else 3600}
        raise TooMany("Please wait before you ask for another code.", fields=told)
    return replace(
        hold,
        phone=phone,
        code_digest=code_digest(hold.token_hash, code),
        code_expires=now + CODE_SECONDS,
        sent_at=now,
        sent=hold.sent + 1,
        version=hold.version + 1,
    )


def tried(hold: Hold) -> Hold:
    """The hold with one more try, to be saved before the code is looked at."""
    if hold.tries >= MAX_TRIES:
        raise locked()
    return replace(hold, tries=hold.tries + 1, version=hold.version + 1)


def check_code(hold: Hold, phone: str, code: str, now: int) -> None:
    """Raises unless the code is the one that was sent to this number and still counts."""
    if hold.code_digest is None or hold.phone != phone:
        told = {"code": "Ask for a code for this number first."}
        raise Invalid("This number is not confirmed.", code="code_wrong", fields=told)
    if now >= hold.code_expires:
        raise Conflict("The code has expired. Please ask for a new one.", code="code_expired")
    if hmac.compare_digest(hold.code_digest, code_digest(hold.token_hash, code)):
        return
    left = MAX_TRIES - hold.tries
    if left <= 0:
        raise locked()
    told = {"code": "is not the one that was sent", "attempts_left": left}  # type: ignore[dict-item]
    raise Invalid("The code is not right.", code="code_wrong", fields=told)


def locked() -> TooMany:
    return TooMany("Too many wrong codes. Please call the clinic.", code="code_locked")


def code_digest(token_hash: str, code: str) -> str:
    """A code is short: it is kept only as a digest with the hold's own secret."""
    return hashlib.sha256(f"{token_hash} {code}".encode()).hexdigest()
