"""Amazon Connect tells what happens to a contact, in EventBridge's shape."""

from typing import Any

from chalicelib import observe
from chalicelib.calls import hearing
from functions.queues.batches import each_message


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> Any:
    return each_message(event, hearing.hear_event)
