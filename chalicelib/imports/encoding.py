"""Which encoding a text file is in, told from the few accented words that a short file has."""

import codecs
import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from chalicelib.imports import words


class Profile(NamedTuple):
    """A language in one of its legacy encodings; `letters` beyond a-z, most frequent first.

    `pairs` is what two such letters side by side cost: Russian has nothing else, German has none.
    """

    encoding: str
    language: str
    letters: str
    pairs: float


_RU = "аоеинрвтлсмкдяьгшпубйыхзчюжщфцэёъ"
_HU = "áéöóíüőúű"
_TR = "ıüşğöçâîû"
PROFILES = (
    Profile("windows-1254", "tr", _TR, 1.0),
    Profile("windows-1250", "hu", _HU, 2.0),
    Profile("windows-1250", "pl", "łóśąężćńź", 2.0),
    Profile("windows-1250", "cs", "áíéěčřšýžůúťďňóľĺôäŕ", 2.0),
    Profile("windows-1250", "ro", "ăţâşî", 3.0),
    Profile("windows-1250", "hr", "čćšžđ", 3.0),
    Profile("windows-1252", "en", "éèüöáñçíóäëïêôøåúâ", 3.0),
    Profile("windows-1252", "de", "üöäß", 3.0),
    Profile("windows-1252", "fr", "éèçëêôïîâàùûœ", 3.0),
    Profile("windows-1252", "es", "áíéóñúü", 3.0),
    Profile("windows-1252", "pt", "ãçáéíóâêôúõà", 3.0),
    Profile("windows-1252", "it", "àèòùìé", 3.0),
    Profile("windows-1252", "sv", "öåäøæéüõ", 3.0),
    Profile("windows-1251", "ru", _RU, 0.0),
    Profile("windows-1251", "uk", "аоиневрітлсмкдяьгшпубйхзчюжщфцєїґ", 0.0),
    Profile("koi8-r", "ru", _RU, 0.0),
    Profile("cp866", "ru", _RU, 0.0),
    Profile("windows-1256", "ar", "المينرحدبعوسفةتكهقصجشطزخأىغضءثذإئؤآظپچگژ", 0.0),
    Profile("gb18030", "zh", "", 0.0),
    Profile("cp857", "tr", _TR, 1.0),
    Profile("cp852", "hu", _HU, 2.0),
)
# Programs of DOS wrote these; hardly any still does.
_RARE = {"cp866": 4.0, "cp857": 6.0, "cp852": 6.0}
_HOMES = {
    "windows-1254": "TR AZ CY",
    "windows-1250": "HU PL CZ SK RO SI HR BA RS ME AL",
    "windows-1251": "RU BY UA KZ KG BG MK UZ TJ MD AM",
    "windows-1256": "SA AE EG IQ JO KW LB LY MA OM PK QA SY TN YE IR DZ BH",
    "gb18030": "CN SG",
}
_FOREIGN = 5.0  # what a language costs that is neither the clinic's nor its country's
_STRANGE = 9.0  # a letter that the language doesn't have
_BROKEN = 14.0  # a sign that no text has there, two alphabets or a capital inside a word
_KNOWN_TITLE = 6.0  # what a known column title is worth
_TOP = 10  # lines
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~]*[^\x00-\x7f][^\s\d!-/:-@\[-`{-~]*")


class Decoded(NamedTuple):
    text: str
    encoding: str
    undecodable: int  # how many U+FFFD stand for bytes that meant nothing


def decode(data: bytes, language: str, country: str) -> Decoded:
    """The text of a file. The clinic's language and country decide where the bytes leave it open.

    Marks of order first, then UTF-8, which other encodings hardly ever look like; then the legacy
    encoding in which the words read best.
    """
    encoding = _marked(data) or _utf16(data) or _utf8(data)
    if encoding is None:
        encoding = guess(data, language, country)
    text = data.decode(encoding, "replace").replace("\0", "")
    return Decoded(text.removeprefix("\ufeff"), encoding, text.count("\ufffd"))


def guess(data: bytes, language: str, country: str) -> str:
    """The likeliest legacy encoding of text that is not UTF-8."""
    sample = b"\n".join(_telling_lines(data))
    home = _home(country)

    def cost(profile: Profile) -> float:
        text = sample.decode(profile.encoding, "replace")
        foreign = profile.language != language and profile.encoding != home
        prior = _FOREIGN * foreign + _RARE.get(profile.encoding, 0.0)
        return prior + _reading_cost(text, profile) - _KNOWN_TITLE * _titles(text, profile.language)

    return min(PROFILES, key=cost).encoding


def _home(country: str) -> str:
    return next((name for name, places in _HOMES.items() if country in places), "windows-1252")


def _marked(data: bytes) -> str | None:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: its delimiters, digits and line ends have zero halves, all on one
    side, and more of them than pairs of bytes that could be two letters of another encoding."""
    head = data[:4096]
    pairs = list(zip(head[::2], head[1::2], strict=False))
    little = sum(second == 0 < first for first, second in pairs)
    big = sum(first == 0 < second for first, second in pairs)
    letters = sum(31 < first < 127 > second > 31 for first, second in pairs)
    if max(little, big) <= max(1, letters, 8 * min(little, big)):
        return None
    return "utf-16-le" if little > big else "utf-16-be"


def _utf8(data: bytes) -> str | None:
    """UTF-8, also where single bytes of it were cut or damaged on the way."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        sound = len(text.encode()) - len(text) - 2 * broken
        return "utf-8" if sound > 20 * broken else None
    return "utf-8"


def _telling_lines(data: bytes) -> Iterator[bytes]:
    """The top of the file, where the titles are, and lines from all of it that are not ASCII."""
    lines = re.split(rb"[\r\n]+", data)
    telling = [line for line in lines[_TOP:] if not line.isascii()]
    step = max(1, len(telling) // 150)
    return (line[:2000] for line in lines[:_TOP] + telling[::step])


def _titles(text: str, language: str) -> int:
    """How many column titles of that language stand at the top, as far as it matters."""
    cells = re.split(r"[;,\t|\n]", text[:4000])[:400]
    return min(5, sum(language in words.languages(cell.strip(' "')) for cell in cells))


def _reading_cost(text: str, profile: Profile) -> float:
    """How unlikely the words are in that language, in nats."""
    return sum(_word_cost(word, profile) for word in dict.fromkeys(_WORD.findall(text)))


def _word_cost(word: str, profile: Profile) -> float:
    cost = sum(_char_cost(char, profile) for char in word if char > "\x7f")
    neighbours = list(pairwise(word))
    cost += profile.pairs * sum(a > "\x7f" < b for a, b in neighbours)
    capitals = sum(a.islower() and b.isupper() for a, b in neighbours)
    return cost + _BROKEN * (capitals + _changes_of_script(word))


def _char_cost(char: str, profile: Profile) -> float:
    if profile.encoding == "gb18030":
        return _hanzi_cost(char)
    lower = char.lower() if char != "İ" else "ı"
    costs = _letter_costs(profile.letters)
    if lower in costs:
        return costs[lower]
    return _STRANGE if char.isalpha() else _BROKEN


@cache
def _letter_costs(letters: str) -> dict[str, float]:
    """Zipf's law over the rank: letters of any alphabet follow it well enough."""
    total = sum(1 / (rank + 2) for rank in range(len(letters)))
    return {c: math.log((rank + 2) * total) for rank, c in enumerate(letters)}


def _hanzi_cost(char: str) -> float:
    """By the level of GB 2312: the first holds the 3,755 signs in common use."""
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return _BROKEN
    if lead < 0xB0:  # punctuation, and foreign letters of double width
        return _STRANGE if char.isalpha() else 5.0
    return 6.0 if lead < 0xD8 else 11.0


def _changes_of_script(word: str) -> int:
    scripts = [_script(char) for char in word if char.isalpha()]
    return sum(a != b for a, b in pairwise(scripts))


@cache
def _script(char: str) -> str:
    return unicodedata.name(char, "?").split()[0]
