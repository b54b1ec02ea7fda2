"""What the world answers to a flow's effects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from infra.local.telephony.flow.contact import Queue


@dataclass(frozen=True)
class Answer:
    """One of the answers below; an effect's docstring names those that it takes."""


@dataclass(frozen=True)
class Done(Answer):
    """It is done."""


@dataclass(frozen=True)
class Failed(Answer):
    """It can't be done, so the error branch is taken; `reason` is for people."""

    reason: str = ""


@dataclass(frozen=True)
class TimedOut(Answer):
    """The time limit passed without what was waited for."""


@dataclass(frozen=True)
class Keys(Answer):
    """What was typed: one key for a menu; for stored input without its terminator."""

    keys: str


@dataclass(frozen=True)
class LambdaAnswered(Answer):
    """The function's payload as it came; the flow checks its size and shape."""

    payload: bytes


@dataclass(frozen=True)
class LambdaFailed(Answer):
    """It raised, was throttled, couldn't be found, or may not be called."""

    reason: str = ""


@dataclass(frozen=True)
class QueueFound(Answer):
    """The queue that was meant."""

    queue: Queue


@dataclass(frozen=True)
class QueueFull(Answer):
    """The queue is at its capacity."""


@dataclass(frozen=True)
class Interrupted(Answer):
    """The looping prompts reached their interrupt."""


@dataclass(frozen=True)
class Hours(Answer):
    """Whether the hours are open at this moment."""

    open: bool


@dataclass(frozen=True)
class Metric(Answer):
    """One number."""

    value: int


@dataclass(frozen=True)
class Metrics(Answer):
    """All numbers; `oldest_seconds` is the age of the longest waiting contact."""

    queue_name: str = ""
    queue_arn: str = ""
    size: int = 0
    oldest_seconds: int = 0
    online: int = 0
    available: int = 0
    staffed: int = 0
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CallFailed(Answer):
    """The third party is busy, refused, or can't be reached."""

    reason: str = ""


@dataclass(frozen=True)
class NotDialable(Answer):
    """Numbers of that country may not be called."""


@dataclass(frozen=True)
class CustomerReturned(Answer):
    """The customer came back to the chat before the time was over."""


@dataclass(frozen=True)
class CallStatus(Answer):
    """CallAnswered, VoicemailBeep, VoicemailNoBeep or NotDetected."""

    status: str
