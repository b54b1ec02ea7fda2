"""The API description (OpenAPI 3.1), made from the routes' schemas and from nothing else."""

import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from chalicelib.edge.http import ENDPOINTS, Endpoint
from chalicelib.edge.wire import Problem

_REF = "#/components/schemas/{model}"
_PROBLEMS = {
    "401": "Nobody is signed in", "403": "Not allowed", "404": "Not there",
    "409": "Not true any more", "422": "Something sent is wrong", "429": "A limit was reached",
    "503": "Try again later",
}  # fmt: skip
References = dict[tuple[Any, str], dict[str, Any]]
_SCHEMES = {
    "session": {"type": "apiKey", "in": "cookie", "name": "__Host-session"},
    "link": {"type": "apiKey", "in": "header", "name": "X-Link"},
}


def document() -> dict[str, Any]:
    """The whole description; the same for the same routes, in the order of paths."""
    references, schemas = _schemas()
    paths: dict[str, Any] = {}
    for made in sorted(ENDPOINTS, key=lambda e: (e.path, e.method)):
        paths.setdefault(made.path, {})[made.method.lower()] = _operation(made, references)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Frontdesk", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": _SCHEMES},
    }


def _schemas() -> tuple[References, dict[str, Any]]:
    wanted: set[tuple[type[BaseModel], str]] = {(Problem, "serialization")}
    for made in ENDPOINTS:
        if made.body:
            wanted.add((made.body, "validation"))
        if made.returns:
            wanted.add((made.returns, "serialization"))
    ordered = sorted(wanted, key=lambda pair: (pair[0].__name__, pair[1]))
    references, found = models_json_schema(ordered, ref_template=_REF)  # type: ignore[arg-type]
    return references, dict(sorted(found["$defs"].items()))  # type: ignore[return-value]


def _operation(made: Endpoint, references: References) -> dict[str, Any]:
    handler = made.handler
    operation: dict[str, Any] = {
        "operationId": f"{handler.__module__.split('.')[-2]}_{handler.__name__}",
        "tags": [handler.__module__.split(".")[-2]],
        "parameters": _parameters(made),
        "responses": _responses(made, references),
    }
    if handler.__doc__:
        operation["summary"] = handler.__doc__.strip().splitlines()[0]
    if made.guard.name in _SCHEMES:
        operation["security"] = [{made.guard.name: []}]
    if made.body:
        content = {"application/json": {"schema": references[made.body, "validation"]}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _parameters(made: Endpoint) -> list[dict[str, Any]]:
    text = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}
    found = [
        {"name": name, "in": "path", "required": True, "schema": text}
        for name in re.findall(r"{(\w+)}", made.path)
    ]
    if made.query:
        schema = made.query.model_json_schema(mode="validation")
        needed = schema.get("required", [])
        found += [
            {
                "name": name,
                "in": "query",
                "required": name in needed,
                "schema": _inline(part, schema),
            }
            for name, part in schema["properties"].items()
        ]
    if made.guard.name in ("session", "public") and made.method != "GET":
        one = {"type": "string", "const": "1"}
        found.append({"name": "X-Frontdesk", "in": "header", "required": True, "schema": one})
    if made.method != "GET":
        found.append({"name": "Idempotency-Key", "in": "header", "required": False, "schema": text})
    return found


def _inline(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in part:
        found: dict[str, Any] = schema["$defs"][part["$ref"].rpartition("/")[2]]
        return found
    return part


def _responses(made: Endpoint, references: References) -> dict[str, Any]:
    good: dict[str, Any] = {"description": "Done"}
    if made.returns:
        good["content"] = {
            "application/json": {"schema": references[made.returns, "serialization"]}
        }
    problem = {"application/json": {"schema": references[Problem, "serialization"]}}
    answers = {s: {"description": d, "content": problem} for s, d in _PROBLEMS.items()}
    return {str(made.status): good, **answers}
