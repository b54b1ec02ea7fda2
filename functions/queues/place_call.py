"""A reminder's call is to be placed: one after the other, since an account may begin two a second.

Two of this function run at most (the queue's MaximumConcurrency), with one message each, and each
takes a second at least. That makes two calls a second, whatever lies in the queue.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib import observe
from chalicelib.context import Context
from chalicelib.notices import placing
from functions.queues.batches import each_message

PACE_SECONDS = 1.0


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> Any:
    """Takes {tenant_id, message_id, attempt} in each message."""
    return each_message(event, _place)


def _place(body: dict[str, Any]) -> None:
    with _paced():
        placing.place(Context(body["tenant_id"]), body["message_id"], int(body["attempt"]))


@contextmanager
def _paced() -> Iterator[None]:
    began = time.monotonic()
    try:
        yield
    finally:
        time.sleep(max(0.0, PACE_SECONDS - (time.monotonic() - began)))
