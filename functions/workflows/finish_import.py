"""Closes an import, whatever became of it."""

from typing import Any

from chalicelib import observe
from chalicelib.context import Context
from chalicelib.imports import steps


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> None:
    steps.finish(Context(event["tenant_id"]), event["import_id"], failed=event["failed"])
