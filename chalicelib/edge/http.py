"""How HTTP gets in: `@endpoint` makes Context and schemas of a request, one shape of errors."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chalice import Blueprint, Response
from pydantic import BaseModel, ValidationError

from chalicelib import clock, observe
from chalicelib.context import Context
from chalicelib.edge import said
from chalicelib.edge.auth import Guard
from chalicelib.errors import AppError, Invalid, NotFound

_LARGEST_BODY = 64 * 1024
_JSON = "application/json"
_HEADERS = {"Content-Type": _JSON, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True)
class Endpoint:
    """One route as the API description tells it."""

    method: str
    path: str
    guard: Guard
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    returns: Any
    status: int
    handler: Callable[..., Any]


@dataclass(frozen=True)
class Reply:
    """An answer that needs more than its body, a cookie for example."""

    body: Any
    headers: dict[str, str] = field(default_factory=dict)
    status: int | None = None


ENDPOINTS: list[Endpoint] = []
_PART = re.compile(r"[A-Za-z0-9_-]{1,64}")


def endpoint(
    blueprint: Blueprint,
    method: str,
    path: str,
    *,
    guard: Guard,
    body: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    returns: Any = None,
    status: int = 200,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register `handler(ctx, **path parameters, body=…, query=…)` for one method of a path.

    The handler returns a schema, a Reply or None; every error is answered as code, message, fields.
    """

    def register(handler: Callable[..., Any]) -> Callable[..., Any]:
        made = Endpoint(method, path, guard, body, query, returns, status, handler)
        ENDPOINTS.append(made)

        def run(**path_parameters: str) -> Response:
            return _answer(made, blueprint.current_request, path_parameters)

        run.__name__ = f"{handler.__module__.split('.')[-2]}_{handler.__name__}"
        blueprint.route(path, methods=[method], name=run.__name__, content_types=["*/*"])(run)
        return handler

    return register


def _answer(made: Endpoint, request: Any, path_parameters: dict[str, str]) -> Response:
    now = clock.now().isoformat(timespec="seconds")
    extra = {**made.guard.headers, "X-Frontdesk-Now": now}  # pages show the product's day
    try:
        result = _handle(made, request, path_parameters)
    except AppError as error:
        return Response(error.body(), {**_HEADERS, **extra}, error.status)
    except Exception as error:
        observe.failed(error)
        body = AppError("Something went wrong on our side. Please try again.").body()
        return Response(body, {**_HEADERS, **extra}, 500)
    finally:
        observe.metrics.add_metric(name="Requests", unit="Count", value=1)
        observe.metrics.flush_metrics()
        observe.logger.remove_keys(["tenant_id"])
    reply = result if isinstance(result, Reply) else Reply(result)
    headers = {**_HEADERS, **extra, **reply.headers}
    return Response(_plain(reply.body), headers, reply.status or made.status)


def _handle(made: Endpoint, request: Any, path_parameters: dict[str, str]) -> Any:
    raw: bytes = request.raw_body or b""
    if len(raw) > _LARGEST_BODY:
        raise Invalid(
            f"The body is larger than {_LARGEST_BODY} bytes.", fields={"body": "too large"}
        )
    if not all(_PART.fullmatch(part) for part in path_parameters.values()):
        raise NotFound.of("address")
    digest = hashlib.sha256(raw).hexdigest()
    ctx: Context = made.guard.admit(request, path_parameters, digest)
    observe.logger.append_keys(tenant_id=ctx.tenant_id)
    given: dict[str, Any] = dict(path_parameters)
    if made.query is not None:
        given["query"] = _read(made.query, dict(request.query_params or {}))
    if made.body is not None:
        given["body"] = _read(made.body, said.parsed(raw))
    return made.handler(ctx, **given)


def _read(schema: type[BaseModel], given: Any) -> BaseModel:
    try:
        said.require_plain(given)
        return schema.model_validate_json(json.dumps(given))
    except RecursionError:
        raise Invalid("The body is too deep.", fields={"body": "is too deep"}) from None
    except ValidationError as error:
        fields = {
            ".".join(map(str, e["loc"])) or "body": e["msg"].removeprefix("Value error, ")
            for e in error.errors(include_url=False, include_input=False)
        }
        raise Invalid("Some fields need another look.", fields=fields) from None


def _plain(body: Any) -> Any:
    return body.model_dump(mode="json", by_alias=True) if isinstance(body, BaseModel) else body
