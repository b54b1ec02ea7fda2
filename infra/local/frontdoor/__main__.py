"""Starts the front door and, on another origin, a fictional clinic's own website."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from infra.local.frontdoor import clinic, origin
from infra.local.frontdoor.told import Told
from infra.local.interpreters import LOCAL, ROOT
from infra.local.ports import HOST


def main() -> None:
    """Serves both origins until asked to end."""
    asked = _arguments()
    told = Told(asked.stack)
    address = f"http://{HOST}:{asked.port}"
    site = origin.application(told, asked.pages, address, asked.cloud)
    page = clinic.application(told, address)
    asyncio.run(_serve([(site, asked.port), (page, asked.clinic_port)]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="infra.local.frontdoor", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="of pages and API")
    parser.add_argument("--clinic-port", type=int, required=True, help="of the clinic's website")
    parser.add_argument("--cloud", required=True, help="address of the emulator")
    parser.add_argument("--stack", type=Path, default=LOCAL / "stack.json")
    parser.add_argument("--pages", type=Path, default=ROOT / "web" / "dist")
    return parser.parse_args()


async def _serve(applications: list[tuple[Starlette, int]]) -> None:
    servers = [_Server(_config(app, port)) for app, port in applications]

    def end() -> None:
        for server in servers:
            server.should_exit = True

    for asked in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(asked, end)
    await asyncio.gather(*(server.serve() for server in servers))


def _config(app: Starlette, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        HOST,
        port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=1,  # open live connections must not hold up `make down`
    )


class _Server(uvicorn.Server):
    """One of several servers of a process, which ends them together."""

    def capture_signals(self) -> contextlib.AbstractContextManager[None]:  # type: ignore[override]
        return contextlib.nullcontext()


if __name__ == "__main__":
    main()
