"""Rules on how a document is written: names, sizes, spellings, texts where Connect wants texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from infra.local.telephony.flow.acts.table import ACTS, is_allowed
from infra.local.telephony.flow.branches import ELSEWHERE
from infra.local.telephony.flow.document import VERSION
from infra.local.telephony.lint.draft import Draft
from infra.local.telephony.lint.finding import Finding

MOST_ACTIONS = 250
MOST_CHARACTERS = 256_000
MOST_IDENTIFIER = 50
_FORBIDDEN = frozenset("%:(\\/)=$,;[]{}")
_RESERVED = frozenset(
    {
        *("__proto__", "constructor", "__defineGetter__", "__defineSetter__", "toString"),
        *("hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "valueOf"),
    }
)
_OLD = {
    "UnTagContact": "UntagContact",
    "UpdateRoutingCriteria": "UpdateContactRoutingCriteria",
    "InputTimeoutSeconds": "InputTimeLimitSeconds",
    "ThirdPartyConnectionTimeoutSeconds": "ThirdPartyConnectionTimeLimitSeconds",
    "TimeoutSeconds": "TimeLimitSeconds",
}
# The one place where values have the types that a module's schema gives them.
_TYPED = {"InvokeFlowModule": "Input", "EndFlowModuleExecution": "ResultData"}


def check_document(draft: Draft) -> Iterator[Finding]:
    if draft.raw.get("Version") != VERSION:
        yield draft.finding("", "version", f"Version is {VERSION}, not {draft.raw.get('Version')}.")
    count = len(draft.raw["Actions"])
    if count > MOST_ACTIONS:
        yield draft.finding(
            "", "too-many-actions", f"{count} actions; {MOST_ACTIONS} are the most."
        )
    if draft.characters > MOST_CHARACTERS:
        reason = f"{draft.characters} characters; {MOST_CHARACTERS} are the most."
        yield draft.finding("", "too-long", reason)


def check_identifiers(draft: Draft) -> Iterator[Finding]:
    counted = Counter(str(raw["Identifier"]) for raw in draft.raw_actions())
    for name, times in counted.items():
        if times > 1:
            yield draft.finding(name, "unique-identifier", f"{times} actions have this identifier.")
        bad = sorted(_FORBIDDEN & set(name))
        if bad:
            yield draft.finding(name, "identifier", f"{' '.join(bad)} can't be in an identifier.")
        if len(name) > MOST_IDENTIFIER:
            yield draft.finding(name, "identifier", f"{len(name)} characters; 50 are the most.")
        if name in _RESERVED:
            yield draft.finding(name, "identifier", "This word is reserved.")


def check_types(draft: Draft) -> Iterator[Finding]:
    for action in draft.actions():
        if action.type not in ACTS and action.type not in ELSEWHERE:
            yield draft.finding(action.id, "unknown-type", f"There is no action {action.type!r}.")
        elif action.type in ELSEWHERE:
            reason = f"{action.type} needs another service, so it can't be run or tested here."
            yield draft.finding(action.id, "not-executed", reason, warning=True)
        elif draft.kind is not None and not is_allowed(action.type, draft.kind):
            reason = f"{action.type} has no place in a flow of the type {draft.kind}."
            yield draft.finding(action.id, "wrong-flow-type", reason)


def check_spellings(draft: Draft) -> Iterator[Finding]:
    for raw in draft.raw_actions():
        for name in [raw.get("Type"), *(raw.get("Parameters") or {})]:
            if name in _OLD:
                reason = f"{name} is written {_OLD[name]} now."
                yield draft.finding(str(raw["Identifier"]), "old-spelling", reason)


def check_scalars(draft: Draft) -> Iterator[Finding]:
    for raw in draft.raw_actions():
        parameters = dict(raw.get("Parameters") or {})
        parameters.pop(_TYPED.get(str(raw.get("Type")), ""), None)
        for path, value in _scalars(parameters, ""):
            if not isinstance(value, str):
                reason = f"{path} is {value!r}; exports write every single value as a text."
                yield draft.finding(str(raw["Identifier"]), "scalar", reason, warning=True)


def _scalars(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _scalars(one, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _scalars(one, f"{path}[{place}]")
    else:
        yield path, value
