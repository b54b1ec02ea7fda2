"""The patch that keeps a table's stream, and what was not yet delivered of it, over a restart."""

from __future__ import annotations

import copy
from collections.abc import Callable
from importlib import import_module
from typing import Any

from infra.local.cloud.fitting import fitting, replace

NAME = "stream-positions"
_KEY = "frontdesk_streams"


def apply() -> None:
    """Saves stream records with their positions.

    The emulator saves how far each reader is, but starts the stream at zero again: without
    this, as many events as were ever read would pass unseen after a restart.
    """
    fitting(NAME, "services.dynamodb:stream_records_since", "aed31a353fda")
    replace(NAME, "services.dynamodb:get_state", "ce90690a6033", _with_streams)
    replace(NAME, "services.dynamodb:load_persisted_state", "6f58d9dc1e6e", _restoring_streams)


def _with_streams(original: Callable[[], Any]) -> Callable[[], Any]:
    tables = original.__globals__

    def get_state() -> Any:
        kept = import_module("ministack.core.responses").AccountRegionScopedDict()
        for (account, region, table), records in list(tables["_stream_records"].all_items()):
            trimmed = tables["_stream_trimmed"].get_scoped(account, region, table, 0)
            start = min(max(_slowest_reader(table), trimmed), trimmed + len(records))
            undelivered = copy.deepcopy(records[start - trimmed :])
            kept.set_scoped(account, region, table, {"start": start, "records": undelivered})
        return {**original(), _KEY: kept}

    return get_state


def _slowest_reader(table: str) -> int:
    """The position that the furthest-behind function has read a table's stream to."""
    functions = import_module("ministack.services.lambda_svc")
    readers = {
        mapping["UUID"]
        for mapping in list(functions._esms._data.values())
        if f":table/{table}/stream/" in mapping.get("EventSourceArn", "")
    }
    positions = functions._dynamodb_stream_positions._data
    return min((at for key, at in list(positions.items()) if key[-1] in readers), default=10**12)


def _restoring_streams(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    tables = original.__globals__

    def load_persisted_state(data: Any) -> Any:
        streams = data.pop(_KEY, None) if data else None
        result = original(data)
        for (account, region, table), kept in streams.all_items() if streams is not None else []:
            tables["_stream_trimmed"].set_scoped(account, region, table, kept["start"])
            tables["_stream_records"].set_scoped(account, region, table, kept["records"])
        return result

    return load_persisted_state
