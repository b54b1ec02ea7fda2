"""The patch by which a queue keeps the address that it was made with, whatever the port is now."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from infra.local.cloud.fitting import replace

NAME = "queue-addresses"


def apply() -> None:
    """The emulator looks a function's queue up by an address with its present port: on another
    port than the one that the state was saved on, no message would ever reach a function."""
    replace(NAME, "services.sqs:_queue_url", "dc997b82b8d6", _as_it_was_made)


def _as_it_was_made(original: Callable[[str], str]) -> Callable[[str], str]:
    queues: Any = import_module("ministack.services.sqs")

    def queue_url(name: str) -> str:
        return str(queues._queue_name_to_url.get(name) or original(name))

    return queue_url
