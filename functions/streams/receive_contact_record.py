"""Amazon Connect's stream brings contact records and agents' events.

The batch comes again as a whole when one fails, so what can't be read at all is let go.
"""

import base64
import json
from typing import Any

from chalicelib import observe
from chalicelib.calls import hearing
from chalicelib.notices import records


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> None:
    for record in event["Records"]:
        told = _read(record["kinesis"]["data"])
        if told is None:
            observe.count("RecordsUnreadable")
        else:
            hearing.hear_record(told)
            records.hear(told)


def _read(data: str) -> dict[str, Any] | None:
    try:
        told = json.loads(base64.b64decode(data))
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
