"""Requests and answers held against botocore's own model of the service."""

from functools import cache

from botocore.model import OperationModel, ServiceModel
from botocore.session import get_session

from infra.local.standins.shapes import problems

SERVICE = "pinpoint-sms-voice-v2"


@cache
def model() -> ServiceModel:
    return get_session().get_service_model(SERVICE)


def operation(name: str) -> OperationModel | None:
    """The operation's model; None for a name that the service doesn't have."""
    known = name in model().operation_names
    return model().operation_model(name) if known else None


def token_name(found: OperationModel) -> str | None:
    """The input member by which a repeated request is known, where there is one."""
    for name, shape in found.input_shape.members.items():
        if shape.metadata.get("idempotencyToken"):
            return str(name)
    return None


__all__ = ["model", "operation", "problems", "token_name"]
