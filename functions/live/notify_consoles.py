"""Something happened: tell the clinic's open consoles, by ids only."""

from typing import Any

from chalicelib import observe
from chalicelib.context import Context
from chalicelib.live import actions


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> None:
    fact = event["detail"]
    actions.tell(Context(fact["tenant_id"]), fact)
