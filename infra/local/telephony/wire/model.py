"""Botocore's model of the service: which request means which operation, and what fits a shape."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import parse_qs, unquote

from botocore.model import OperationModel, ServiceModel, Shape
from botocore.session import get_session

from infra.local.standins.shapes import problems
from infra.local.telephony.failures import AwsError

Json = dict[str, Any]


@cache
def model() -> ServiceModel:
    return get_session().get_service_model("connect")


@cache
def operation(name: str) -> OperationModel:
    return model().operation_model(name)


@cache
def _routes(names: tuple[str, ...]) -> list[tuple[str, re.Pattern[str], str]]:
    """Method, pattern and operation; a fixed segment goes before a label."""
    found = []
    for name in names:
        http = operation(name).http
        path = http["requestUri"].partition("?")[0].rstrip("/")
        pattern = re.sub(r"\{(\w+)(\+?)\}", _label, path)
        found.append((http["method"], re.compile(pattern + "/?"), name))
    return sorted(found, key=lambda each: each[1].pattern.count("(?P"))


def _label(found: re.Match[str]) -> str:
    return f"(?P<{found[1]}>{'.+' if found[2] else '[^/]+'})"


def find(method: str, raw_path: str, names: tuple[str, ...]) -> tuple[str, Json] | None:
    """The operation that the request means, and what its path says."""
    for wanted, pattern, name in _routes(names):
        fit = pattern.fullmatch(raw_path) if wanted == method else None
        if fit:
            return name, {key: unquote(value) for key, value in fit.groupdict().items()}
    return None


def read(name: str, path: Json, query: str, body: Any) -> Json:
    """All parameters of a request under their members' names; refuses what doesn't fit."""
    shape = operation(name).input_shape
    asked = parse_qs(query, keep_blank_values=True)
    found: Json = {}
    for member, inner in (shape.members if shape else {}).items():
        place = inner.serialization.get("location")
        wire = inner.serialization.get("name", member)
        if place == "uri":
            found[member] = path.get(wire)
        elif place == "querystring":
            found[member] = _from_query(inner, asked.get(wire))
        elif place is None and isinstance(body, dict):
            found[member] = body.get(wire)
    kept = {key: value for key, value in found.items() if value is not None}
    _check(name, shape, kept)
    return kept


def _from_query(shape: Shape, values: list[str] | None) -> Any:
    if not values:
        return None
    if shape.type_name == "list":
        return values
    return int(values[0]) if shape.type_name in ("integer", "long") else values[0]


def _check(name: str, shape: Shape | None, params: Json) -> None:
    wrong = problems(shape, params) if shape else []
    if wrong:
        told = "; ".join(" ".join(each) for each in wrong)
        known = {each.name for each in operation(name).error_shapes}
        code = "InvalidParameterException"
        raise AwsError(code if code in known else "InvalidRequestException", told)


def written(name: str, answer: Json) -> Json:
    """The answer, once it is known that AWS could give it."""
    shape = operation(name).output_shape
    wrong = problems(shape, answer) if shape else []
    if wrong:
        raise ValueError(f"{name} would answer wrongly: {wrong}")
    return answer


def fitted(shape: Shape, value: Any) -> Any:
    """Of a document what the shape has a place for."""
    if shape.type_name == "structure" and isinstance(value, dict):
        members = shape.members.items()
        return {
            key: fitted(inner, value[key]) for key, inner in members if value.get(key) is not None
        }
    if shape.type_name == "list" and isinstance(value, list):
        return [fitted(shape.member, each) for each in value]
    return value
