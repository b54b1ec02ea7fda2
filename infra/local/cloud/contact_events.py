"""The patch that lets the telephone exchange put events in Connect's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from infra.local.cloud.fitting import replace

NAME = "contact-events"
_SOURCE = "aws.connect"
# How the exchange marks them (infra/local/telephony/outbox.py); the product has no such mark.
_MARK = "Root=1-frontdesk-telephony"


def apply() -> None:
    """PutEvents refuses sources of AWS; Connect itself is on this machine the exchange."""
    replace(NAME, "services.eventbridge:_put_events", "ebcda0f38061", _marked_too)


def _marked_too(original: Callable[..., Any]) -> Callable[..., Any]:
    def put_events(data: dict[str, Any], allow_aws_source: bool = False) -> Any:
        return original(data, allow_aws_source or _is_marked(data))

    return put_events


def _is_marked(data: dict[str, Any]) -> bool:
    entries = data.get("Entries") or []
    return bool(entries) and all(
        entry.get("Source") == _SOURCE and entry.get("TraceHeader") == _MARK for entry in entries
    )
