"""One request to a stand-in's own API, read and bounded, and its answer or refusal as JSON."""

import json
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

Json = dict[str, Any]
_MOST_BYTES = 100_000


class Declined(Exception):
    """What /_local answers instead of a result; `status` is the HTTP status."""

    def __init__(self, status: int, code: str, message: str, /, **fields: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.fields = status, code, message, fields

    def body(self) -> Json:
        return {"code": self.code, "message": self.message, "fields": self.fields}


Translate = Callable[[Exception], Declined | None]


@dataclass(frozen=True)
class Asked:
    """`path` and `query` as strings, `body` a JSON object."""

    path: dict[str, str]
    query: dict[str, str]
    body: Json

    def limit(self, usual: int = 50, most: int = 500) -> int:
        text = self.query.get("limit", str(usual))
        if not text.isdigit() or not 1 <= int(text) <= most:
            raise Declined(422, "invalid", f"limit must be 1 to {most}", limit="invalid")
        return int(text)

    def text(self, name: str) -> str | None:
        """A string of the body; None where it was left away."""
        value = self.body.get(name)
        if value is not None and not isinstance(value, str):
            raise Declined(422, "invalid", f"{name} must be text", **{name: "invalid"})
        return value

    def needed(self, name: str) -> str:
        """A string of the body that must be there."""
        value = self.text(name)
        if not value:
            raise Declined(422, "invalid", f"{name} must be text", **{name: "required"})
        return value


def answering(
    function: Callable[[Asked], Any], status: int, translate: Translate
) -> Callable[[Request], Awaitable[Response]]:
    """A Starlette endpoint of a plain function, which runs in a thread of its own.

    `translate` says what an exception of the stand-in's own means here; None: a fault.
    """

    async def endpoint(request: Request) -> Response:
        try:
            path, query = dict(request.path_params), dict(request.query_params)
            asked = Asked(path, query, await _body(request))
            return JSONResponse(await run_in_threadpool(function, asked), status)
        except Exception as failed:
            refused = failed if isinstance(failed, Declined) else translate(failed)
            refused = refused or _faulty()
            return JSONResponse(refused.body(), refused.status)

    return endpoint


def _faulty() -> Declined:
    traceback.print_exc()
    return Declined(500, "failed", "The stand-in failed: see its log")


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
