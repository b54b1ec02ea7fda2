"""Not written yet."""

from typing import Any


def handler(event: Any, lambda_context: Any) -> None:
    raise NotImplementedError
