"""A visit was booked, moved, cancelled or confirmed: keep the contact that brought it about."""

from typing import Any

from chalicelib import observe
from chalicelib.context import Context
from chalicelib.inquiries import actions
from functions.queues.batches import each_message


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> Any:
    return each_message(event, _record)


def _record(fact: dict[str, Any]) -> None:
    detail = fact["detail"]
    actions.record_fact(Context(detail["tenant_id"]), fact["detail-type"], detail)
