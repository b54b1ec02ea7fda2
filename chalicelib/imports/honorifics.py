"""Titles and forms of address around a name: "Prof. Dr.", "Mrs", "г-жа", "Bey", "先生"."""

import re

from chalicelib.patients.names import fold


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


# Before a name, with or without a full stop; then those that without it are names as well.
_FRONT = _set("dr|prof|mr|mrs|ms|miss|mx|herr|frau|bay|bayan|sayin|г-н|г-жа|д-р|господин|госпожа")
_FRONT_DOTTED = _set(
    "av|op|sn|hr|fr|ecz|ord|yrd|mag|ing|med|dent|dipl|dipl-ing|doc|uzm|dt|проф|rev|hon|sra|dra|гр"
)
_BACK = _set("md|phd|dds|dmd|do|esq|rn|msc|bsc|mba|frcs|dr|prof|bey|hanim|bsn|mbbs")
_MEN = _set("mr|herr|hr|bay|bey|г-н|господин|先生")
_WOMEN = _set("mrs|ms|miss|frau|fr|bayan|hanim|г-жа|госпожа|女士|小姐|太太|夫人")
_CHINESE = re.compile(r"(?<=.)(?:先生|女士|小姐|太太|夫人|医生|大夫|老师|教授|博士|同志)$")
_GLUED = re.compile(r"^([^\W\d_]+\.)(?=[^\W\d_])")


def take_titles(segment: str, *, whole: bool) -> tuple[list[str], list[str]]:
    """The titles and the remaining words of a piece of a name.

    `whole`: may be nothing but titles, as in "Smith, MD"; otherwise one word is always left.
    """
    words = _separated(segment)
    least = 0 if whole else 1
    front = back = 0
    while len(words) - front > least and _is_front(words[front]):
        front += 1
    while len(words) - front - back > least and _is_back(words[-1 - back], lone=len(words) == 1):
        back += 1
    inner = words[front : len(words) - back]
    # Hungarian puts a married woman's own degree inside: "Kovácsné dr. Nagy Anna".
    inside = [word for word in inner[1:] if word.lower() == "dr."]
    rest = inner[:1] + [word for word in inner[1:] if word.lower() != "dr."]
    return words[:front] + inside + words[len(words) - back :], rest


def take_chinese_title(text: str) -> tuple[str, str]:
    """The title at the end of an unspaced Chinese name, and the name."""
    found = _CHINESE.search(text)
    return (found[0], text[: found.start()]) if found else ("", text)


def gender_of(title: str) -> str:
    """male or female where a form of address tells it, else ""."""
    keys = {fold(word).rstrip(".") for word in title.split()}
    return "male" if keys & _MEN else "female" if keys & _WOMEN else ""


def _separated(segment: str) -> list[str]:
    """The words, a title taken off the word that it is glued to: "Dr.Kovács", "Prof.Dr."."""
    words: list[str] = []
    for word in segment.split():
        rest = word
        while (glued := _GLUED.match(rest)) and _is_front(glued[1]):
            words.append(glued[1])
            rest = rest[glued.end() :]
        words.append(rest)
    return words


def _is_front(word: str) -> bool:
    key = fold(word)
    bare = key.rstrip(".")
    return bare in _FRONT or (key != bare and bare in _FRONT_DOTTED)


def _is_back(word: str, *, lone: bool) -> bool:
    key = fold(word).replace(".", "")
    return key in _BACK and (not lone or key not in ("bey", "hanim", "do"))
