"""A carrier reports what became of a text, in AWS's shape inside an SNS notification."""

import json
from typing import Any

from chalicelib import observe
from chalicelib.context import Context
from chalicelib.notices import actions
from functions.queues.batches import each_message


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> Any:
    return each_message(event, _settle)


def _settle(notification: dict[str, Any]) -> None:
    said = json.loads(notification["Message"])
    context = said.get("context") or {}
    if "message_id" in context:
        ctx = Context(context["tenant_id"])
        actions.settle_delivery(ctx, context["message_id"], said["eventType"])
