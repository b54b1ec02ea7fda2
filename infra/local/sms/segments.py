"""How many parts an SMS is sent in: GSM 03.38 in 7 bits where it fits, else UCS-2."""

from collections.abc import Iterator
from typing import NamedTuple

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")


class Segmented(NamedTuple):
    """`encoding` as delivery events name it; `parts` is what is billed."""

    encoding: str
    parts: int


def count(text: str) -> Segmented:
    """160 septets in one part or 153 in each of several; 70 or 67 UTF-16 units otherwise."""
    if all(letter in _BASIC or letter in _EXTENDED for letter in text):
        return Segmented("GSM", _parts(_septets(text), 160, 153))
    return Segmented("Unicode", _parts(_units(text), 70, 67))


def _septets(text: str) -> Iterator[int]:
    return (2 if letter in _EXTENDED else 1 for letter in text)


def _units(text: str) -> Iterator[int]:
    return (2 if ord(letter) > 0xFFFF else 1 for letter in text)


def _parts(sizes: Iterator[int], alone: int, shared: int) -> int:
    """An escape pair or surrogate pair is never cut in two, so parts may end one unit early."""
    pieces = list(sizes)
    if sum(pieces) <= alone:
        return 1
    parts, used = 1, 0
    for size in pieces:
        if used + size > shared:
            parts, used = parts + 1, 0
        used += size
    return parts
