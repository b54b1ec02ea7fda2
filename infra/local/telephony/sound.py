"""Recordings as files that a player plays: a tone at the beginning and the end, and silence."""

from __future__ import annotations

import io
import math
import struct
import wave

_RATE = 8000
_TONE_SECONDS = 0.2
_LOUD = 9000
_FREQUENCIES = (697.0, 1209.0)  # the key 1
# A day of talk would be a gigabyte: a longer call is recorded to this length.
LONGEST = 120.0


def wav(seconds: float) -> bytes:
    """Mono, 16 bit, 8 kHz, as long as the call."""
    length = round(min(max(seconds, 2 * _TONE_SECONDS), LONGEST) * _RATE)
    tone = _tone()
    silence = b"\0\0" * (length - len(tone))
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(tone + silence + tone)
    return made.getvalue()


def _tone() -> bytes:
    count = round(_TONE_SECONDS * _RATE)
    return b"".join(struct.pack("<h", _sample(at / _RATE)) for at in range(count))


def _sample(at: float) -> int:
    return round(_LOUD * sum(math.sin(2 * math.pi * each * at) for each in _FREQUENCIES))
