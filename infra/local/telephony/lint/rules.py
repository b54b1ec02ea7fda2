"""All rules, applied to a set of flows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from infra.local.telephony.lint import blocks, shape, together, ways
from infra.local.telephony.lint.draft import Draft, open_draft
from infra.local.telephony.lint.finding import Finding

_RULES: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    shape.check_document,
    shape.check_identifiers,
    shape.check_types,
    shape.check_spellings,
    shape.check_scalars,
    ways.check_targets,
    ways.check_reached,
    ways.check_ends,
    ways.check_circles,
    blocks.check_errors,
    blocks.check_conditions,
    blocks.check_parameters,
)


def lint(
    drafts: Sequence[Draft],
    *,
    given: Collection[str] = (),
    languages: Sequence[str] = (),
    language_attribute: str = "language",
) -> list[Finding]:
    """Everything that is wrong, file by file. `given`: attributes written outside of the flows."""
    found = [finding for draft in drafts for rule in _RULES for finding in rule(draft)]
    found += together.check_attributes(drafts, given)
    found += together.check_transfers(drafts)
    if languages:
        found += together.check_languages(drafts, languages, language_attribute)
    return sorted(found)


def lint_files(
    paths: Iterable[Path],
    *,
    given: Collection[str] = (),
    languages: Sequence[str] = (),
    language_attribute: str = "language",
) -> list[Finding]:
    """The same for files; one that can't be read is a finding, too."""
    opened = [open_draft(path) for path in paths]
    found = lint(
        [one for one in opened if isinstance(one, Draft)],
        given=given,
        languages=languages,
        language_attribute=language_attribute,
    )
    return sorted([*found, *(one for one in opened if isinstance(one, Finding))])
