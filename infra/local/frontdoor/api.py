"""Passes /api/* on to API Gateway, request and answer as they come."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from infra.local.frontdoor.told import NotDeployed, Told

STAGE = "v1"
_LARGEST = 10 * 1024 * 1024  # bytes of a body that API Gateway takes
_LONGEST = httpx.Timeout(29.0, connect=3.0)  # seconds that API Gateway waits for an answer
_OF_ONE_CONNECTION = {
    b"connection",
    b"date",
    b"content-length",
    b"host",
    b"keep-alive",
    b"proxy-connection",
    b"te",
    b"trailer",
    b"transfer-encoding",
    b"upgrade",
}


class Api:
    """The way to the deployed REST API, over connections that stay open."""

    def __init__(self, told: Told, cloud: str) -> None:
        self._told = told
        self._cloud = cloud
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=50)
        self._client = httpx.AsyncClient(timeout=_LONGEST, limits=limits, trust_env=False)

    async def close(self) -> None:
        await self._client.aclose()

    async def pass_on(self, request: Request) -> Response:
        if int(request.headers.get("content-length") or 0) > _LARGEST:
            return _refusal(413, "too_large", "The request is larger than 10 MB.")
        try:
            sent = self._client.build_request(
                request.method,
                self._address(request),
                headers=self._headers(request),
                content=_body(request),
            )
            answer = await self._client.send(sent, stream=True)
        except httpx.TimeoutException:
            return _refusal(504, "unavailable", "The answer takes too long. Please try again.")
        except (httpx.HTTPError, NotDeployed):
            return _refusal(503, "unavailable", "The local cloud does not answer. Try again soon.")
        return _passed_on(answer)

    def _address(self, request: Request) -> str:
        path = request.scope["raw_path"].decode("latin-1").partition("?")[0]
        query = request.scope["query_string"].decode("latin-1")
        return f"{self._cloud}/{STAGE}{path}" + (f"?{query}" if query else "")

    def _headers(self, request: Request) -> list[tuple[bytes, bytes]]:
        kept = [(k, v) for k, v in request.headers.raw if k.lower() not in _OF_ONE_CONNECTION]
        client = request.client.host if request.client else "127.0.0.1"
        before = request.headers.get("x-forwarded-for")
        chain = f"{before}, {client}" if before else client
        kept = [(k, v) for k, v in kept if not k.lower().startswith(b"x-forwarded-")]
        return [
            *kept,
            (b"host", f"{self._told.get('resources', 'RestAPI')}.execute-api.localhost".encode()),
            (b"x-forwarded-for", chain.encode()),
            (b"x-forwarded-proto", request.url.scheme.encode()),
            *_length(request),
        ]


def _length(request: Request) -> list[tuple[bytes, bytes]]:
    told = request.headers.get("content-length")
    return [(b"content-length", told.encode())] if told else []


def _body(request: Request) -> AsyncIterator[bytes] | None:
    has_body = {"content-length", "transfer-encoding"} & set(request.headers.keys())
    return request.stream() if has_body else None


def _passed_on(answer: httpx.Response) -> Response:
    passed = StreamingResponse(
        answer.aiter_raw(),
        status_code=answer.status_code,
        background=BackgroundTask(answer.aclose),
    )
    passed.raw_headers = [
        (key.lower(), value)
        for key, value in answer.headers.raw
        if key.lower() not in _OF_ONE_CONNECTION or key.lower() == b"content-length"
    ]
    return passed


def _refusal(status: int, code: str, message: str) -> Response:
    return JSONResponse({"code": code, "message": message, "fields": {}}, status_code=status)
