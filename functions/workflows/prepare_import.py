"""Reads an uploaded file into chunks of rows."""

from dataclasses import asdict
from typing import Any

from chalicelib import observe
from chalicelib.context import Context
from chalicelib.imports import steps


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> dict[str, Any]:
    ids = {name: event[name] for name in ("tenant_id", "import_id")}
    place = steps.prepare(Context(ids["tenant_id"]), ids["import_id"])
    return {**ids, **asdict(place)}
