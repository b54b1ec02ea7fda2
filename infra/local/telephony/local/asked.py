"""One request to /_local, read and bounded, and its answer or refusal as JSON."""

from __future__ import annotations

import json
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.telephony.core.failures import LimitReached, NotThere, Refused
from infra.local.telephony.failures import Declined

Json = dict[str, Any]
_MOST_BYTES = 100_000


@dataclass(frozen=True)
class Asked:
    """`path` and `query` as strings, `body` a JSON object."""

    path: dict[str, str]
    query: dict[str, str]
    body: Json

    def text(self, name: str, needed: bool = True) -> str:
        """A string of the body; empty where it was left away."""
        value = self.body.get(name)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or not value:
            raise Declined(422, "invalid", f"{name} must be text", **{name: "required"})
        return value


def answering(
    function: Callable[[Asked], Any], status: int = 200
) -> Callable[[Request], Awaitable[Response]]:
    """A Starlette endpoint of a plain function, which runs in a thread of its own."""

    async def endpoint(request: Request) -> Response:
        try:
            path, query = dict(request.path_params), dict(request.query_params)
            asked = Asked(path, query, await _body(request))
            return JSONResponse(await run_in_threadpool(function, asked), status)
        except Declined as refused:
            return JSONResponse(refused.body(), refused.status)
        except Refused as refused:
            code, number = _meaning(refused)
            return JSONResponse({"code": code, "message": str(refused), "fields": {}}, number)
        except Exception:
            traceback.print_exc()
            message = "The exchange failed: see its log"
            return JSONResponse({"code": "failed", "message": message, "fields": {}}, 500)

    return endpoint


def _meaning(refused: Refused) -> tuple[str, int]:
    if isinstance(refused, NotThere):
        return "not_found", 404
    return ("busy", 429) if isinstance(refused, LimitReached) else ("conflict", 409)


async def _body(request: Request) -> Json:
    raw = await request.body()
    if len(raw) > _MOST_BYTES:
        raise Declined(422, "invalid", "The body is too large")
    try:
        body = json.loads(raw or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Declined(400, "invalid", "The body must be a JSON object")
    return body
