"""Whether what happened in a call is what an observation waits for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from infra.local.telephony.flow.library import short
from infra.local.telephony.flow.values import Prompt

_TAG = re.compile(r"<[^>]*>")
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")
_ALIKE = 0.7
# The designer calls it Contains, the language Inclusion.
_INCLUDING = {"inclusion", "contains"}
_SIMILAR = {"similarity", "similar", ""}
_ALIASES = {"DequeueAndTransferToQueue": "DequeueContactAndTransferToQueue"}


def heard_text(prompt: Prompt) -> str:
    """What a caller hears, in words; recordings go by their id or address."""
    if prompt.ssml is not None:
        return " ".join(_TAG.sub(" ", prompt.ssml).split())
    return prompt.text or prompt.prompt_id or prompt.media_uri or ""


def matches_message(properties: Mapping[str, Any], prompt: Prompt) -> bool:
    """An observation without any text takes every message."""
    for name, value in (("PromptId", prompt.prompt_id), ("Uri", prompt.media_uri)):
        media = properties.get("Media")
        wanted = properties.get(name) or (media.get(name) if isinstance(media, Mapping) else None)
        if wanted:
            return value is not None and same_resource(str(wanted), value)
    expected, criterion, threshold = _criteria(properties)
    if not expected:
        return True
    heard = heard_text(prompt)
    if criterion in _INCLUDING:
        return _plain(expected) in _plain(heard)
    return similarity(expected, heard) >= threshold


def unknown_criterion(properties: Mapping[str, Any]) -> str:
    """The kind of matching that is asked for, if there is none such."""
    criterion = _criteria(properties)[1]
    return "" if criterion in _INCLUDING | _SIMILAR else criterion


def similarity(expected: str, heard: str) -> float:
    """How much of the expected words is heard in their order, 0 to 1.

    Connect compares the meaning; this stands in for it, so a test should not lean on it finely.
    """
    wanted, said = _TOKEN.findall(expected.casefold()), _TOKEN.findall(heard.casefold())
    if not wanted:
        return 0.0
    blocks = SequenceMatcher(None, wanted, said, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


def matches_action(
    properties: Mapping[str, Any], action_type: str, parameters: Mapping[str, Any]
) -> bool:
    """The type, and every parameter that is named; ids and ARNs of one resource are the same."""
    wanted = str(properties.get("ActionType", "")).strip()
    if _ALIASES.get(wanted, wanted) != action_type:
        return False
    return _covers(properties.get("ActionParameters") or {}, parameters)


def same_resource(one: str, other: str) -> bool:
    return one == other or (bool(one) and short(one) == short(other))


def _covers(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(
            _covers(value, found.get(name)) for name, value in wanted.items()
        )
    if isinstance(wanted, str) and isinstance(found, str):
        return same_resource(wanted, found)
    return bool(wanted == found)


def _criteria(properties: Mapping[str, Any]) -> tuple[str, str, float]:
    """Text, kind and threshold, from all shapes in which they are written."""
    text = str(properties.get("Text") or properties.get("SSML") or "")
    text = " ".join(_TAG.sub(" ", text).split())
    given = properties.get("MatchingCriteria") or {}
    if isinstance(given, str):
        return text, given.lower(), _ALIKE
    if isinstance(given, Mapping) and "Content" in given:
        given = given["Content"]
    if not isinstance(given, Mapping):
        return text, str(given).lower(), _ALIKE
    for name in ("Similarity", "Inclusion"):
        if isinstance(inner := given.get(name), Mapping):
            value, alike = str(inner.get("Value", text)), inner.get("Threshold")
            return value, name.lower(), alike if isinstance(alike, float) else _ALIKE
    return text, str(given.get("Type", "Similarity")).lower(), _ALIKE


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
