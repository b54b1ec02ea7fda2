"""Stripe said that something changed for a customer: read what is true now."""

from typing import Any

from chalicelib import observe
from chalicelib.billing import actions
from functions.queues.batches import each_message


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> Any:
    return each_message(event, _sync)


def _sync(body: dict[str, Any]) -> None:
    actions.handle_event(body["event_id"], body["customer_id"])
