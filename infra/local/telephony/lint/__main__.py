"""`python -m infra.local.telephony.lint FILE...`: prints what is wrong with flows."""

from __future__ import annotations

import argparse
from pathlib import Path

from infra.local.telephony.lint.rules import lint_files


def main(arguments: list[str] | None = None) -> int:
    """1 if anything but warnings was found."""
    asked = _parser().parse_args(arguments)
    findings = lint_files(
        asked.files,
        given=asked.given,
        languages=asked.languages,
        language_attribute=asked.language_attribute,
    )
    for finding in findings:
        print(finding)
    wrong = [finding for finding in findings if asked.strict or not finding.warning]
    print(f"{len(asked.files)} files, {len(wrong)} findings, {len(findings) - len(wrong)} warnings")
    return 1 if wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.local.telephony.lint")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--languages", type=_listed, default=[], help="en,tr: all must have branches"
    )
    parser.add_argument("--language-attribute", default="language")
    parser.add_argument("--given", type=_listed, default=[], help="attributes written elsewhere")
    parser.add_argument("--strict", action="store_true", help="fail on warnings, too")
    return parser


def _listed(text: str) -> list[str]:
    return [one for one in text.split(",") if one]


if __name__ == "__main__":
    raise SystemExit(main())
