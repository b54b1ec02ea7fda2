"""The application's time: the machine's, plus an offset kept in a file that the functions read."""

import re
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from infra.local.standins.asked import Declined

_UNITS = {"d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0}
_SPAN = re.compile(r"(?:\d+(?:\.\d+)?[dhms])+")
_PIECE = re.compile(r"(\d+(?:\.\d+)?)([dhms])")


class Clock:
    """Reads and moves the offset (seconds); instants are seconds since 1970, UTC."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def offset(self) -> float:
        try:
            return float(self.path.read_text(encoding="ascii") or 0)
        except FileNotFoundError:
            return 0.0

    def now(self) -> float:
        return time.time() + self.offset()

    def move_to(self, instant: float) -> None:
        """Forward only: an instant already passed changes nothing."""
        with self._lock:
            offset = instant - time.time()
            if offset > self.offset():
                self._write(offset)

    def _write(self, offset: float) -> None:
        """Replaced in one step, since functions may be reading it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_name(f"{self.path.name}.new")
        fresh.write_text(f"{offset:.6f}", encoding="ascii")
        fresh.replace(self.path)


def iso(instant: float | None) -> str | None:
    """`2026-03-02T09:00:00.000Z`; None stays None."""
    if instant is None:
        return None
    text = datetime.fromtimestamp(instant, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def instant(text: str) -> float:
    """Seconds since 1970 of an ISO 8601 instant; without a zone it is UTC."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise Declined(422, "invalid", f"{text!r} is no ISO 8601 instant", to="invalid") from None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()


def span(value: str | float) -> float:
    """Seconds of `24h`, `15m`, `1d2h30m` or a number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    text = str(value).strip().lower()
    if _SPAN.fullmatch(text):
        return sum(float(amount) * _UNITS[unit] for amount, unit in _PIECE.findall(text))
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    raise Declined(422, "invalid", f"{value!r} is no span such as 24h or 15m", advance="invalid")
