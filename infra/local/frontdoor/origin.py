"""The product's origin: pages, API and live updates."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route, WebSocketRoute

from infra.local.frontdoor import live
from infra.local.frontdoor.api import Api
from infra.local.frontdoor.distribution import Distribution
from infra.local.frontdoor.pages import Pages
from infra.local.frontdoor.told import Told

_METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]
_LIVE_API = re.escape("wss://${Live}.execute-api.${AWS::Region}.amazonaws.com")
_FILES = re.escape("https://s3.${AWS::Region}.amazonaws.com/${Files}/")
_SOFTPHONE = re.escape("${SoftphoneOrigin}")


def application(told: Told, pages: Path, address: str, cloud: str) -> Starlette:
    """`address` is this origin's own, `cloud` where API Gateway and S3 answer."""
    api = Api(told, cloud)

    def stands_for() -> dict[str, str]:
        softphone = told.find("telephony") or "'none'"
        live = address.replace("http://", "ws://")
        return {_LIVE_API: live, _FILES: cloud, _SOFTPHONE: softphone}

    files = GZipMiddleware(Pages(pages, Distribution(stands_for)), minimum_size=500)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await api.close()

    return Starlette(
        routes=[
            Route("/api/{path:path}", api.pass_on, methods=_METHODS),
            WebSocketRoute("/live", live.endpoint(told, cloud)),
            Mount("/", files),
        ],
        lifespan=lifespan,
    )
