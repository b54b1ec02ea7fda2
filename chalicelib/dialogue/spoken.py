"""Days, times, money, minutes and numbers as a voice has to read them, in each language."""

import re
from collections.abc import Iterable
from datetime import datetime, time

from chalicelib import texts
from chalicelib.clinic.model import WEEKDAYS, HourTable
from chalicelib.dialogue.clocks import CLOCKS, plural

# Digits after the point where they are not two (ISO 4217).
_MINOR = {
    **dict.fromkeys(("CLP", "ISK", "JPY", "KRW", "VND"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "OMR", "TND"), 3),
}


def moment(wall: datetime, language: str) -> str:
    """A wall time inside a sentence: "Monday the 23rd of March at 9 30 a.m."."""
    clock = CLOCKS[language]
    return texts.text(
        "phone.moment",
        language,
        weekday=_word("phone.weekdays", language, wall.weekday()),
        day=clock.day(wall),
        month=_word("months", language, wall.month - 1),
        time=clock.at(wall.hour, wall.minute),
    )


def hour(wall: datetime, language: str) -> str:
    """The time alone, where its day was just said."""
    return CLOCKS[language].at(wall.hour, wall.minute)


def key(number: int, language: str) -> str:
    """A key from 1 to 7 inside "press …": Hungarian wants an article and an ending."""
    return _word("phone.keys", language, number - 1)


def minutes(number: int, language: str) -> str:
    forms = texts.text("phone.minutes", language, n=number).split("|")
    return forms[min(plural(number, language), len(forms) - 1)]


def money(amount: int, currency: str, language: str) -> str:
    """Minor units in words that can be read aloud: "1200 lira 50 kuruş"; a currency that has no
    words here is spelled."""
    unit = 10 ** _MINOR.get(currency, 2)
    whole, rest = divmod(amount, unit)
    key = f"phone.money.{currency.lower()}"
    if not texts.has(key):
        said = str(whole) if not rest else f"{amount / unit:.{_MINOR.get(currency, 2)}f}"
        return f"{said} {' '.join(currency)}"
    major, minor = (names.split("|") for names in texts.text(key, language).split(";"))
    parts = [(whole, major)] if whole or not rest else []
    parts += [(rest, minor)] if rest else []
    join = "" if language == "zh" else " "
    return join.join(f"{n}{join}{_form(n, forms, language)}" for n, forms in parts)


def digits(number: str, language: str, country: str = "") -> str:
    """A phone number digit by digit, in the groups in which it is written (in the country)."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
        at_home = parsed.country_code == phonenumbers.country_code_for_region(country)
        forms = phonenumbers.PhoneNumberFormat
        written = phonenumbers.format_number(
            parsed, forms.NATIONAL if at_home else forms.INTERNATIONAL
        )
    except phonenumbers.NumberParseException:
        written = number
    groups = [" ".join(group) for group in re.findall(r"\d+", written)]
    plus = f"{texts.text('phone.plus', language)} " if written.startswith("+") else ""
    return plus + ", ".join(groups)


def hours(table: HourTable, language: str) -> str:
    """Opening hours, days that are alike together; nothing where nothing is open."""
    runs: list[tuple[int, int, list[list[str]]]] = []
    for at, name in enumerate(WEEKDAYS):
        spans = table.get(name) or []
        if runs and runs[-1][1] == at - 1 and runs[-1][2] == spans:
            runs[-1] = (runs[-1][0], at, spans)
        else:
            runs.append((at, at, spans))
    return " ".join(
        texts.text(
            "phone.clinic.hours",
            language,
            days=_days(first, last, language),
            times=_spans(spans, language),
        )
        for first, last, spans in runs
        if spans
    )


def sentences(parts: Iterable[str]) -> str:
    """What is said one after the other."""
    return " ".join(part for part in parts if part)


def _days(first: int, last: int, language: str) -> str:
    if first == last:
        return _word("phone.weekdays.on", language, first)
    since = _word("phone.weekdays.since", language, first)
    join = "" if language == "zh" else " "
    return f"{since}{join}{_word('phone.weekdays.until', language, last)}"


def _spans(spans: list[list[str]], language: str) -> str:
    clock = CLOCKS[language]
    said = [clock.span(_time(since), _time(until)) for since, until in spans]
    return ", ".join(said)


def _time(text: str) -> time:
    hour, minute = map(int, text.split(":"))
    return time(hour % 24, minute)


def _word(key: str, language: str, at: int) -> str:
    return texts.text(key, language).split(",")[at]


def _form(number: int, forms: list[str], language: str) -> str:
    return forms[min(plural(number, language), len(forms) - 1)]
