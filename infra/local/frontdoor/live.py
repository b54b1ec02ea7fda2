"""Passes open consoles' live connections on to the WebSocket API."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from infra.local.frontdoor.api import STAGE
from infra.local.frontdoor.told import NotDeployed, Told


def endpoint(told: Told, cloud: str) -> Callable[[WebSocket], Awaitable[None]]:
    """The handler of /live."""

    async def pass_on(near: WebSocket) -> None:
        try:
            far = await _connected(told, cloud, near.scope["query_string"].decode())
        except (OSError, InvalidHandshake, NotDeployed, TimeoutError):
            await near.close()  # before the handshake's end: the browser sees 403
            return
        await near.accept()
        async with far:
            await _until_one_ends(_outward(near, far), _inward(near, far))

    return pass_on


async def _connected(told: Told, cloud: str, query: str) -> ClientConnection:
    path = f"/_aws/execute-api/{told.get('resources', 'Live')}/{STAGE}"
    address = f"ws://{urlsplit(cloud).netloc}{path}" + (f"?{query}" if query else "")
    return await connect(address, open_timeout=29, proxy=None)


async def _until_one_ends(*directions: Awaitable[None]) -> None:
    tasks = [asyncio.ensure_future(each) for each in directions]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _outward(near: WebSocket, far: ClientConnection) -> None:
    with contextlib.suppress(WebSocketDisconnect, ConnectionClosed):
        while True:
            await far.send(await near.receive_text())


async def _inward(near: WebSocket, far: ClientConnection) -> None:
    with contextlib.suppress(ConnectionClosed, WebSocketDisconnect, RuntimeError):
        async for message in far:
            text = message if isinstance(message, str) else message.decode()
            await near.send_text(text)
    with contextlib.suppress(RuntimeError):
        await near.close()
