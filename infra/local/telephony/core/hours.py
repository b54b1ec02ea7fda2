"""Whether an HoursOfOperation resource is open at an instant, in its own time zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]
_DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_A_DAY = 24 * 60


def is_open(hours: Json, instant: float) -> bool:
    """`hours` as DescribeHoursOfOperation answers it; `instant` in seconds since 1970."""
    local = datetime.fromtimestamp(instant, ZoneInfo(hours.get("TimeZone", "UTC")))
    minute = local.hour * 60 + local.minute
    today = _DAYS[local.weekday()]
    yesterday = _DAYS[(local - timedelta(days=1)).weekday()]
    return any(
        _covers(span, minute, today) or _covers(span, minute + _A_DAY, yesterday)
        for span in hours.get("Config", [])
    )


def _covers(span: Json, minute: int, day: str) -> bool:
    """An end at or before the beginning is on the next day; 00:00 to 00:00 is the whole day."""
    start, end = _minutes(span["StartTime"]), _minutes(span["EndTime"])
    if end <= start:
        end += _A_DAY
    return bool(span["Day"] == day and start <= minute < end)


def _minutes(time: Json) -> int:
    return int(time.get("Hours", 0)) * 60 + int(time.get("Minutes", 0))
