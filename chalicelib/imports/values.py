"""Words for gender, language and consent in many languages, and mail addresses."""

import re
from typing import NamedTuple

from chalicelib.patients.names import fold


def _set(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split("|"))


_MALE = _set(
    "m|male|man|e|erkek|bay|м|муж|мужской|мужчина|ferfi|ffi|男|男性|mannlich|herr|mr|boy|г-н|господин"
)
_FEMALE = _set(
    "f|female|woman|k|kadin|kiz|bayan|ж|жен|женский|женщина|n|no|女|女性|w|weiblich|frau|mrs|ms|miss"
    "|girl|г-жа|госпожа|holgy|asszony"
)
_OTHER = _set("o|other|x|d|divers|diger|другой|egyeb|其他|nonbinary|non-binary")
_YES = _set("yes|y|true|1|evet|e|var|onayli|да|д|igen|i|是|有|同意|ja|j|x|+|✓|✔|on|ok|izinli")
_NO = _set("no|n|false|0|hayir|h|yok|нет|н|nem|否|无|不同意|nein|off|izinsiz")
_LANGUAGES = {
    "en": "english|ingilizce|английский|angol|英语|英文|englisch|eng",
    "tr": "turkce|turkish|турецкий|torok|土耳其语|turkisch|tur|turk",
    "ru": "русский|russian|rusca|orosz|俄语|俄文|russisch|rus|рус",
    "hu": "magyar|hungarian|macarca|венгерский|匈牙利语|ungarisch|hun",
    "zh": "中文|汉语|chinese|cince|китайский|kinai|chinesisch|zho|chi|普通话|mandarin",
}
_LANGUAGE_OF = {
    fold(word): code for code, words in _LANGUAGES.items() for word in (code, *words.split("|"))
}
_TAG = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]{2,8})*")
_NOTHING = re.compile(
    r"[\W_]*|null|none|n/?a|unknown|bilinmiyor|не указан\w*|неизвестно|ismeretlen|未知"
)
_MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+"
)
_MAIL_SEPARATORS = re.compile(r"[\s,;<>()\[\]\"|]+|mailto:", re.IGNORECASE)


class Mail(NamedTuple):
    """`rest` is what else the cell held; all of it where `address` is ""."""

    address: str
    rest: str


def is_nothing(text: str) -> bool:
    """Whether a cell says in words or signs that it has nothing to say."""
    return _NOTHING.fullmatch(text.casefold()) is not None


def read_gender(text: str, *, f_is_male: bool = False) -> str:
    """male, female, other or "" (unknown word). `f_is_male`: the column says F and N."""
    key = fold(text).strip(" .")
    if key == "f" and f_is_male:
        return "male"
    for gender, known in (("male", _MALE), ("female", _FEMALE), ("other", _OTHER)):
        if key in known:
            return gender
    return ""


def says_f_for_male(keys: set[str]) -> bool:
    """Whether a column's folded values are Hungarian: férfi and nő."""
    return "f" in keys and "m" not in keys and bool(keys & {"n", "no"})


def read_language(text: str) -> str:
    """en, tr, ru, hu or zh, from a code, a tag such as tr-TR or a name; "" for any other."""
    key = fold(text).strip()
    tag = _TAG.fullmatch(key)
    return _LANGUAGE_OF.get(tag[1] if tag else key, "")


def read_consent(text: str) -> bool | None:
    key = fold(text).strip(" .")
    return True if key in _YES else False if key in _NO else None


def read_mail(text: str) -> Mail:
    """The first address of a cell, in lower case."""
    parts = [part.strip(".'") for part in _MAIL_SEPARATORS.split(text) if part]
    found = next((part for part in parts if _MAIL.fullmatch(part) and len(part) <= 254), "")
    if not found:
        return Mail("", text)
    return Mail(found.lower(), " ".join(part for part in parts if part != found))
