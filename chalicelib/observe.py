"""Logs and metrics of every function: tenant and request named, nothing personal, ever."""

import functools
import traceback
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

logger = Logger(service="frontdesk")
metrics = Metrics(namespace="Frontdesk", service="frontdesk")

Handler = Callable[[Any, Any], Any]


def observed(handler: Handler) -> Handler:
    """Wrap a function's handler: request id in each line, one metric per outcome, no raw errors."""

    @functools.wraps(handler)
    def run(event: Any, lambda_context: Any) -> Any:
        logger.append_keys(request_id=getattr(lambda_context, "aws_request_id", None))
        try:
            result = handler(event, lambda_context)
        except Exception as error:
            failed(error)
            raise
        else:
            metrics.add_metric(name="Handled", unit=MetricUnit.Count, value=1)
            return result
        finally:
            metrics.flush_metrics()
            logger.remove_keys(["tenant_id"])

    return run


def failed(error: Exception) -> None:
    """Log where an error arose, without its message, which may quote what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    response = getattr(error, "response", None) or {}
    code = response.get("Error", {}).get("Code") if isinstance(response, dict) else None
    told = {"error": type(error).__name__, "code": code, "where": where[-8:]}
    logger.error("failed", extra=told)
    metrics.add_metric(name="Failed", unit=MetricUnit.Count, value=1)


def count(name: str, value: float = 1) -> None:
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)
