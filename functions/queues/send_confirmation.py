"""A visit was booked, moved or cancelled: tell its patient."""

from typing import Any

from chalicelib import observe
from chalicelib.context import Context
from chalicelib.notices import actions
from functions.queues.batches import each_message


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> Any:
    return each_message(event, _tell)


def _tell(fact: dict[str, Any]) -> None:
    detail = fact["detail"]
    if not detail.get("notify", True):
        return
    ctx = Context(detail["tenant_id"])
    actions.confirm(ctx, fact["detail-type"], detail["subject_id"], int(detail["version"]))
