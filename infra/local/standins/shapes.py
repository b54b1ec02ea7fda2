"""Values held against the shapes of botocore's own models of services."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from botocore.model import Shape

Problem = tuple[str, str]
_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "long": int,
    "structure": dict,
    "map": dict,
    "list": list,
    "timestamp": (int, float),
}


def problems(shape: Shape, value: Any, path: str = "") -> list[Problem]:
    """What is wrong with `value`: pairs of the member's path and a complaint."""
    if not _typed(shape, value):
        return [(path, f"is not of type {shape.type_name}")]
    found = list(_limits(shape, value, path))
    inside = _INSIDE.get(shape.type_name)
    return found + (list(inside(shape, value, path)) if inside else [])


def _typed(shape: Shape, value: Any) -> bool:
    expected = _TYPES.get(shape.type_name, object)
    if isinstance(value, bool):
        return expected in (bool, object)
    return isinstance(value, expected)


def _limits(shape: Shape, value: Any, path: str) -> Iterator[Problem]:
    rules = shape.metadata
    measured = len(value) if isinstance(value, str | list | dict) else value
    if "min" in rules and measured < rules["min"]:
        yield path, f"must have a length or value of at least {rules['min']}"
    if "max" in rules and measured > rules["max"]:
        yield path, f"must have a length or value of at most {rules['max']}"
    if "pattern" in rules and not _matches(rules["pattern"], value):
        yield path, f"must satisfy the regular expression pattern {rules['pattern']}"
    if getattr(shape, "enum", None) and value not in shape.enum:
        yield path, f"must be one of {', '.join(shape.enum)}"


def _matches(pattern: str, value: str) -> bool:
    """Some models write the backslashes of a pattern twice."""
    once = pattern.replace("\\\\", "\\")
    return bool(re.fullmatch(pattern, value) or re.fullmatch(once, value))


def _structure(shape: Shape, value: dict[str, Any], path: str) -> Iterator[Problem]:
    for name in shape.required_members:
        if value.get(name) is None:
            yield _join(path, name), "is required"
    for name, member in value.items():
        if name not in shape.members:
            yield _join(path, name), "is not a member of this structure"
        elif member is not None:
            yield from problems(shape.members[name], member, _join(path, name))


def _list(shape: Shape, value: list[Any], path: str) -> Iterator[Problem]:
    for position, member in enumerate(value):
        yield from problems(shape.member, member, f"{path}[{position}]")


def _map(shape: Shape, value: dict[str, Any], path: str) -> Iterator[Problem]:
    for key, member in value.items():
        yield from problems(shape.key, key, f"{path} (key: {key})")
        yield from problems(shape.value, member, f"{path}.{key}")


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


_INSIDE: dict[str, Callable[[Shape, Any, str], Iterator[Problem]]] = {
    "structure": _structure,
    "list": _list,
    "map": _map,
}
