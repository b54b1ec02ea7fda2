"""A visit was booked, by whatever way: nobody has to call its patient back any more."""

from datetime import UTC, datetime
from typing import Any

from chalicelib import observe
from chalicelib.context import Context
from chalicelib.missed import actions
from functions.queues.batches import each_message


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> Any:
    return each_message(event, _close)


def _close(fact: dict[str, Any]) -> None:
    detail = fact["detail"]
    booked_at = datetime.strptime(detail["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    actions.close_booked(Context(detail["tenant_id"]), detail["patient_id"], booked_at)
