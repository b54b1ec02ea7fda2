"""What a telephone number tells: its E.164 form, its country, and numbers reserved for fiction."""

import re
from collections.abc import Iterator
from itertools import product

import phonenumbers

from infra.local.sms.failures import invalid
from infra.local.standins.asked import Declined

_AREAS = ("202", "206", "212", "303", "312", "404", "415", "512", "602", "617", "702", "808")
_FICTION = {
    "GB": (447700900000, 447700900999),
    "AU": (61255500000, 61255509999),
    "FR": (33639980000, 33639989999),
    "DE": (491713920000, 491713920099),
    "SE": (46701740605, 46701740699),
    "IE": (353209100000, 353209109999),
}


def e164(text: str, field: str = "DestinationPhoneNumber") -> str:
    """`+` and digits; refuses what no number of any country can be, naming the `field`."""
    number = "+" + text.lstrip("+")
    try:
        possible = phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        possible = False
    if not possible:
        complaint = "is not a phone number in E.164 format"
        raise invalid(
            "INVALID_PARAMETER",
            "The phone number isn't valid",
            (field, complaint),
        )
    return number


def spoken(text: str) -> str:
    """The number in a path or body of /_local, with its `+`."""
    number = "+" + re.sub(r"[\s().+-]", "", text)
    if not re.fullmatch(r"\+[1-9]\d{4,18}", number):
        raise Declined(422, "invalid", f"{text!r} is not a phone number", phone="invalid")
    return number


def country(number: str) -> str | None:
    """ISO 3166 code; None where the calling code belongs to no country."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None
    exact = phonenumbers.region_code_for_number(parsed)
    return exact or _main_country(parsed.country_code)


def _main_country(code: int | None) -> str | None:
    found = phonenumbers.region_code_for_country_code(code or 0)
    return found if found.isalpha() and found != "ZZ" else None


def fictional(iso: str) -> Iterator[str]:
    """Numbers of the country that nobody can own, or look so where it reserves none."""
    code = phonenumbers.country_code_for_region(iso)
    if not code:
        return
    if code == 1:
        for last, area in product(range(100, 200), _AREAS):
            yield f"+1{area}5550{last}"
        return
    unowned = int(f"{code}555010000")
    first, last = _FICTION.get(iso, (unowned, unowned + 999))
    yield from (f"+{number}" for number in range(first, last + 1))
