"""A body or query that a schema accepts, made from its JSON schema, with ids that a test names."""

import re
from typing import Any

from pydantic import BaseModel

Json = dict[str, Any]
_ID = re.compile(r"^(.*_)?ids?$")
_BY_FORMAT = {
    "date": "2027-03-22",
    "date-time": "2027-03-22T09:00:00Z",
    "password": "long enough 1",
}
_TEXTS = (
    "abcdefghijklmnopqrstuvwxyz", "abcdefgh", "someone@example.com", "2027-03-22T09:00", "09:00",
    "GB", "GBP", "#2f6f8f", "123456", "0", "Europe/London", "+442079460018", "long enough text",
)  # fmt: skip


def sample(schema: type[BaseModel], given: Json) -> Json:
    """What is required, and every id that `given` has; an id that it hasn't is a KeyError."""
    described = schema.model_json_schema(mode="validation")
    made: Json = _object(described, described, given)
    _drop_alternatives(schema, made)
    schema.model_validate(made)
    return made


def ids_of(schema: type[BaseModel]) -> list[str]:
    """The fields that name another thing by its id."""
    return [name for name in schema.model_json_schema()["properties"] if _ID.match(name)]


def _object(part: Json, whole: Json, given: Json) -> Json:
    made = {}
    for name, inner in part.get("properties", {}).items():
        if _ID.match(name):
            made[name] = [given[name[:-1]]] if name.endswith("_ids") else given[name]
        elif name in part.get("required", []) or name in given:
            made[name] = given[name] if name in given else _value(inner, whole, given)
    return made


def _value(part: Json, whole: Json, given: Json) -> Any:
    if "$ref" in part:
        return _value(whole["$defs"][part["$ref"].rpartition("/")[2]], whole, given)
    if "anyOf" in part:
        return _value(part["anyOf"][0], whole, given)
    if "const" in part:
        return part["const"]
    if "enum" in part:
        return part["enum"][0]
    plain: Json = {"boolean": True, "array": [], "number": 1, "integer": part.get("minimum", 1)}
    if part["type"] == "object":
        return _mapping(part, whole, given)
    return _text(part) if part["type"] == "string" else plain[part["type"]]


def _mapping(part: Json, whole: Json, given: Json) -> Json:
    made = _object(part, whole, given)
    if part.get("minProperties") and not made:
        [(pattern, inner)] = part["patternProperties"].items()
        made[_text({"pattern": pattern})] = _value(inner, whole, given)
    return made


def _text(part: Json) -> str:
    if part.get("format") in _BY_FORMAT:
        return _BY_FORMAT[part["format"]]
    for text in _TEXTS:
        fits = part.get("minLength", 0) <= len(text) <= part.get("maxLength", 10**6)
        if fits and re.search(part.get("pattern", ""), text):
            return text
    raise AssertionError(f"tests/samples.py knows no text for {part}")


def _drop_alternatives(schema: type[BaseModel], made: Json) -> None:
    """Optional ids go until the schema's own rules are content (either this or that)."""
    for name in [n for n in made if not schema.model_fields[_field(schema, n)].is_required()]:
        try:
            schema.model_validate(made)
            return
        except ValueError:
            del made[name]


def _field(schema: type[BaseModel], name: str) -> str:
    return next(f for f, info in schema.model_fields.items() if name in (f, info.alias))
