"""Small values that effects and notes carry: where it is, what is heard, how a number is read."""

from __future__ import annotations

from dataclasses import dataclass


def whole_number(text: str) -> int | None:
    """The number that a parameter says, or None; no longer than any that Connect takes."""
    digits = text.strip().removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) <= 18 else None


@dataclass(frozen=True)
class At:
    """The action that an effect or note comes from. `flow` is the id by which it was found."""

    flow: str
    action: str
    type: str


@dataclass(frozen=True)
class Prompt:
    """One thing to be heard: exactly one of the four is set; references are filled in."""

    text: str | None = None
    ssml: str | None = None
    prompt_id: str | None = None
    media_uri: str | None = None


@dataclass(frozen=True)
class PhoneFormat:
    """How a typed number is read: `Local` to `country` (ISO, as `TR`), or `E164`."""

    format: str
    country: str | None = None


@dataclass(frozen=True)
class Ended:
    """The flow is over and takes no more answers.

    `how`: `disconnected` (end the call), `ended` (in a queue flow: wait on; in a whisper or hold
    flow: go on; in a contact flow: end the call), `transferred` (the contact is elsewhere now), or
    `failed` (an error without a branch, or circles without end: end the call), with `reason`.
    """

    how: str
    reason: str = ""
    at: At | None = None
