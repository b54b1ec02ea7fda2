"""A message of which nobody reported what became of it."""

from typing import Any

from chalicelib import observe
from chalicelib.context import Context
from chalicelib.notices import actions


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> None:
    """Takes {tenant_id, message_id}."""
    ctx = Context(event["tenant_id"])
    observe.logger.append_keys(tenant_id=ctx.tenant_id)
    actions.settle(ctx, event["message_id"])
