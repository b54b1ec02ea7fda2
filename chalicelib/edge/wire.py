"""Words that all schemas share: bounded texts, ids, instants, money, pages."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, Literal, Protocol, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)

T = TypeVar("T")
Known = TypeVar("Known", bound="_Identified")


def _one_line(value: str) -> str:
    if any(ord(sign) < 32 for sign in value):
        raise ValueError("must stand on one line")
    return value


def _no_address(value: str) -> str:
    if _ADDRESS.search(value):
        raise ValueError("must not contain a web address")
    return value


def _whole_second(value: datetime) -> datetime:
    if not 2000 <= value.year <= 2200:
        raise ValueError("must lie between 2000 and 2200")
    return value.astimezone(UTC).replace(microsecond=0)


def _spoken(value: datetime) -> str:
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


def _reasonable(value: date) -> date:
    if not 1900 <= value.year <= 2200:
        raise ValueError("must lie between 1900 and 2200")
    return value


Line = AfterValidator(_one_line)
_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{8,32}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120), Line]
# What strangers may have us write to somebody by mail or text: no way to lead them elsewhere.
MailedName = Annotated[Name, AfterValidator(_no_address)]
ShortText = Annotated[str, StringConstraints(max_length=300)]
LongText = Annotated[str, StringConstraints(max_length=2000)]
PhoneText = Annotated[str, StringConstraints(max_length=32), Line]
Phone = Annotated[str, StringConstraints(min_length=3, max_length=32), Line]
Email = Annotated[
    str,
    StringConstraints(max_length=254, pattern=r"^[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+$"),
]
Language = Literal["en", "tr", "ru", "hu", "zh"]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Zone = Annotated[str, StringConstraints(min_length=2, max_length=64)]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
WallTime = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}:[0-9]{2}$")]
Instant = Annotated[
    AwareDatetime, AfterValidator(_whole_second), PlainSerializer(_spoken, when_used="json")
]
Day = Annotated[date, AfterValidator(_reasonable)]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=1024)]
Version = Annotated[int, Field(ge=0, le=2**31)]


class Wire(BaseModel):
    """What is said over the wire: unknown fields are refused, texts are trimmed.

    A schema's validator is built when it is first needed: a cold start needs one or two of them.
    """

    model_config = ConfigDict(
        extra="forbid",
        str_strip_whitespace=True,
        frozen=True,
        populate_by_name=True,
        defer_build=True,
    )


class Money(Wire):
    """Minor units (cents) of a currency."""

    amount: Annotated[int, Field(ge=0, le=10**10)]
    currency: Currency


class Paged(Wire):
    """Query of every list."""

    limit: Annotated[int, Field(ge=1, le=100)] = 25
    cursor: Annotated[str, StringConstraints(max_length=1000)] | None = None


class Listed(Wire, Generic[T]):
    """A page of a list."""

    items: list[T]
    next_cursor: str | None = None


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def page_by_id(
    things: Sequence[Known], limit: int, cursor: str | None, view: Callable[[Known], T]
) -> Listed[T]:
    """A page of what is all there already, in its order; the cursor is the last one's id."""
    ids = [each.id for each in things]
    at = ids.index(cursor) + 1 if cursor in ids else 0
    page = things[at : at + limit]
    more = at + limit < len(things)
    return Listed(items=[view(each) for each in page], next_cursor=page[-1].id if more else None)


class Problem(Wire):
    """The one shape of errors."""

    code: str
    message: str
    fields: dict[str, Any] = {}


class Nothing(Wire):
    """An empty body."""
