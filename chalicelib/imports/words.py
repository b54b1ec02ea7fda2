"""What a column title means: its field, how sure that is, and what order of names it tells."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from chalicelib.imports.titles import NOISE, TITLES
from chalicelib.patients import names

LEFT_OUT = "-"  # known, and not imported
_CAMEL = re.compile(r"(?<=[^\W\dA-Z_])(?=[A-Z])")
# They say too little to be trusted inside a longer title.
_WEAK_WORDS = (
    "first|last|no|nr|number|номер|date|datum|tarih|дата|name|nev|neve|имя|ad|adi|id|code|kod|код"
    "|place|home|ev|privat|middle|title|il|tel|birth|state|status|not|cim|名|姓|市"
)
_WEAK = frozenset(_WEAK_WORDS.split("|"))
_NOT_TITLE = re.compile(r"[@:/]|\d{3}")


class Meaning(NamedTuple):
    """`field` is "" for an unknown title and LEFT_OUT for what is not imported."""

    field: str
    confidence: float


_UNKNOWN = Meaning("", 0.0)


@lru_cache(4096)
def meaning(title: str) -> Meaning:
    """What a column of this title holds; case, accents, punctuation and brackets don't matter."""
    bare = re.sub(r"[(\[（].*", "", title) or title
    found = _phrases()
    for text, confidence in ((title, 0.95), (bare, 0.93)):
        if field := found.get("".join(_words(text))):
            return Meaning(field, confidence)
    told = [word for word in _words(bare) if word not in NOISE]
    if field := found.get("".join(told)):
        return Meaning(field, 0.9)
    inside = _contained(told)
    both_names = inside.field != LEFT_OUT and family_first(bare) is not None
    return Meaning("full_name", 0.85) if both_names else inside


@lru_cache(4096)
def languages(title: str) -> frozenset[str]:
    """The languages in which this is a column title."""
    key = "".join(_words(title))
    return frozenset(language for language in TITLES if key in _phrases_of(language))


def looks_like_title(text: str) -> bool:
    """Whether this could stand at the top of a column, rather than be data of one."""
    return len(text) <= 60 and not _NOT_TITLE.search(text) and meaning(text) != _UNKNOWN


def family_first(title: str) -> bool | None:
    """The order of names that a title such as "Soyadı Adı" promises; None where it doesn't."""
    if "фио" in _words(title):
        return True
    fields = [_phrases().get(word) for word in _split_known(_words(title))]
    if "family_name" not in fields or "given_name" not in fields:
        return None
    return fields.index("family_name") < fields.index("given_name")


def _words(text: str) -> list[str]:
    return names.words(_CAMEL.sub(" ", text))


def _split_known(told: list[str]) -> list[str]:
    """Joins "last name" to one word, so that it is found as the phrase that it is."""
    joined = " ".join(told)
    for phrase in ("last name", "first name", "given name", "family name", "soy isim", "soy ad"):
        joined = joined.replace(phrase, phrase.replace(" ", ""))
    return joined.split()


def _contained(told: list[str]) -> Meaning:
    """The longest known phrase in the title, unless a word tells that it is about another thing."""
    found = _phrases()
    parts = {"".join(told[i:j]) for i in range(len(told)) for j in range(i + 1, i + 4)}
    parts |= {p for word in told if names.is_cjk(word) for p in _pieces(word)}
    known = sorted((part for part in parts - _WEAK if part in found), key=lambda p: (len(p), p))
    if any(found[part] == LEFT_OUT for part in known):
        return Meaning(LEFT_OUT, 0.7)
    return Meaning(found[known[-1]], 0.7) if known else _UNKNOWN


def _pieces(word: str) -> set[str]:
    return {word[i:j] for i in range(len(word)) for j in range(i + 2, len(word) + 1)}


@cache
def _phrases() -> dict[str, str]:
    """Every known title, folded and without spaces, and its field.

    Where languages disagree ("kod", "mobil"), the first that has a field for it decides, and one
    that imports it goes before one that leaves it out.
    """
    table: dict[str, str] = {}
    for language in TITLES:
        for phrase, field in _phrases_of(language).items():
            if table.get(phrase, LEFT_OUT) == LEFT_OUT:
                table[phrase] = field
    return table


@cache
def _phrases_of(language: str) -> dict[str, str]:
    return {
        "".join(names.words(phrase)): field
        for field, phrases in TITLES[language].items()
        for phrase in phrases.split("|")
    }
