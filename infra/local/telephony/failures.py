"""Refusals: Connect's errors for SDKs, and one plain shape for the exchange's own API."""

from __future__ import annotations

from typing import Any


class AwsError(Exception):
    """An error of the service; `extra` are further members of its shape."""

    def __init__(self, code: str, message: str, status: int = 400, **extra: Any) -> None:
        super().__init__(message)
        self.code, self.message, self.status, self.extra = code, message, status, extra

    def body(self) -> dict[str, Any]:
        return {"Message": self.message, **self.extra}


class Declined(Exception):
    """What /_local answers instead of a result; `status` is the HTTP status."""

    def __init__(self, status: int, code: str, message: str, /, **fields: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.fields = status, code, message, fields

    def body(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "fields": self.fields}


def invalid(message: str) -> AwsError:
    return AwsError("InvalidParameterException", message)


def missing(what: str) -> AwsError:
    return AwsError("ResourceNotFoundException", what, 404)


def duplicate(what: str) -> AwsError:
    return AwsError("DuplicateResourceException", what, 409)
