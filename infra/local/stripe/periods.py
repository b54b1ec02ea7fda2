"""Billing periods: where the next one ends, counted from the anchor as Stripe counts."""

import calendar
from datetime import UTC, datetime, timedelta

DAY = 86_400
HOUR = 3_600
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def boundary_after(anchor: int, interval: str, count: int, moment: int) -> int:
    """The first period boundary later than `moment`; all Unix seconds.

    A month has a boundary on the anchor's day, or on its last day if it is shorter; later
    months go back to the anchor's day (31 January, 28 February, 31 March).
    """
    step = 1
    while (boundary := _boundary(anchor, interval, count * step)) <= moment:
        step += 1
    return boundary


def _boundary(anchor: int, interval: str, steps: int) -> int:
    start = datetime.fromtimestamp(anchor, UTC)
    if interval in _DAYS:
        return int((start + timedelta(days=_DAYS[interval] * steps)).timestamp())
    months = start.year * 12 + start.month - 1 + _MONTHS[interval] * steps
    year, month = divmod(months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return int(start.replace(year=year, month=month + 1, day=day).timestamp())
