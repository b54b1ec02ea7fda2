"""One due timer: decide whether its reminders are still true, and send those that are."""

from typing import Any

from chalicelib import observe
from chalicelib.context import Context
from chalicelib.notices import actions


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> dict[str, Any]:
    """Takes {tenant_id, appointment_id, version}; gives {looked_at}."""
    ctx = Context(event["tenant_id"])
    observe.logger.append_keys(tenant_id=ctx.tenant_id)
    return {"looked_at": actions.remind(ctx, event["appointment_id"], int(event["version"]))}
