"""Every route says who may ask, what is said, and how much of it at most."""

import re
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, StringConstraints

import app
from chalicelib.edge.auth import Guard
from chalicelib.edge.http import ENDPOINTS, Endpoint
from chalicelib.edge.wire import Problem, Wire
from chalicelib.routes import PARTS
from tests.shape.source import ROOT

_ROLES = {"owner", "operator", "doctor"}
_GUARDS = {"public", "session", "site_key", "link", "stripe"}
# What a schema can't describe, and what bounds and checks it instead.
_WITHOUT_BODY = {"POST /api/stripe/webhook": "raw bytes, believed by their signature"}
_WITHOUT_RETURNS = {
    "GET /api/openapi.json": "the description itself",
    "GET /api/visit/ics": "a calendar file",
}
_LIST = re.compile(r"^list_")
_BOUNDS = {
    "string": ("maxLength", "pattern", "format", "enum", "const"),
    "array": ("maxItems",),
    "integer": ("maximum", "exclusiveMaximum", "enum", "const"),
    "number": ("maximum", "exclusiveMaximum", "enum", "const"),
}

# A pattern that lets a text be of any length.
_ENDLESS = re.compile(r"(?<!\\)[+*]|\{\d+,\}")


def _name(made: Endpoint) -> str:
    return f"{made.method} {made.path}"


each_route = pytest.mark.parametrize("made", ENDPOINTS, ids=_name)


def test_every_slice_with_routes_is_assembled() -> None:
    files = {p.parent.name for p in (ROOT / "chalicelib").glob("*/routes.py")}

    assert set(PARTS) == files


@each_route
def test_route_stands_below_a_part_of_its_slice(made: Endpoint) -> None:
    """Or nobody would import it when it is asked for."""
    _, api, part, *_ = made.path.split("/")

    assert api == "api"
    assert part in PARTS[made.handler.__module__.split(".")[-2]]


def test_no_part_is_stale() -> None:
    asked = {(e.handler.__module__.split(".")[-2], e.path.split("/")[2]) for e in ENDPOINTS}

    assert {(name, part) for name, parts in PARTS.items() for part in parts} == asked


def test_no_route_goes_around_the_edge() -> None:
    routed = {(method, path) for path, by in app.app.routes.items() for method in by}

    assert routed == {(made.method, made.path) for made in ENDPOINTS}


def test_no_two_routes_share_an_address() -> None:
    names = [_name(made) for made in ENDPOINTS]

    assert sorted(names) == sorted(set(names))


@each_route
def test_route_has_a_guard(made: Endpoint) -> None:
    assert isinstance(made.guard, Guard)
    assert made.guard.name in _GUARDS
    assert set(made.guard.roles) <= _ROLES


@each_route
def test_site_key_stands_in_the_path_exactly_where_it_guards(made: Endpoint) -> None:
    assert ("{site_key}" in made.path) == (made.guard.name == "site_key")


@each_route
def test_change_by_staff_names_the_roles_that_may(made: Endpoint) -> None:
    """Anybody of the staff may do what concerns themselves, or a visit that the action checks."""
    everybody = re.compile(
        r"^/api/(auth/sign-out|auth/session$|live/ticket|appointments/\{\w+\}/(confirm|status))"
    )
    changing = made.guard.name == "session" and made.method != "GET"

    assert not changing or made.guard.roles or everybody.match(made.path)


@each_route
def test_change_has_a_schema_for_what_is_sent(made: Endpoint) -> None:
    needs = made.method in ("POST", "PUT", "PATCH") and _name(made) not in _WITHOUT_BODY
    quiet = made.path in ("/api/live/ticket",)  # sends nothing, and makes nothing that stays

    assert not needs or made.body is not None or quiet


@each_route
def test_answer_has_a_schema(made: Endpoint) -> None:
    silent = made.status in (202, 204) or _name(made) in {*_WITHOUT_BODY, *_WITHOUT_RETURNS}

    assert made.returns is not None or silent


@each_route
def test_list_is_paged(made: Endpoint) -> None:
    fields = getattr(made.returns, "model_fields", {})

    if "next_cursor" in fields:
        assert made.query is not None
        assert {"limit", "cursor"} <= made.query.model_fields.keys()


@each_route
def test_everything_sent_is_bounded(made: Endpoint) -> None:
    schemas = [s.model_json_schema(mode="validation") for s in (made.body, made.query) if s]

    assert [hole for schema in schemas for hole in _holes(schema, schema)] == []


@each_route
def test_unknown_fields_are_refused(made: Endpoint) -> None:
    given = [s for s in (made.body, made.query) if s]

    assert [s.__name__ for s in given if s.model_config.get("extra") != "forbid"] == []


@each_route
def test_route_is_described_in_one_sentence(made: Endpoint) -> None:
    told = (made.handler.__doc__ or "").strip().partition("\n")[0]

    assert told.endswith((".", ";", ":")) or len(told) > 60


def test_endless_field_is_noticed() -> None:
    """The test above can fail: each of these could be of any size."""

    class Endless(Wire):
        text: str
        many: Annotated[list[Literal["a"]], Field(min_length=1)]
        number: int
        digits: Annotated[str, StringConstraints(pattern=r"^\d+$")]
        named: dict[str, Literal["a"]]

    schema = Endless.model_json_schema()

    assert len(_holes(schema, schema)) == 5


def test_errors_have_one_shape() -> None:
    assert set(Problem.model_fields) == {"code", "message", "fields"}


def _holes(part: Any, whole: dict[str, Any], path: str = "") -> list[str]:
    """Where a value could be of any size."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return [] if f"/{name}/" in path else _holes(whole["$defs"][name], whole, f"{path}/{name}/")
    found = []
    for choice in ("anyOf", "oneOf", "allOf"):
        for each in part.get(choice, []):
            found += _holes(each, whole, path)
    for name, each in part.get("properties", {}).items():
        found += _holes(each, whole, f"{path}.{name}")
    for each in (part.get("items"), *part.get("prefixItems", [])):
        found += _holes(each, whole, f"{path}[]") if isinstance(each, dict) else []
    return found + _open_ends(part, whole, path)


def _open_ends(part: Any, whole: dict[str, Any], path: str) -> list[str]:
    kind = part.get("type")
    if kind == "object" and "properties" not in part:
        values = part.get("additionalProperties")
        named = part.get("propertyNames", {})
        bounded = "maxProperties" in part or "enum" in named or "$ref" in named
        inner = _holes(values, whole, f"{path}{{}}") if isinstance(values, dict) else []
        return inner if bounded or values is False else [*inner, f"{path}: object"]
    bounds = _BOUNDS.get(kind, ())
    endless = "maxLength" not in part and _ENDLESS.search(part.get("pattern", ""))
    if bounds and (endless or not any(b in part for b in bounds)):
        return [f"{path}: {kind}"]
    return []


@each_route
def test_address_carries_no_secret(made: Endpoint) -> None:
    """Addresses stand in logs and histories; a secret is sent in a body or a header, except
    where a browser fetches a file by itself."""
    asked = set(made.query.model_fields) if made.query else set()

    assert not asked & {"t", "token", "password", "code", "secret", "key"} or (
        _name(made) == "GET /api/visit/ics"
    )
