"""References such as `$.Attributes.name`, alone or inside texts, and what they stand for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_WORD = r"\w+(?:-\w+)*"
_QUOTED = r"""\['[^'\]]*'\]|\["[^"\]]*"\]"""
_REFERENCE = re.compile(rf"\$(?:\.?(?:{_QUOTED})|\[\d+\]|\.{_WORD})+")
# A text that is a reference as a whole may have names that inside of a sentence end before.
_LONG = r"\w(?:[\w:@/&+-]*\w)?"
_WHOLE = re.compile(rf"\$(?:\.?(?:{_QUOTED})|\[\d+\]|\.{_LONG})+")
_NAME = re.compile(rf"\['([^'\]]*)'\]|\[\"([^\"\]]*)\"\]|\[(\d+)\]|({_LONG})")
_PART = re.compile(rf"\['([^'\]]*)'\]|\[\"([^\"\]]*)\"\]|\[(\d+)\]|({_WORD})")
ROOTS = frozenset(
    {
        *("Attributes", "External", "FlowAttributes", "StoredCustomerInput", "Metrics", "Queue"),
        *("CustomerEndpoint", "SystemEndpoint", "CustomerCallbackNumber", "Agent", "Channel"),
        *("ContactId", "InitialContactId", "PreviousContactId", "InstanceARN", "AwsRegion"),
        *("InitiationMethod", "LanguageCode", "CustomerId", "Name", "Description", "References"),
        *("SegmentAttributes", "Tags", "Modules", "Loop", "TextToSpeechVoice", "Task", "Lex"),
        *("Media", "Views", "Customer", "Case", "Wisdom", "LambdaInvocation", "Campaign"),
        *("ContactTags", "DataTables", "AdditionalEmailRecipients", "RelatedContactId", "Email"),
    }
)


def parts(reference: str) -> tuple[str, ...]:
    """`$.Attributes.['has space'].x` is ("Attributes", "has space", "x")."""
    return tuple(
        next(group for group in found.groups() if group is not None)
        for found in _PART.finditer(reference)
    )


def whole(text: str) -> tuple[str, ...] | None:
    """The path, if the whole text is one reference to something that there can be."""
    if _WHOLE.fullmatch(text.strip()) is None:
        return None
    path = tuple(next(g for g in one.groups() if g is not None) for one in _NAME.finditer(text))
    return path if path[0] in ROOTS else None


def find_all(text: str) -> Iterator[tuple[str, ...]]:
    """Every reference in the text, alone or embedded."""
    if alone := whole(text):
        yield alone
        return
    for found in _REFERENCE.finditer(text):
        path = parts(found.group())
        if path[0] in ROOTS:
            yield path


def is_reference(text: str) -> bool:
    """Whether the whole text is one reference."""
    return whole(text) is not None


def look_up(path: tuple[str, ...], world: Mapping[str, Any]) -> Any:
    """What lies there, or None. Numbers walk lists."""
    here: Any = world
    for part in path:
        if isinstance(here, Mapping):
            here = here.get(part)
        elif isinstance(here, list) and part.isdigit() and int(part) < len(here):
            here = here[int(part)]
        else:
            return None
    return here


def fill(value: Any, world: Mapping[str, Any]) -> Any:
    """Texts with their references replaced, also deep in lists and objects."""
    if isinstance(value, str):
        return fill_text(value, world)
    if isinstance(value, Mapping):
        return {fill_text(str(name), world): fill(one, world) for name, one in value.items()}
    return [fill(one, world) for one in value] if isinstance(value, list) else value


def fill_text(text: str, world: Mapping[str, Any]) -> str:
    """An unresolved reference becomes empty; what only looks like one (`$.50`) stays."""

    def put(found: re.Match[str]) -> str:
        path = parts(found.group())
        return spoken(look_up(path, world)) if path[0] in ROOTS else found.group()

    alone = whole(text)
    found = None if alone is None else look_up(alone, world)
    return _REFERENCE.sub(put, text) if found is None else spoken(found)


def spoken(value: Any) -> str:
    """A value as flows carry it: text; `true` and `false`; objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
