"""News for open handset pages: Server-Sent Events that carry ids only."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from typing import Any

_QUIET_SECONDS = 15
_BACKLOG = 1000
_Listener = tuple[asyncio.AbstractEventLoop, "asyncio.Queue[str]"]


class Feed:
    """Told from any thread, heard by every open stream."""

    def __init__(self) -> None:
        self._listeners: set[_Listener] = set()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._listeners)

    def tell(self, event: str, **data: Any) -> None:
        frame = f"event: {event}\ndata: {json.dumps(data)}\n\n"
        with self._lock:
            for loop, queue in self._listeners:
                loop.call_soon_threadsafe(_offer, queue, frame)

    async def stream(self) -> AsyncIterator[str]:
        """Frames as they come, and a comment when nothing did for a while."""
        listener: _Listener = (asyncio.get_running_loop(), asyncio.Queue(_BACKLOG))
        with self._lock:
            self._listeners.add(listener)
        try:
            yield ": open\n\n"
            while True:
                yield await _next(listener[1])
        finally:
            with self._lock:
                self._listeners.discard(listener)


def _offer(queue: "asyncio.Queue[str]", frame: str) -> None:
    """A page that has stopped reading loses news; it refetches when it is back."""
    if not queue.full():
        queue.put_nowait(frame)


async def _next(queue: "asyncio.Queue[str]") -> str:
    try:
        return await asyncio.wait_for(queue.get(), _QUIET_SECONDS)
    except TimeoutError:
        return ": quiet\n\n"
