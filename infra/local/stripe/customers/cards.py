"""Stripe's test cards: how each behaves when it is given and when it is charged."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from infra.local.stripe.wire.errors import CardDeclined


class Behaviour(NamedTuple):
    """`refused_when`: "given" (also when charged), "charged", or "" for a card that works.

    `asks`: the holder must confirm; "given" only then, "always" also for each later charge.
    """

    token: str
    brand: str
    refused_when: str = ""
    code: str = "card_declined"
    decline_code: str = "generic_decline"
    message: str = "Your card was declined."
    asks: str = ""


CARDS = {
    "4242424242424242": Behaviour("pm_card_visa", "visa"),
    "5555555555554444": Behaviour("pm_card_mastercard", "mastercard"),
    "378282246310005": Behaviour("pm_card_amex", "amex"),
    "4000000000000002": Behaviour("pm_card_chargeDeclined", "visa", "given"),
    "4000000000009995": Behaviour(
        "pm_card_chargeDeclinedInsufficientFunds",
        "visa",
        "given",
        decline_code="insufficient_funds",
        message="Your card has insufficient funds.",
    ),
    "4000000000000069": Behaviour(
        "pm_card_chargeDeclinedExpiredCard",
        "visa",
        "given",
        code="expired_card",
        decline_code="expired_card",
        message="Your card has expired.",
    ),
    "4000000000000127": Behaviour(
        "pm_card_chargeDeclinedIncorrectCvc",
        "visa",
        "given",
        code="incorrect_cvc",
        decline_code="incorrect_cvc",
        message="Your card's security code is incorrect.",
    ),
    "4000000000000119": Behaviour(
        "pm_card_chargeDeclinedProcessingError",
        "visa",
        "given",
        code="processing_error",
        decline_code="processing_error",
        message="An error occurred while processing your card. Try again in a little bit.",
    ),
    "4000000000000341": Behaviour("pm_card_chargeCustomerFail", "visa", "charged"),
    "4000002500003155": Behaviour("pm_card_authenticationRequiredOnSetup", "visa", asks="given"),
    "4000002760003184": Behaviour("pm_card_authenticationRequired", "visa", asks="always"),
}
BY_TOKEN = {behaviour.token: number for number, behaviour in CARDS.items()}
_UNKNOWN = Behaviour(
    "",
    "visa",
    "given",
    message=(
        "Your card was declined. Your request was in test mode, but used a non test card. For a "
        "list of valid test cards, visit: https://stripe.com/docs/testing."
    ),
    decline_code="test_mode_live_card",
)


class Card(NamedTuple):
    """A card as typed and checked; the number is only ever one of the test numbers."""

    number: str
    exp_month: int
    exp_year: int
    behaviour: Behaviour


def declined(behaviour: Behaviour) -> CardDeclined:
    return CardDeclined(behaviour.message, code=behaviour.code, decline_code=behaviour.decline_code)


def behaviour_of(number: str) -> Behaviour:
    return CARDS.get(number, _UNKNOWN)


def read(number: str, expiry: str, cvc: str, now: int) -> Card:
    """The card from what was typed; CardDeclined with `param` naming the field that is wrong."""
    digits = re.sub(r"[\s-]", "", number)
    if not (digits.isascii() and digits.isdigit() and 12 <= len(digits) <= 19 and _luhn(digits)):
        raise CardDeclined("Your card number is invalid.", code="incorrect_number", param="number")
    month, year = _expiry(expiry, now)
    behaviour = behaviour_of(digits)
    length = 4 if behaviour.brand == "amex" else 3
    if not re.fullmatch(rf"[0-9]{{{length}}}", cvc.strip()):
        raise CardDeclined(
            "Your card's security code is incomplete.", code="invalid_cvc", param="cvc"
        )
    return Card(digits, month, year, behaviour)


def read_form(sent: Mapping[str, str], now: int) -> Card:
    """The card from a submitted form."""
    return read(sent.get("number", ""), sent.get("expiry", ""), sent.get("cvc", ""), now)


def from_token(token: str, now: int) -> Card | None:
    """The card behind one of Stripe's test tokens (pm_card_visa …), good for some years."""
    number = BY_TOKEN.get(token)
    if number is None:
        return None
    return Card(number, 12, datetime.fromtimestamp(now, UTC).year + 5, CARDS[number])


def _expiry(text: str, now: int) -> tuple[int, int]:
    match = re.fullmatch(r"\s*(\d{1,2})\s*/?\s*(\d{2}|\d{4})\s*", text, re.ASCII)
    month = int(match[1]) if match else 0
    if match is None or not 1 <= month <= 12:
        raise CardDeclined(
            "Your card's expiration date is incomplete.",
            code="invalid_expiry_month",
            param="expiry",
        )
    year = int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
    today = datetime.fromtimestamp(now, UTC)
    if (year, month) < (today.year, today.month):
        raise CardDeclined(
            "Your card's expiration date is in the past.",
            code="invalid_expiry_year",
            param="expiry",
        )
    return month, year


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(digits[::-1]))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
