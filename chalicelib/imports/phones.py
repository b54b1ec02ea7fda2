"""Telephone numbers as people and spreadsheets write them, brought to E.164."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

MAX_PHONES = 5  # of one cell
_MOBILE = (1, 2)  # libphonenumber's MOBILE and FIXED_LINE_OR_MOBILE
_POSSIBLE = 0  # its IS_POSSIBLE
_LEAST_DIGITS = 5  # below, it is a house number or the like
_WHOLE_DIGITS = 7  # of a number that stands beside others
_EDGES = " -/\\._*\u2010\u2011\u2012\u2013\u2014\u2015"
_EXTENSION_WORD = (
    r"(?:ext(?:ension|n)?|dahili|dah|доб(?:авочный)?|вн(?:утр)?|mell(?:ék)?|durchwahl|dw|转|分机|内线"
    r"|#|x|х)"
)
_SPLIT = re.compile(rf"[,;|\n]+(?!\s*{_EXTENSION_WORD}\W*\d)", re.IGNORECASE)
_EXPONENT = re.compile(r"\+?(\d)(?:[.,](\d+))?e\+?(\d{1,2})", re.IGNORECASE)
_FLOAT = re.compile(r"(\+?\d{5,})[.,]0+")
_NUMBER = re.compile(r"[+(]*\d(?:[\d\s().\-\u2010-\u2015/\\_*]*\d)?")
_EXTENSION = re.compile(
    rf"\s*[,(\-]?\s*{_EXTENSION_WORD}[.:\s]*(\d{{1,6}})(?!\d)\)?", re.IGNORECASE
)
_PARTS = re.compile(r"\s*[/\\]\s*|\s+-\s+")
_GROUPS = re.compile(r"[\s/\\.\-\u2010-\u2015_*]*[^\s/\\.\-\u2010-\u2015_*]+")
_SHORT_END = re.compile(r"(.*\d)\s*[/\\-]\s*(\d{1,4})")
_SAID_ANYWAY = re.compile(
    r"\b(?:tel(?:efon(?:u|szám)?|ephone)?|cep|gsm|mob(?:ile?|iltelefon)?|cell|phone|handy|т|м"
    r"|тел(?:ефон)?|моб(?:ильный)?|сот(?:овый)?|no|nr|ve|и|és|und|and|or|или|veya|vagy|oder|t|m)\b"
    r"[.:]?|手机|电话|手機",
    re.IGNORECASE,
)
# Kept for fiction by the regulator and so in no directory's pattern; other countries' are.
_FICTION = re.compile(
    r"\+44(7700900|1632960|2079460|1(?:1[3-8]|[2-6]1)496|1914980|2890180|2920180|3069990)\d{3,4}"
)
_NOTHING = re.compile(
    r"[\W_0]*|(?:yok|нет|nincs|none|no|n/?a|null|nan|无|没有|keine?|unknown|bilinmiyor)\.?"
)


class Phone(NamedTuple):
    """`e164` begins with +; `label` is what else the cell said about this number."""

    e164: str
    mobile: bool
    extension: str = ""
    label: str = ""
    doubt: str = ""  # "" or a Remark's code: phone_unusual, phone_country_guessed


class PhoneCell(NamedTuple):
    """`problems` are (a Remark's code, the text that no number could be made of)."""

    phones: tuple[Phone, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


def read_phones(text: str, country: str) -> PhoneCell:
    """All numbers of a cell, in their order; `country` is where a number without + belongs."""
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'")
    if _NOTHING.fullmatch(plain.casefold()):
        return PhoneCell()
    restored = _restored(plain)
    if restored is None:
        return PhoneCell(problems=(("phone_damaged", plain),))
    phones: dict[str, Phone] = {}
    problems = []
    for piece in filter(str.strip, _SPLIT.split(restored)):
        found = list(_phones_in(piece, country))
        if not found and phones and sum(map(str.isdigit, piece)) < _LEAST_DIGITS:
            last = phones[next(reversed(phones))]
            phones[last.e164] = last._replace(label=f"{last.label} {piece.strip()}".strip())
        elif not found:
            problems.append(("phone_invalid", piece.strip()))
        for phone in found:
            phones.setdefault(phone.e164, phone)
    return PhoneCell(tuple(phones.values())[:MAX_PHONES], tuple(problems))


def _restored(text: str) -> str | None:
    """The digits that a spreadsheet wrote as a float; None where it kept too few of them."""
    if whole := _FLOAT.fullmatch(text):
        return whole[1]
    if not (found := _EXPONENT.fullmatch(text)):
        return text
    digits, exponent = found[1] + (found[2] or ""), int(found[3])
    rest = digits[exponent + 1 :]
    return digits[: exponent + 1] if len(digits) > exponent and not rest.strip("0") else None


def _phones_in(piece: str, country: str) -> Iterator[Phone]:
    """The numbers of a text that no comma divides; words around them become their labels."""
    runs = [run for run in _NUMBER.finditer(piece) if _digits(run[0]) >= _LEAST_DIGITS]
    ends = [run.start() for run in runs[1:]] + [len(piece)]
    for index, (run, end) in enumerate(zip(runs, ends, strict=False)):
        extension = _EXTENSION.match(piece, run.end())
        said = piece[extension.end() if extension else run.end() : end]
        label = _label((piece[: run.start()] if index == 0 else "") + " " + said)
        numbers = _divided(run[0], country)
        for number in numbers[:-1]:
            yield number
        for number in numbers[-1:]:
            words = f"{number.label} {label}".strip()
            yield number._replace(extension=extension[1] if extension else "", label=words)


def _divided(run: str, country: str) -> list[Phone]:
    """The numbers in one run of digits, which a slash, a dash or nothing but spaces may divide."""
    parts = [_recognised(part, country) for part in _PARTS.split(run)]
    if len(parts) > 1 and None not in parts:
        return [part for part in parts if part]
    if whole := _recognised(run, country):
        return [whole]
    if several := _partition(_GROUPS.findall(run)[:16], country):
        return several
    short = _SHORT_END.fullmatch(run)  # "555 12 34/35": the last digits of a second line
    first = _recognised(short[1], country) if short else None
    return [first._replace(label=run[short.end(1) :].strip())] if first and short else []


def _partition(groups: list[str], country: str) -> list[Phone] | None:
    """The groups of digits as a row of numbers, each sound; None where they aren't."""
    if not groups:
        return []
    for end in range(1, len(groups) + 1):
        text = "".join(groups[:end])
        first = _digits(text) >= _WHOLE_DIGITS and _recognised(text, country, strict=True)
        if first and (rest := _partition(groups[end:], country)) is not None:
            return [first, *rest]
    return None


def _recognised(text: str, country: str, *, strict: bool = False) -> Phone | None:
    """`strict`: only a number of the country or with its country code, beyond doubt."""
    number = text.strip(_EDGES)
    if number.startswith("00"):
        number = "+" + number[2:].lstrip()
    if number.startswith("+"):
        unusual = "" if strict else "phone_unusual"
        return _parsed(number, country, unusual) or _parsed(number.lstrip("+"), country)
    return _parsed(number, country) or (None if strict else _abroad(number))


def _abroad(number: str) -> Phone | None:
    """A number that is none of the country's: with a country code but no +, or Russian with 8."""
    digits = _digits(number)
    russian = digits == 11 and number.startswith("8")
    if digits < 11 or number.startswith(("0", "(")):
        return None
    found = _parsed(f"+7{number[1:]}" if russian else f"+{number}", "")
    return found._replace(doubt="phone_country_guessed") if found else None


def _parsed(text: str, country: str, unusual: str = "") -> Phone | None:
    """`unusual`: what to say of a number of possible length that follows no pattern, if allowed."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
    e164 = f"+{number.country_code}{phonenumbers.national_significant_number(number)}"
    if len(set(str(number.national_number))) == 1:  # 555 555 55 55 is nobody's
        return None
    kind = phonenumbers.number_type(number)
    if kind != phonenumbers.PhoneNumberType.UNKNOWN or _FICTION.fullmatch(e164):
        return Phone(e164, kind in _MOBILE or e164.startswith("+447700"))
    possible = phonenumbers.is_possible_number_with_reason(number) == _POSSIBLE
    return Phone(e164, mobile=False, doubt=unusual) if unusual and possible else None


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _label(text: str) -> str:
    """What is left of the text around a number, without words that every number has."""
    said = " ".join(_SAID_ANYWAY.sub(" ", text).split()).strip(" ()[]:;,.-/–+'\"")
    return said if any(map(str.isalnum, said)) else ""
