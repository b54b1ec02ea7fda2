"""A patient's text comes in, in AWS's shape inside an SNS notification."""

import json
from typing import Any

from chalicelib import observe
from chalicelib.replies import actions
from chalicelib.replies.actions import Text
from chalicelib.tenants import actions as tenants
from functions.queues.batches import each_message


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> Any:
    return each_message(event, _receive)


def _receive(notification: dict[str, Any]) -> None:
    said = json.loads(notification["Message"])
    ctx = tenants.context_of_number(said["destinationNumber"])
    if ctx is None:
        observe.count("TextsToNobody")
        return
    text = Text(said["inboundMessageId"], said["originationNumber"], said["messageBody"])
    actions.receive(ctx, text)
