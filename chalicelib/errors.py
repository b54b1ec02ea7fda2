"""Every error that a caller may see.

AppError
├── Invalid (422)          something sent is wrong; `fields` names it
├── Unauthenticated (401)  nobody is signed in
├── Forbidden (403)        signed in, but not allowed
├── NotFound (404)         not there, or another clinic's
├── Conflict (409)         true when it was read, not any more
│   ├── SlotTaken          the time went to somebody else; carries alternatives
│   └── VersionChanged     somebody changed the thing in between
├── TooMany (429)          a limit was reached
└── Unavailable (503)      something that we need doesn't answer
"""

from collections.abc import Mapping
from typing import Any


class AppError(Exception):
    """`code` is stable and for programs, `message` is one sentence for people."""

    status = 500
    code = "internal"

    def __init__(
        self, message: str, *, code: str | None = None, fields: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.fields = dict(fields or {})

    def body(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "fields": self.fields}


class Invalid(AppError):
    status, code = 422, "invalid"


class Unauthenticated(AppError):
    status, code = 401, "unauthenticated"


class Forbidden(AppError):
    status, code = 403, "forbidden"


class NotFound(AppError):
    status, code = 404, "not_found"

    @classmethod
    def of(cls, what: str) -> "NotFound":
        return cls(f"There is no such {what}.")


class Conflict(AppError):
    status, code = 409, "conflict"


class SlotTaken(Conflict):
    code = "slot_taken"


class VersionChanged(Conflict):
    code = "version_changed"


class TooMany(AppError):
    status, code = 429, "too_many"


class Unavailable(AppError):
    status, code = 503, "unavailable"
