"""Dates of birth in the notations of many countries; day before month is settled per column."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from chalicelib.patients.names import fold

OLDEST = 120  # years; what is older stands for "unknown", as 01.01.1900 does
# en, tr, ru, hu and de by their first three letters, which no two months share.
_MONTHS = (
    "jan oca янв|feb sub фев|mar мар|apr nis апр|may mai maj маи мая|jun haz июн|jul tem июл"
    "|aug agu авг|sep eyl sze сен|oct okt eki окт|nov kas ноя|dec dez ara дек"
)
_ROMAN = "i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii"
_MONTH_OF = {stem: i + 1 for i, stems in enumerate(_MONTHS.split("|")) for stem in stems.split()}
_MONTH_OF |= {numeral: i + 1 for i, numeral in enumerate(_ROMAN.split("|"))}
_MONTH_FIRST = frozenset(["US", "PH", "FM", "MH", "PW", "GU", "PR"])
_YEAR_FIRST = frozenset(["CN", "TW", "JP", "KR", "HU", "LT", "MN"])
_ORDERS = {"dmy": ("dmy", "mdy", "ymd"), "mdy": ("mdy", "dmy", "ymd"), "ymd": ("ymd", "dmy", "mdy")}
_EXCEL_ZERO = date(1899, 12, 30)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:?\d\d.*(?:Z|[+-]\d\d:?\d\d)")
_YEAR_LEADS = re.compile(r"\D*\d{4}")
_TIME = re.compile(r"(?<=[\d.])[T\s]+\d{1,2}[:.]\d\d([:.]\d\d([.,]\d+)?)?(\s*[ap]\.?m\.?)?$", re.I)
_NUMERIC = re.compile(
    r"(\d{1,4})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{1,4})\s*\.?\s*(?:г|ev)?\.?"
)
_SERIAL = re.compile(r"(\d{4,5})(?:[.,]\d+)?")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_NOTHING = re.compile(r"[\W_0]*|null|none|n/?a|yok|нет|nincs|无|unknown")
_HINTS = (
    ("mdy", re.compile(r"\bmm\W*dd\W*yy", re.I)),
    ("dmy", re.compile(r"\b(dd|gg|дд|tt|nn)\W*(mm|aa|мм|hh)\W*(yy|jj|гг|éé)", re.I)),
)


class DateCell(NamedTuple):
    """`problem` is "" or a Remark's code: date_invalid, date_future or date_incomplete."""

    value: date | None
    problem: str = ""


class DateOrder(NamedTuple):
    """`order` is dmy, mdy or ymd; `remark` is "", "ambiguous_dates" or "mixed_dates"."""

    order: str
    remark: str = ""


def learn_order(values: Iterable[str], title: str, country: str, today: date) -> DateOrder:
    """What a column's numbers stand for, told from all of its rows.

    The order that makes a date of most of them. Where two do it equally well, the column's title
    ("MM/DD/YYYY") decides, and then the country, which is remarked.
    """
    votes: Counter[str] = Counter()
    told = open_values = 0
    for value in values:
        if _YEAR_LEADS.match(value):
            continue  # no doubt there, and nothing told of the other rows
        readings = _readings(value, today).items()
        days = {order: day for order, day in readings if _lived(day, today)}
        votes.update(days.keys())
        told += bool(days)
        open_values += len(set(days.values())) > 1
    hint = _hinted(title)
    preferred = _ORDERS[hint or usual_order(country)]
    best = max(preferred, key=lambda order: votes[order])
    if open_values and not hint and sum(votes[order] == votes[best] for order in preferred) > 1:
        return DateOrder(best, "ambiguous_dates")
    return DateOrder(best, "mixed_dates" if votes[best] < told else "")


def usual_order(country: str) -> str:
    """How a country writes three numbers: ymd, mdy or dmy."""
    if country in _YEAR_FIRST:
        return "ymd"
    return "mdy" if country in _MONTH_FIRST else "dmy"


