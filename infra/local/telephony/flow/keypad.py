"""Counts keys for a question: when it fires, what clears it, how long it waits."""

from __future__ import annotations

from infra.local.telephony.flow.answers import Answer, Keys, TimedOut
from infra.local.telephony.flow.effects import AskDigits, AskKey

KEYS = frozenset("0123456789*#")


class Keypad:
    """One question being answered. Call `press` for each key and `expire` when `seconds` passed.

    `seconds` is the time allowed from now on: from the prompt's end for the first key, then from
    each key. Whoever runs the clock starts it anew after every `press` that gave None.
    """

    def __init__(self, asked: AskKey | AskDigits) -> None:
        self._asked = asked
        self._typed = ""

    @property
    def seconds(self) -> float:
        if isinstance(self._asked, AskDigits) and self._typed:
            return self._asked.between_seconds
        return self._asked.seconds

    @property
    def typed(self) -> str:
        """What stands there so far, for whoever shows it."""
        return self._typed

    def press(self, key: str) -> Answer | None:
        """The answer, if this key completes one. ValueError for what is no key."""
        if key not in KEYS:
            raise ValueError(f"{key!r} is not a key: 0-9, * and # are.")
        if isinstance(self._asked, AskKey):
            return Keys(key)
        return self._collect(key, self._asked)

    def expire(self) -> Answer:
        """The time is over: what was typed so far is the input, nothing is a time-out."""
        return Keys(self._typed) if self._typed else TimedOut()

    def _collect(self, key: str, asked: AskDigits) -> Answer | None:
        typed = self._typed + key
        if asked.terminator and typed.endswith(asked.terminator):
            return Keys(typed.removesuffix(asked.terminator))
        if key == "*" and asked.cancel and not asked.terminator.startswith("*"):
            self._typed = ""
            return None
        self._typed = typed
        return Keys(typed) if self._is_full(asked) else None

    def _is_full(self, asked: AskDigits) -> bool:
        """A terminator that has begun (of `##`, one `#`) doesn't count as input yet."""
        begun = next(
            (
                n
                for n in range(len(asked.terminator), 0, -1)
                if self._typed.endswith(asked.terminator[:n])
            ),
            0,
        )
        return len(self._typed) - begun >= asked.most
