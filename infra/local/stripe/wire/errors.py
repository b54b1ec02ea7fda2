"""The errors that the API answers with, in the shape that Stripe documents.

StripeError(400)
├── InvalidRequest(400)     a parameter or a state that forbids it
│   └── Malformed(400)      refused before the operation began; no idempotency key keeps it
├── ResourceMissing(404)    no such object in the path
├── Unauthenticated(401)    no key, or none of ours
├── IdempotencyMismatch(400)
├── KeyInUse(409)
├── CardDeclined(402)
├── RateLimited(429)
└── ApiFailure(500)
"""

from typing import Any, ClassVar

Json = dict[str, Any]


class StripeError(Exception):
    """`keeps_changes`: what the operation did stays done; `remembered`: a repeat hears it again."""

    status: ClassVar[int] = 400
    type: ClassVar[str] = "invalid_request_error"
    keeps_changes: ClassVar[bool] = False
    remembered: ClassVar[bool] = True

    def __init__(
        self, message: str, *, code: str | None = None, param: str | None = None, **more: Any
    ) -> None:
        super().__init__(message)
        self.message, self.code, self.param, self.more = message, code, param, more

    def body(self) -> Json:
        error: Json = {"type": self.type, "message": self.message, **self.more}
        if self.code:
            slug = self.code.replace("_", "-")
            error |= {"code": self.code, "doc_url": f"https://stripe.com/docs/error-codes/{slug}"}
        if self.param:
            error["param"] = self.param
        return {"error": error}


class InvalidRequest(StripeError):
    pass


class Malformed(InvalidRequest):
    remembered = False


class ResourceMissing(StripeError):
    status = 404

    def __init__(self, kind: str, identifier: str, param: str = "id") -> None:
        name = kind.rpartition(".")[2].replace("_", " ")
        super().__init__(f"No such {name}: '{identifier}'", code="resource_missing", param=param)


class Unauthenticated(StripeError):
    status = 401
    remembered = False


class IdempotencyMismatch(StripeError):
    type = "idempotency_error"
    remembered = False


class KeyInUse(StripeError):
    status = 409
    type = "idempotency_error"
    remembered = False


class CardDeclined(StripeError):
    status = 402
    type = "card_error"


class PaymentFailed(CardDeclined):
    """A decline that left its trace: the attempt is counted and told."""

    keeps_changes = True


class RateLimited(StripeError):
    status = 429
    remembered = False


class ApiFailure(StripeError):
    status = 500
    type = "api_error"
    remembered = False


def missing_reference(kind: str, identifier: str, param: str) -> InvalidRequest:
    """An id in a parameter that nothing has: 400, where one in the path is 404."""
    name = kind.rpartition(".")[2].replace("_", " ")
    message = f"No such {name}: '{identifier}'"
    return InvalidRequest(message, code="resource_missing", param=param)
