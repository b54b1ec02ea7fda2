"""What keeps a list from showing one person twice who is found by several words or numbers."""

from collections.abc import Iterable


def shared_beginnings(words: Iterable[str]) -> dict[str, int]:
    """Of each word how many letters it shares with the one before it in the index.

    Whoever looks for no more letters than that has met the person already.
    """
    found: dict[str, int] = {}
    last = ""
    for word in sorted(words):
        found[word] = _alike(last, word)
        last = word
    return found


def shared_endings(numbers: Iterable[str]) -> dict[str, int]:
    """Of each number how many last digits it shares with any before it in the index."""
    found: dict[str, int] = {}
    for number in sorted(set(numbers)):
        ends = [_alike(number[::-1], other[::-1]) for other in found]
        found[number] = max(ends, default=0)
    return found


def _alike(one: str, other: str) -> int:
    """With how many same letters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
