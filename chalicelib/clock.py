"""The present instant and fresh identities; nothing else asks the system for them."""

import base64
import hashlib
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from chalicelib import config


def now() -> datetime:
    """The present, UTC, whole microseconds."""
    return datetime.now(UTC) + _offset()


def epoch() -> int:
    """The present in whole seconds since 1970."""
    return int(now().timestamp())


def today(zone: str) -> date:
    """The day that it is in a time zone: a clinic's day, where the zone is its own."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def lasting(seconds: float) -> Iterator[None]:
    """What is done inside takes at least so long, so that its time tells nothing of what it was."""
    until = time.monotonic() + seconds
    try:
        yield
    finally:
        time.sleep(max(0.0, until - time.monotonic()))


def new_id(length: int = 16) -> str:
    """A random id of `length` characters a-z and 2-7 (5 bits each)."""
    return _letters(secrets.token_bytes(length))[:length]


def derived_id(*parts: str, length: int = 16) -> str:
    """The same id for the same parts: what makes a repeated request create nothing twice."""
    return _letters(hashlib.sha256("\x1f".join(parts).encode()).digest())[:length]


def _letters(data: bytes) -> str:
    return base64.b32encode(data).decode().lower().rstrip("=")


def _offset() -> timedelta:
    path = config.clock_file()
    if path is None:
        return timedelta(0)
    try:
        return timedelta(seconds=float(Path(path).read_text(encoding="ascii") or 0))
    except FileNotFoundError:
        return timedelta(0)
