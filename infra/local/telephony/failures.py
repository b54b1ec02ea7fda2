"""Refusals: Connect's errors for SDKs, and what the core's mean to the exchange's own API."""

from __future__ import annotations

from typing import Any

from infra.local.standins.asked import Declined
from infra.local.telephony.core.failures import LimitReached, NotThere, Refused


class AwsError(Exception):
    """An error of the service; `extra` are further members of its shape."""

    def __init__(self, code: str, message: str, status: int = 400, **extra: Any) -> None:
        super().__init__(message)
        self.code, self.message, self.status, self.extra = code, message, status, extra

    def body(self) -> dict[str, Any]:
        return {"Message": self.message, **self.extra}


def invalid(message: str) -> AwsError:
    return AwsError("InvalidParameterException", message)


def missing(what: str) -> AwsError:
    return AwsError("ResourceNotFoundException", what, 404)


def duplicate(what: str) -> AwsError:
    return AwsError("DuplicateResourceException", what, 409)


def declined(failed: Exception) -> Declined | None:
    """What the core refuses, as /_local says it."""
    if isinstance(failed, NotThere):
        return Declined(404, "not_found", str(failed))
    if isinstance(failed, LimitReached):
        return Declined(429, "busy", str(failed))
    return Declined(409, "conflict", str(failed)) if isinstance(failed, Refused) else None
