"""The clinic is open again: text somebody who could not reach it, if that is still wanted."""

from typing import Any

from chalicelib import observe
from chalicelib.context import Context
from chalicelib.missed import actions


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> None:
    """Takes {tenant_id, missed_call_id}."""
    ctx = Context(event["tenant_id"])
    observe.logger.append_keys(tenant_id=ctx.tenant_id)
    actions.text(ctx, event["missed_call_id"])
