"""Every key begins with its tenant: shown by calling each key function, not by reading it."""

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Any

import pytest

from chalicelib.table import call_keys, import_keys, keys
from tests.shape.source import PRODUCT, modules

_TENANT = "tenant2345"
_SAMPLES: dict[Any, Any] = {
    date: date(2027, 3, 22),
    datetime: datetime(2027, 3, 22, 6, 0, tzinfo=UTC),
    int: 7,
}
_NOT_KEYS = {"instant"}


def _functions(module: ModuleType) -> list[Callable[..., Any]]:
    found = inspect.getmembers(module, inspect.isfunction)
    own = [(name, f) for name, f in found if f.__module__ == module.__name__]
    return [f for name, f in own if not name.startswith("_") and name not in _NOT_KEYS]


EVERY = [*_functions(keys), *_functions(import_keys), *_functions(call_keys)]


def _made(function: Callable[..., Any]) -> list[str]:
    """The partition keys that the function makes of samples."""
    answer = function(
        **{p.name: _sample(p) for p in inspect.signature(function).parameters.values()}
    )
    if isinstance(answer, list):
        return answer
    return [answer[0] if isinstance(answer, tuple) else answer]


def _sample(parameter: inspect.Parameter) -> Any:
    if parameter.name == "tenant_id":
        return _TENANT
    return _SAMPLES.get(parameter.annotation, f"{parameter.name}9")


def _wanted_beginning(function: Callable[..., Any]) -> str:
    if "tenant_id" in inspect.signature(function).parameters:
        return f"T#{_TENANT}#"
    return "DUE#" if function.__name__.startswith("due_") else "P#"


@pytest.mark.parametrize("function", EVERY, ids=lambda f: f.__name__)
def test_partition_key_begins_with_its_tenant(function: Callable[..., Any]) -> None:
    beginning = _wanted_beginning(function)

    assert all(key.startswith(beginning) for key in _made(function))


@pytest.mark.parametrize("function", EVERY, ids=lambda f: f.__name__)
def test_only_the_platform_and_the_timers_go_without_a_tenant(function: Callable[..., Any]) -> None:
    without = "tenant_id" not in inspect.signature(function).parameters

    assert without == function.__name__.startswith(("platform_", "due_"))


@pytest.mark.parametrize("function", EVERY, ids=lambda f: f.__name__)
def test_key_tells_what_is_kept_there(function: Callable[..., Any]) -> None:
    told = inspect.getdoc(function) or ""

    assert told.rstrip().endswith("."), "docs/keys.md is made of these sentences"


def test_no_two_shapes_make_the_same_key() -> None:
    whole: dict[Any, list[str]] = {}
    for function in EVERY:
        given = {p.name: _sample(p) for p in inspect.signature(function).parameters.values()}
        whole.setdefault(str(function(**given)), []).append(function.__name__)

    assert [names for names in whole.values() if len(names) > 1] == []


def test_every_key_shape_is_used() -> None:
    text = "\n".join(m.text for m in modules(*PRODUCT) if m.path.parent.name != "table")
    own = "\n".join(m.text for m in modules("chalicelib/table"))

    unused = [
        f.__name__
        for f in EVERY
        if f".{f.__name__}(" not in text and own.count(f"{f.__name__}(") < 2
    ]

    assert unused == []
