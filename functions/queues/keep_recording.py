"""A recording lies in Connect's bucket, in the shape in which S3 tells EventBridge."""

from typing import Any

from chalicelib import observe
from chalicelib.calls import hearing
from functions.queues.batches import each_message


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> Any:
    return each_message(event, _keep)


def _keep(told: dict[str, Any]) -> None:
    detail = told["detail"]
    hearing.hear_recording(detail["bucket"]["name"], detail["object"]["key"])
