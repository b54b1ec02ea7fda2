"""A stand-in as a process: on loopback only, its address printed, its workers beside it."""

import argparse
import json
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.standins.worker import Worker

HOSTS = Middleware(
    TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "*.localhost", "[::1]"]
)


def arguments(prog: str, about: str | None) -> argparse.ArgumentParser:
    """What every stand-in is told."""
    parser = argparse.ArgumentParser(prog=f"python -m {prog}", description=about)
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder of what is kept")
    parser.add_argument("--cloud", required=True, help="address of the local cloud")
    parser.add_argument("--clock-file", type=Path)
    parser.add_argument("--region", default="eu-central-1")
    parser.add_argument("--account", default="000000000000")
    return parser


def serve(port: int, build: Callable[[], Starlette]) -> None:
    """Until it is ended; prints its address once it listens."""
    listening = _listen(port)
    print(json.dumps({"url": f"http://127.0.0.1:{listening.getsockname()[1]}"}), flush=True)
    config = uvicorn.Config(
        build(), log_level="critical", access_log=False, timeout_graceful_shutdown=1
    )
    uvicorn.Server(config).run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    """Loopback only; a port in use ends with one sentence."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError:
        sys.exit(f"Port {port} is in use: stop what listens there or give another --port.")
    listening.listen(128)
    return listening


def working(workers: list[Worker]) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """An application's life: its workers begin and end with it."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        for worker in workers:
            worker.start()
        yield
        for worker in workers:
            worker.stop()

    return lifespan


async def _ready(request: Request) -> Response:
    return JSONResponse({"ready": True})


async def _nothing(request: Request) -> Response:
    error = {"code": "not_found", "message": "There is nothing at this address", "fields": {}}
    return JSONResponse(error, 404)


READY = Route("/_local/ready", _ready)
NOTHING_ELSE = Route("/_local/{rest:path}", _nothing)
