"""How the documents write an instant."""

from __future__ import annotations

from datetime import UTC, datetime


def to_second(instant: float | None) -> str | None:
    """`2022-04-08T15:01:54Z`, as contact records have it."""
    return _written(instant, "seconds")


def to_millisecond(instant: float | None) -> str | None:
    """`2021-08-04T17:17:53.000Z`, as contact and agent events have it."""
    return _written(instant, "milliseconds")


def _written(instant: float | None, spec: str) -> str | None:
    if instant is None:
        return None
    return datetime.fromtimestamp(instant, UTC).isoformat(timespec=spec).replace("+00:00", "Z")


def minute(instant: float) -> str:
    """`20220408T15:00`, as the keys of recordings have it."""
    return datetime.fromtimestamp(instant, UTC).strftime("%Y%m%dT%H:%M")


def day(instant: float) -> str:
    """`2022/04/08`, as the keys of recordings have it."""
    return datetime.fromtimestamp(instant, UTC).strftime("%Y/%m/%d")
