"""How people's names are compared and searched, whatever alphabet and spelling they come in."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

# Letters that no decomposition takes apart, and the two Turkish i that search must not tell apart.
_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ħ": "h", "ə": "e"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t", "ŋ": "n", "ĸ": "k"}
)
# Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic. Marks of other
# scripts are letters to their readers and stay.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
# One sign may fold into eighteen letters, and what is found by is part of a key.
_LONGEST = 120
_WORDS = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text as search and comparison see it: "Şükrü İÇTEN" gives "sukru icten".

    Width, case, accents and the dots of the Turkish i are gone; spaces and signs stay.
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold()
    bare = _MARKS.sub("", unicodedata.normalize("NFD", plain))
    # Once more, because taking a mark away may leave something that composes or folds further.
    return unicodedata.normalize("NFKC", bare.translate(_PLAIN)).casefold()


def words(text: str) -> list[str]:
    """The folded words in their order; a run of Chinese, Japanese or Korean signs is one word."""
    folded = fold(text)
    found = _WORDS.findall(folded)
    if not is_cjk(folded):
        return found
    return ["".join(run) for word in found for _, run in groupby(word, _is_cjk_sign)]


def is_cjk(text: str) -> bool:
    """Whether the text holds a Chinese, Japanese or Korean sign."""
    return not text.isascii() and any(map(_is_cjk_sign, text))


def _is_cjk_sign(char: str) -> bool:
    """Kana, Han with its extensions, Hangul."""
    return (
        "\u3040" <= char <= "\u30ff"
        or "\u3400" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\uf900" <= char <= "\ufaff"
        or "\uff66" <= char <= "\uff9d"
        or char >= "\U00020000"
    )


def name_key(given_name: str, family_name: str) -> str:
    """What two spellings of one full name share; "" for a name without letters."""
    return " ".join(words(f"{given_name} {family_name}"))


def search_tokens(given_name: str, family_name: str) -> set[str]:
    """Every text whose beginnings find this name; see `normalise_query`.

    A hyphened or apostrophed name is found by its parts and as one word ("O'Brien" by "brien" and
    "obrien"); a Chinese one from every sign on, so that the given name in it is found too.
    """
    tokens: set[str] = set()
    for chunk in f"{given_name} {family_name}".split():
        parts = words(chunk)
        tokens.update(*map(_findable, parts), {"".join(parts)} if parts else ())
    if is_cjk(given_name) and is_cjk(family_name):
        tokens.update(_suffixes("".join(words(family_name + given_name))))
    return {token[:_LONGEST] for token in tokens}


def normalise_query(query: str) -> tuple[str, ...]:
    """The terms of a search; a person is found if each term begins one of their search tokens."""
    return tuple(dict.fromkeys(word[:_LONGEST] for word in words(query)))


def _findable(word: str) -> set[str]:
    return set(_suffixes(word)) if is_cjk(word) else {word}


def _suffixes(word: str) -> Iterator[str]:
    return (word[i:] for i in range(len(word)))
