"""Instants as calls keep them: text, UTC with milliseconds, so that they sort as they are."""

from datetime import UTC, datetime


def said(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def at(text: str) -> datetime:
    """The instant of such a text."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def read(text: str) -> datetime | None:
    """The same; None for an empty text."""
    return at(text) if text else None


def whole_seconds(since: str, until: str) -> int | None:
    """Seconds from one to the other; None where one is missing."""
    first, last = read(since), read(until)
    return int((last - first).total_seconds()) if first and last else None


def normalised(value: object) -> str:
    """From what AWS says (ISO 8601 with or without fractions); empty for anything else."""
    try:
        found = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        return ""
    return said(found if found.tzinfo else found.replace(tzinfo=UTC))
