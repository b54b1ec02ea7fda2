"""The words that the product writes to people, by language, from chalicelib/locales."""

import json
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "locales"
FALLBACK = "en"


def text(name: str, language: str, **values: object) -> str:
    """The text of that name with {placeholders} filled; English where a language lacks it."""
    found = _texts(language).get(name) or _texts(FALLBACK)[name]
    return found.format(**values)


@cache
def _texts(language: str) -> dict[str, str]:
    path = _FOLDER / f"{language}.json"
    if not path.is_file():
        return {}
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return texts
