"""The patch that tells policies who asks: variables such as ${aws:PrincipalTag/tenant_id}."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from infra.local.cloud.fitting import replace

NAME = "principal-tags"
_VARIABLE = re.compile(r"\$\{([\w:/.=@+-]+)(?:\s*,\s*'([^']*)')?\}")


_SESSION = re.compile(r"arn:(aws[\w-]*):sts::(\d+):assumed-role/([^/]+)/.*")


class _Unresolved(Exception):
    """A statement names a variable that the request has no value for: it never matches."""


def apply() -> None:
    """Fills the variables of a statement's Resource and Condition before it is matched."""
    place = "core.iam_evaluator:_resolve_condition_key"
    replace(NAME, place, "15e26964cd38", _naming_the_role)
    resolve = import_module("ministack.core.iam_evaluator")._resolve_condition_key

    def filled_first(original: Callable[..., Any]) -> Callable[..., Any]:
        def first_match(ctx: Any, statements: list[Any], effect: str) -> Any:
            filled = [_filled(each, lambda key: resolve(key, ctx)) for each in statements]
            return original(ctx, [each for each in filled if each is not None], effect)

        return first_match

    replace(NAME, "core.iam_evaluator:_first_match", "dc96ef4846c7", filled_first)


def _naming_the_role(original: Callable[..., Any]) -> Callable[..., Any]:
    """As on AWS, aws:PrincipalArn of a role's session is the role's ARN, not the session's."""

    def resolve(key: str, ctx: Any) -> Any:
        value = original(key, ctx)
        if key.lower() == "aws:principalarn" and isinstance(value, str):
            return _SESSION.sub(r"arn:\1:iam::\2:role/\3", value)
        return value

    return resolve


def _filled(statement: Any, value_of: Callable[[str], Any]) -> Any:
    """The statement with its variables filled, or None where one has no value."""
    try:
        return dataclasses.replace(
            statement,
            resources=_fill(statement.resources, value_of),
            not_resources=_fill(statement.not_resources, value_of),
            conditions=_fill(statement.conditions, value_of),
        )
    except _Unresolved:
        return None


def _fill(thing: Any, value_of: Callable[[str], Any]) -> Any:
    if isinstance(thing, dict):
        return {key: _fill(value, value_of) for key, value in thing.items()}
    if isinstance(thing, list):
        return [_fill(value, value_of) for value in thing]
    if not isinstance(thing, str) or "${" not in thing:
        return thing
    return _VARIABLE.sub(lambda match: _value(match, value_of), thing)


def _value(match: re.Match[str], value_of: Callable[[str], Any]) -> str:
    value = value_of(match[1])
    if value is None:
        value = match[2]
    if not isinstance(value, str):
        raise _Unresolved(match[1])
    return value
