"""Weekly hours as people type them: sound, in order, and without overlaps."""

from itertools import pairwise

from chalicelib.clinic.model import WEEKDAYS, HourTable
from chalicelib.errors import Invalid


def require_sound(hours: HourTable) -> None:
    """Raises Invalid naming the weekday whose intervals are out of order or overlap."""
    for weekday, intervals in hours.items():
        if weekday not in WEEKDAYS:
            raise Invalid(
                "The weekday is not known.", fields={"hours": f"uses {', '.join(WEEKDAYS)}"}
            )
        for start, end in intervals:
            if start >= end:
                raise _wrong(weekday, f"{start} is not before {end}")
        for (_, end), (start, _) in pairwise(intervals):
            if start < end:
                raise _wrong(weekday, f"{start} begins before {end}")


def _wrong(weekday: str, why: str) -> Invalid:
    return Invalid("The hours of a day don't fit together.", fields={f"hours.{weekday}": why})
