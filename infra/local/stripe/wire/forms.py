"""Form encoding with nested keys, `items[0][price]=…`, as the SDK sends it."""

import re
from typing import Any
from urllib.parse import parse_qsl

from infra.local.stripe.wire.errors import Malformed

Json = dict[str, Any]
_KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_MAX_FIELDS = 2_000


def decode(raw: str) -> Json:
    """Nested dicts of strings; list positions stay keys ("0", "1") until a schema reads them."""
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, max_num_fields=_MAX_FIELDS, errors="strict")
    except ValueError as error:
        raise Malformed(f"Invalid request body: {error}") from error
    tree: Json = {}
    for key, value in pairs:
        _place(tree, _parts(key), value, key)
    return tree


def _parts(key: str) -> list[str]:
    match = _KEY.fullmatch(key)
    if match is None:
        raise Malformed(f"Invalid parameter name: {key}", param=key)
    return [match[1], *re.findall(r"\[([^\[\]]*)\]", match[2])]


def _place(tree: Json, parts: list[str], value: str, key: str) -> None:
    node = tree
    for part in parts[:-1]:
        node = node.setdefault(part or str(len(node)), {})
        if not isinstance(node, dict):
            raise Malformed(f"Invalid parameters: {key} is given as a value and a hash", param=key)
    last = parts[-1] or str(len(node))
    if isinstance(node.get(last), dict):
        raise Malformed(f"Invalid parameters: {key} is given as a value and a hash", param=key)
    node[last] = value


def path_of(location: tuple[int | str, ...]) -> str:
    """("items", 0, "price") as Stripe names it: items[0][price]."""
    first, *rest = (str(part) for part in location)
    return first + "".join(f"[{part}]" for part in rest)
