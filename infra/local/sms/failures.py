"""Refusals: AWS's error shapes for SDKs, and one plain shape for the stand-in's own API."""

from typing import Any

SERVER_FAULTS = {"InternalServerException"}


class AwsError(Exception):
    """An error of the service's own model; `extra` holds Reason, Fields, ResourceType …"""

    def __init__(self, code: str, message: str, status: int = 0, **extra: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status or (500 if code in SERVER_FAULTS else 400)
        self.extra = {name: value for name, value in extra.items() if value is not None}

    def body(self) -> dict[str, Any]:
        """The answer's JSON as AWS JSON 1.0 writes it."""
        kind = f"com.amazonaws.pinpointsmsvoicev2#{self.code}"
        return {"__type": kind, "Message": self.message, **self.extra}


class Refused(Exception):
    """What /_local answers instead of a result; `status` is the HTTP status."""

    def __init__(self, status: int, code: str, message: str, **fields: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields

    def body(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "fields": self.fields}


def invalid(reason: str, message: str, *fields: tuple[str, str]) -> AwsError:
    """ValidationException; `fields` are pairs of parameter name and complaint."""
    named = [{"Name": name, "Message": complaint} for name, complaint in fields]
    return AwsError("ValidationException", message, Reason=reason, Fields=named or None)


def missing(kind: str, name: str) -> AwsError:
    """ResourceNotFoundException; `kind` is one of the model's ResourceType."""
    message = f"The {kind} {name} doesn't exist"
    return AwsError("ResourceNotFoundException", message, ResourceType=kind, ResourceId=name)


def conflict(reason: str, message: str, kind: str, name: str) -> AwsError:
    """ConflictException; `reason` is one of the model's ConflictExceptionReason."""
    return AwsError("ConflictException", message, Reason=reason, ResourceType=kind, ResourceId=name)
