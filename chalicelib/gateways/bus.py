"""Amazon EventBridge: put facts on the bus."""

import json
import time
from typing import Any

from chalicelib import config
from chalicelib.gateways import aws

SOURCE = "frontdesk"
_MOST = 10  # entries of one call
_TRIES = 4


class NotPublished(Exception):
    """Some facts are not on the bus; all may be put again, for their ids tell the same ones."""


def publish(facts: list[tuple[str, dict[str, Any]]]) -> None:
    """Put (name, detail) on the bus; what was not taken is tried again. Raises NotPublished."""
    entries = [
        {
            "EventBusName": config.bus_name(),
            "Source": SOURCE,
            "DetailType": name,
            "Detail": json.dumps(detail, separators=(",", ":")),
        }
        for name, detail in facts
    ]
    for at in range(0, len(entries), _MOST):
        _put(entries[at : at + _MOST])


def _put(entries: list[dict[str, str]]) -> None:
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(0.1 * 2**attempt)
        told = aws.client("events").put_events(Entries=entries)["Entries"]
        entries = [e for e, said in zip(entries, told, strict=True) if "ErrorCode" in said]
        if not entries:
            return
    raise NotPublished
