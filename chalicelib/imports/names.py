"""Taking a full name apart into title, given and family name, as each language writes it."""

import re
import unicodedata
from typing import NamedTuple

from chalicelib.imports.honorifics import take_chinese_title, take_titles
from chalicelib.imports.slavic import split_slavic
from chalicelib.patients.names import fold, is_cjk

Parts = tuple[list[str], list[str]]  # words of the given name, of the family name


class PersonName(NamedTuple):
    """The parts hold every word of the text that they come from; any may be ""."""

    given: str
    family: str
    title: str = ""


_FAMILY_FIRST = ("hu", "zh", "ja", "ko", "ru")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_COMMA = re.compile("[,，、]")
_INITIAL = re.compile(r"^[^\W\d_]\.$")
_SUFFIXES = "jr|sr|ii|iii|iv|jun|sen|junior|senior"
_GENERATIONS = "ifj|id|ozv|legifj"
_PARTICLES = (
    "von|van|de|der|den|del|della|di|da|do|dos|das|du|la|le|al|el|bin|ibn|bint|abu|zu|zum|zur|vom"
    "|ten|ter|af|san|santa"
)
_COMPOUND = (
    "欧阳|司马|诸葛|上官|夏侯|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|司空|端木|东方|独孤|南宫|西门"
    "|百里|呼延|闻人|钟离|申屠|太史|公冶|澹台|淳于|单于|轩辕|鲜于|闾丘|万俟|第五|拓跋|歐陽|司馬|諸葛"
)
_PINYIN = (
    "wang|li|zhang|liu|chen|yang|zhao|huang|zhou|wu|xu|sun|hu|zhu|gao|lin|he|guo|ma|luo|liang|song"
    "|zheng|xie|han|tang|feng|yu|dong|xiao|cheng|cao|yuan|deng|fu|shen|zeng|peng|lu|su|jiang|cai"
    "|jia|ding|wei|xue|ye|yan|pan|du|dai|xia|zhong|tian|ren|fan|fang|shi|yao|tan|liao|zou|xiong"
    "|jin|hao|kong|bai|cui|kang|mao|qiu|qin|gu|hou|shao|meng|long|wan|duan|lei|qian|yin|chang"
    "|ouyang|sima|zhuge|shangguan"
)
_SUFFIX_SET, _GENERATION_SET, _PARTICLE_SET, _COMPOUND_SET, _PINYIN_SET = (
    frozenset(text.split("|")) for text in (_SUFFIXES, _GENERATIONS, _PARTICLES, _COMPOUND, _PINYIN)
)


def split_full_name(text: str, language: str, family_first: bool | None = None) -> PersonName:
    """The parts of a name. `family_first` is the order that the column's title promises, if any.

    A comma, capitals ("DUPONT Marie"), a patronymic and the script tell more than the language
    does; what is left is taken in the language's own order. Nothing but commas and the middle dot
    of transliterated Chinese names is lost.
    """
    segments = [piece for piece in _COMMA.split(tidy(text)) if piece.strip()]
    if len(segments) == 1 and is_cjk(segments[0]):
        return _split_chinese(segments[0])
    titles: list[str] = []
    named: list[list[str]] = []
    for segment in segments:
        title, words = take_titles(segment, whole=len(segments) > 1)
        titles += title
        named += [words] if words else []
    given, family = _ordered(named, language, family_first)
    return PersonName(" ".join(given), " ".join(family), " ".join(titles))


def tidy(text: str) -> str:
    """Composed letters, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def has_letters(text: str) -> bool:
    """Whether there is anything that could be a name."""
    return any(char.isalpha() for char in text)


def _ordered(segments: list[list[str]], language: str, family_first: bool | None) -> Parts:
    if not segments:
        return [], []
    suffixes = [words[0] for words in segments[1:] if len(words) == 1 and _is_suffix(words[0])]
    first, rest = segments[0], [w for w in segments[1:] if len(w) > 1 or not _is_suffix(w[0])]
    if rest:  # "Family, Given"
        given, family = [word for words in rest for word in words], first
    else:
        given, family = _by_language(first, language, family_first)
    return given, [*family, *suffixes]


def _by_language(words: list[str], language: str, family_first: bool | None) -> Parts:
    if len(words) > 2 and _is_suffix(words[-1]):
        given, family = _by_language(words[:-1], language, family_first)
        return given, [*family, words[-1]]
    leads = language in _FAMILY_FIRST if family_first is None else family_first
    if len(words) == 1:
        return ([], words) if leads else (words, [])
    if by_capitals := _by_capitals(words):
        return by_capitals
    if language == "ru" or _CYRILLIC.search(words[0]):
        return split_slavic(words, family_first)
    if language == "zh" and family_first is None:
        leads = _pinyin_leads(words)
    return _family_leading(words) if leads else _family_trailing(words)


def _by_capitals(words: list[str]) -> Parts | None:
    """Where the words at one end stand in capitals and the others don't, they are the family."""
    loud = [word.isupper() and "." not in word for word in words]
    if not any(is_loud and len(word) > 2 for word, is_loud in zip(words, loud, strict=True)):
        return None
    part = [a or (b in _PARTICLE_SET) for a, b in zip(loud, words, strict=True)]
    count = sum(part)
    if count < len(words) and all(part[:count]):
        return words[count:], words[:count]
    if count < len(words) and all(part[-count:]):
        return words[:-count], words[-count:]
    return None


def _family_leading(words: list[str]) -> Parts:
    """Hungarian mostly: "ifj. Szabó Pál", "B. Nagy Éva", "Kovácsné Nagy Mária", "van Dyck Jan"."""
    end = 0
    while end < len(words) - 1 and _opens_family(words[end], left=len(words) - end):
        end += 1
    if words[end].endswith("né") and len(words) - end > 2:
        end += 1
    return words[end + 1 :], words[: end + 1]


def _opens_family(word: str, left: int) -> bool:
    key = fold(word).rstrip(".")
    if _INITIAL.match(word) or key in _PARTICLE_SET:
        return left > 2
    return word.endswith(".") and key in _GENERATION_SET


def _family_trailing(words: list[str]) -> Parts:
    """The last word, and from a particle on: "Ludwig van der Berg"."""
    inner = range(1, len(words) - 1)
    start = next((i for i in inner if fold(words[i]) in _PARTICLE_SET), len(words) - 1)
    return words[:start], words[start:]


def _is_suffix(word: str) -> bool:
    return fold(word).rstrip(".") in _SUFFIX_SET


def _pinyin_leads(words: list[str]) -> bool:
    """ "Wang Xiaoming" but "John Smith" and "Xiaoming Wang"."""
    return fold(words[0]) in _PINYIN_SET


def _split_chinese(text: str) -> PersonName:
    title, name = take_chinese_title(text)
    if "·" in name or "・" in name:  # a name from another language: given · family
        parts = [part.strip() for part in re.split("[·・]", name) if part.strip()]
        return PersonName("·".join(parts[:-1]), parts[-1] if parts else "", title)
    if " " in name:
        family, given = name.split(" ", 1)
        return PersonName(given, family, title)
    width = 2 if name[:2] in _COMPOUND_SET and len(name) > 2 else 1
    return PersonName(name[width:], name[:width], title)
