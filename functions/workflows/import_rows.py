"""Takes the next rows of an import into the patients."""

from dataclasses import asdict
from typing import Any

from chalicelib import observe
from chalicelib.context import Context
from chalicelib.imports import steps
from chalicelib.imports.steps import Place


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> dict[str, Any]:
    place = dict(event)
    ids = {name: place.pop(name) for name in ("tenant_id", "import_id")}
    after = steps.go_on(Context(ids["tenant_id"]), ids["import_id"], Place(**place))
    return {**ids, **asdict(after)}