def read_date(text: str, order: str, zone: str, today: date) -> DateCell:
    """A birth date; `order` for three numbers, `zone` (IANA) for instants that name another."""
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'")
    if _NOTHING.fullmatch(plain.casefold()):
        return DateCell(None)
    found = _instant(plain, zone) if _INSTANT.fullmatch(plain) else _day(plain, order, today)
    if found is None:
        return DateCell(None, "date_incomplete" if _without_day(plain, today) else "date_invalid")
    if found > today:
        return DateCell(None, "date_future")
    return DateCell(found) if _lived(found, today) else DateCell(None, "date_invalid")


def _hinted(title: str) -> str:
    return next((order for order, hint in _HINTS if hint.search(title)), "")


def _lived(day: date, today: date) -> bool:
    return today.year - OLDEST <= day.year and day <= today


def _instant(text: str, zone: str) -> date | None:
    """Midnight means that day; another hour is midnight of another zone, as JSON writes dates."""
    from zoneinfo import ZoneInfo

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    midnight = (moment.hour, moment.minute) == (0, 0)
    return (moment if midnight else moment.astimezone(ZoneInfo(zone))).date()


def _day(text: str, order: str, today: date) -> date | None:
    days = _readings(text, today)
    if days:
        return next(days[one] for one in _ORDERS[order] if one in days)
    bare = _bare(text)
    if bare.isdecimal() and len(bare) in (6, 8):
        return _compact(bare, order, today)
    if serial := _SERIAL.fullmatch(bare):
        number = int(serial[1])
        return None if 1900 <= number <= today.year else _EXCEL_ZERO + timedelta(number)
    return _worded(bare, today)


def _bare(text: str) -> str:
    """Without a time of day, and with numbers only where Chinese has signs."""
    bare = _TIME.sub("", text.strip())
    for sign, to in (("年", "-"), ("月", "-"), ("日", ""), ("号", "")):
        bare = bare.replace(sign, to)
    return bare.strip(" -,;")


def _readings(text: str, today: date) -> dict[str, date]:
    """The dates that three numbers make, by the order in which they do."""
    found = _NUMERIC.fullmatch(_bare(text))
    if not found:
        return {}
    a, b, c = found.groups()
    tried = {"ymd": (a, b, c), "dmy": (c, b, a), "mdy": (c, a, b)}
    days = {order: _date(*parts, today) for order, parts in tried.items()}
    if "." in text and len(c) == 4 and days["dmy"]:
        del days["mdy"]  # nobody writes points and the month first
    return {order: day for order, day in days.items() if day}


def _date(year: str, month: str, day: str, today: date) -> date | None:
    """None where there is no such day. A year of two digits is the latest that is not to come."""
    if len(year) not in (2, 4) or len(day) > 2:
        return None
    short = len(year) == 2
    try:
        found = date(int(year) + 2000 * short, int(month), int(day))
        return found.replace(year=found.year - 100) if short and found > today else found
    except ValueError:
        return None


def _compact(digits: str, order: str, today: date) -> date | None:
    """19850312, 12031985 or 120385."""
    if len(digits) == 8 and today.year - OLDEST <= int(digits[:4]) <= today.year:
        found = _date(digits[:4], digits[4:6], digits[6:], today)
        if found:
            return found
    pieces = f"{digits[:2]}.{digits[2:4]}.{digits[4:]}"
    days = _readings(pieces, today)
    return next((days[one] for one in _ORDERS[order] if one in days), None)


def _worded(text: str, today: date) -> date | None:
    """12 Mart 1985, Mar 12 1985, 1985. március 12., 12.III.85"""
    parts = _PARTS.findall(text)
    numbers = [part for part in parts if part.isdecimal()]
    months = [month for part in parts if (month := _month(part))]
    if len(numbers) != 2 or len(months) != 1:
        return None
    year_leads = len(numbers[0]) == 4 or int(numbers[0]) > 31
    year, day = numbers if year_leads else numbers[::-1]
    return _date(year, str(months[0]), day, today)


def _month(word: str) -> int | None:
    key = fold(word)
    return _MONTH_OF.get(key) or (_MONTH_OF.get(key[:3]) if len(key) > 2 else None)


def _without_day(text: str, today: date) -> bool:
    """Whether it tells a year, or a month of one, and no day."""
    numbers = [part for part in _PARTS.findall(_bare(text)) if part.isdecimal()]
    years = [n for n in numbers if len(n) == 4 and today.year - OLDEST <= int(n) <= today.year]
    return len(numbers) <= 2 and len(years) == 1
