"""How a batch of SQS messages is worked off: one that fails comes back alone."""

import json
from collections.abc import Callable
from typing import Any

from chalicelib import observe

Work = Callable[[dict[str, Any]], None]


def each_message(event: dict[str, Any], work: Work) -> dict[str, Any]:
    """Call `work` with every message's JSON body; gives the ids of those that failed.

    In the shape of Lambda's partial batch responses. Powertools has the same for every source,
    with whose shapes it brings sixty modules into each start.
    """
    failed = [record["messageId"] for record in event["Records"] if not _worked(record, work)]
    return {"batchItemFailures": [{"itemIdentifier": each} for each in failed]}


def _worked(record: dict[str, Any], work: Work) -> bool:
    try:
        work(json.loads(record["body"]))
    except Exception as error:
        observe.failed(error)
        return False
    return True
