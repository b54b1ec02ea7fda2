"""One request to /_local, read and bounded, and its answer or refusal as JSON."""

import json
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sms.failures import AwsError, Refused

Json = dict[str, Any]
_MOST_BYTES = 100_000


@dataclass(frozen=True)
class Asked:
    """`path` and `query` as strings, `body` a JSON object."""

    path: dict[str, str]
    query: dict[str, str]
    body: Json

    def limit(self, usual: int = 50, most: int = 500) -> int:
        text = self.query.get("limit", str(usual))
        if not text.isdigit() or not 1 <= int(text) <= most:
            raise Refused(422, "invalid", f"limit must be 1 to {most}", limit="invalid")
        return int(text)

    def text(self, name: str) -> str | None:
        """A string of the body; None where it was left away."""
        value = self.body.get(name)
        if value is not None and not isinstance(value, str):
            raise Refused(422, "invalid", f"{name} must be text", **{name: "invalid"})
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
        except Refused as refused:
            return JSONResponse(refused.body(), refused.status)
        except AwsError as refused:
            return JSONResponse({"code": "invalid", "message": refused.message, "fields": {}}, 422)
        except Exception:
            traceback.print_exc()
            message = "The stand-in failed: see its log"
            return JSONResponse({"code": "failed", "message": message, "fields": {}}, 500)

    return endpoint


async def _body(request: Request) -> Json:
    raw = await request.body()
    if len(raw) > _MOST_BYTES:
        raise Refused(422, "invalid", "The body is too large")
    try:
        body = json.loads(raw or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refused(400, "invalid", "The body must be a JSON object")
    return body
