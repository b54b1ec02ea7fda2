"""The words that the product writes to people, by language, from chalicelib/locales."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "locales"
FALLBACK = "en"


def text(key: str, language: str, /, **values: object) -> str:
    """The text of that key with {placeholders} filled; English where a language lacks it."""
    found = _texts(language).get(key) or _texts(FALLBACK)[key]
    return found.format(**values)


def has(key: str) -> bool:
    return key in _texts(FALLBACK)


def day_and_time(at: datetime, language: str) -> str:
    """A wall time as people of the language write it: "Mon 22 March, 09:00"."""
    return _written("day_and_time", "weekdays", at, language)


def short_day_and_time(at: datetime, language: str) -> str:
    """The same where every letter is paid for: "Mon 22 Mar, 09:00".

    No language leaves the alphabet in which an SMS carries 160 letters if it can do without.
    """
    return _written("day_and_time.short", "weekdays.short", at, language)


def _written(form: str, weekdays: str, at: datetime, language: str) -> str:
    weekday = text(weekdays, language).split(",")[at.weekday()]
    month = text("months", language).split(",")[at.month - 1]
    values = {"weekday": weekday, "day": at.day, "month": month, "number": at.month}
    return text(form, language, time=at.strftime("%H:%M"), **values)


@cache
def _texts(language: str) -> dict[str, str]:
    path = _FOLDER / f"{language}.json"
    if not path.is_file():
        return {}
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return texts
