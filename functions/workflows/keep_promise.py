"""Somebody was to be called back until now: were they?"""

from typing import Any

from chalicelib import observe
from chalicelib.calls import promises
from chalicelib.context import Context


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> None:
    """Takes {tenant_id, call_id}."""
    ctx = Context(event["tenant_id"])
    observe.logger.append_keys(tenant_id=ctx.tenant_id)
    promises.look(ctx, event["call_id"])
