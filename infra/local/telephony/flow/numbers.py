"""Telephone numbers as callers type them, read by the phonenumbers library."""

from __future__ import annotations

import phonenumbers

from infra.local.telephony.flow.values import PhoneFormat


def find_typed(keys: str, how: PhoneFormat) -> str | None:
    """The number in E.164, or None if it is none. In the format E164 the plus is not typed."""
    if how.format == "E164":
        return find_e164("+" + keys.removeprefix("00"))
    return _valid(keys, how.country or "US")


def find_e164(text: str) -> str | None:
    """The same number written properly, or None if it isn't one with its country code."""
    text = text.strip()
    return _valid(text, None) if text.startswith("+") else None


def _valid(text: str, country: str | None) -> str | None:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    # Not `is_valid_number`: no operator has given out the numbers that are kept for fiction.
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
