"""Refusals in AWS's error shapes, and what they mean to the stand-in's own API."""

from typing import Any

from infra.local.standins.asked import Declined

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


def declined(failed: Exception) -> Declined | None:
    """What the wire would refuse, /_local refuses, too."""
    known = isinstance(failed, AwsError)
    return Declined(422, "invalid", str(failed)) if known else None
