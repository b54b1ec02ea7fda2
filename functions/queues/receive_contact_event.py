"""Amazon Connect tells what happens to a contact, in EventBridge's shape."""

from typing import Any

from chalicelib import kinds, observe  # noqa: F401  (every item kind must be known)
from chalicelib.calls import hearing
from functions.queues.batches import each_message


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> Any:
    return each_message(event, lambda_context, hearing.hear_event)
