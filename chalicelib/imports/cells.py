"""One cell's text: what spreadsheets and copying have added to it is taken off, the rest kept."""

import re
from datetime import date, datetime, time

# Signs without a look of their own, among them the direction marks of copied phone numbers.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_FORMULA_TEXT = re.compile(r'="((?:[^"]|"")*)"')  # how exports keep a spreadsheet from calculating
_ERROR = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|#+)")


def clean(text: str) -> str:
    """The text as a person sees it. A leading = + - or @ stays: it is text here."""
    if not (text.isascii() and text.isprintable()):
        text = _UNSEEN.sub("", _SPACES.sub(" ", _LINE_ENDS.sub("\n", text)))
    text = text.strip()
    if text[:2] == '="' and (inner := _FORMULA_TEXT.fullmatch(text)):
        return inner[1].replace('""', '"').strip()
    return "" if text[:1] == "#" and _ERROR.fullmatch(text) else text


def typed(value: object) -> str:
    """A spreadsheet's value as text: dates yyyy-mm-dd, whole floats without a fraction."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else clean(str(value))
