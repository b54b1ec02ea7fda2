"""Rules on several flows together: attributes, languages, flows that lead to each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from infra.local.telephony.flow.document import Action
from infra.local.telephony.flow.library import short
from infra.local.telephony.flow.references import find_all, is_reference
from infra.local.telephony.lint.circles import circles
from infra.local.telephony.lint.draft import Draft
from infra.local.telephony.lint.finding import Finding

_PLACEHOLDER = re.compile(r"\$\{(?:[\w-]+\.)*([\w-]+)\}")


def check_attributes(drafts: Sequence[Draft], given: Collection[str]) -> Iterator[Finding]:
    """`given` are attributes that come from outside: from the API, or from another system."""
    written = {name for draft in drafts for action in draft.actions() for name in _writes(action)}
    for draft in drafts:
        own = {name for action in draft.actions() for name in _flow_writes(action)}
        for action in draft.actions():
            for root, name in _reads(action):
                missing = root == "Attributes" and name not in written and name not in given
                if missing or (root == "FlowAttributes" and name not in own):
                    reason = f"$.{root}.{name} is read, but nothing writes it."
                    yield draft.finding(action.id, "never-written", reason, warning=True)


def check_languages(
    drafts: Sequence[Draft], languages: Sequence[str], attribute: str
) -> Iterator[Finding]:
    """Whoever branches on the language has a branch for each."""
    for draft in drafts:
        for action in draft.actions():
            if action.type != "Compare" or not _compares(action, attribute):
                continue
            labels = {condition.label for condition in action.conditions}
            if missing := [language for language in languages if language not in labels]:
                reason = f"No branch for {', '.join(missing)}."
                yield draft.finding(action.id, "missing-language", reason)


def check_transfers(drafts: Sequence[Draft]) -> Iterator[Finding]:
    """Flows that name each other can't be created one after the other."""
    files = {name: draft for draft in drafts for name in draft.names}
    ways = {draft.file: [files[n].file for n in _leads_to(draft) if n in files] for draft in drafts}
    by_file = {draft.file: draft for draft in drafts}
    for circle in circles(ways):
        reason = f"{' → '.join(circle)} name each other; give one's id as an attribute."
        yield by_file[circle[0]].finding("", "circular", reason, warning=True)


def _leads_to(draft: Draft) -> Iterator[str]:
    for action in draft.actions():
        for name in ("ContactFlowId", "FlowModuleId"):
            target = str(action.parameters.get(name) or "")
            if target and not is_reference(target):
                found = _PLACEHOLDER.search(target)
                yield found[1] if found else short(target)


def _writes(action: Action) -> Iterator[str]:
    names = action.parameters.get("Attributes")
    if action.type == "UpdateContactAttributes" and isinstance(names, dict):
        yield from names


def _flow_writes(action: Action) -> Iterator[str]:
    names = action.parameters.get("FlowAttributes")
    if action.type == "UpdateFlowAttributes" and isinstance(names, dict):
        yield from names


def _reads(action: Action) -> set[tuple[str, str]]:
    texts = [*_texts(action.parameters), *(o for c in action.conditions for o in c.operands)]
    paths = [path for text in texts for path in find_all(text)]
    return {(path[0], path[1]) for path in paths if len(path) > 1}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _compares(action: Action, attribute: str) -> bool:
    value = str(action.parameters.get("ComparisonValue", ""))
    return ("Attributes", attribute) in {path[:2] for path in find_all(value)}
