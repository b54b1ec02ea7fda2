"""Serves the built pages as CloudFront serves them from their bucket."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from infra.local.frontdoor.distribution import Distribution
from infra.pages import caching

_UNBUILT = "The pages are not built yet: run `make up`."


class Pages(StaticFiles):
    """Files of web/dist, with deep links opening their page."""

    def __init__(self, folder: Path, distribution: Distribution) -> None:
        super().__init__(directory=folder, check_dir=False, html=False)
        self._distribution = distribution
        self._folder = folder

    async def get_response(self, path: str, scope: Scope) -> Response:
        asked = Request(scope).url.path
        try:
            answer = await super().get_response(page_of(asked).lstrip("/"), scope)
        except HTTPException as refused:
            text = "There is no such page." if self._folder.is_dir() else _UNBUILT
            answer = PlainTextResponse(text, status_code=refused.status_code)
        headers = MutableHeaders(raw=answer.raw_headers)
        headers.update(self._distribution.headers(asked))
        headers["cache-control"] = caching(asked) if answer.status_code < 400 else "no-store"
        answer.raw_headers = headers.raw
        return answer


def page_of(path: str) -> str:
    """The file behind an address; the distribution's own function says the same in JavaScript."""
    if path.startswith("/console") and "." not in path:
        return "/console/index.html"
    if path.startswith("/v/"):
        return "/v/index.html"
    if path.startswith("/book/"):
        return "/book/index.html"
    if path.startswith("/handset"):
        return "/none"  # a part of the local cloud, on an origin of its own
    return path if "." in path else "/index.html"
