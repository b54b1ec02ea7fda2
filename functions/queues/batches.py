"""How a batch of SQS messages is worked off: one that fails comes back alone."""

import json
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)

from chalicelib import observe

Work = Callable[[dict[str, Any]], None]


def each_message(event: dict[str, Any], lambda_context: Any, work: Work) -> Any:
    """Call `work` with every message's JSON body; gives the ids of those that failed."""

    def one(record: Any) -> None:
        try:
            work(json.loads(record.body))
        except Exception as error:
            observe.failed(error)
            raise

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    return process_partial_response(event, one, processor, lambda_context)
