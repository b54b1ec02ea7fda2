"""What a flow asks of the world, each with the answers that it takes; nothing here does anything.

`FlowRun.begin()` and `FlowRun.answer(answer)` give the next effect, or `Ended` (values.py).
Whoever runs the flow does what the effect says and gives one of the answers (answers.py) that its
docstring names. `Failed` answers every effect: the flow takes its error branch. A run that is not
wanted any more (the caller hung up, an agent took the call) is simply closed: `FlowRun.close()`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from infra.local.telephony.flow.contact import Queue, Recording, Routing, Voice
from infra.local.telephony.flow.values import At, PhoneFormat, Prompt


@dataclass(frozen=True)
class Effect:
    """What a flow waits for; `at` says where it stands."""

    at: At


@dataclass(frozen=True)
class Say(Effect):
    """Play the prompt to its end; keys pressed meanwhile don't stop it. Answers: Done.

    With `skip_when_keys_wait` it is not played if keys are already waiting in the buffer.
    """

    prompt: Prompt
    voice: Voice
    skip_when_keys_wait: bool = False


@dataclass(frozen=True)
class AskKey(Effect):
    """Play the prompt, take one key and fire at once, during the prompt too.

    `seconds` count from the prompt's end. Answers: Keys (one key), TimedOut.
    `keypad.Keypad(effect)` does the counting for both kinds of question.
    """

    prompt: Prompt
    voice: Voice
    seconds: float


@dataclass(frozen=True)
class AskDigits(Effect):
    """Play the prompt and collect keys; the first key stops the prompt.

    `seconds` is the time to the first key, counted from the prompt's end, `between_seconds` that
    between keys; what was typed by then is the input. Input ends at `most` keys or by
    `terminator` (not part of the input); `*` clears it when `cancel` is true. `encrypt` says that
    it is not to be shown or logged. Answers: Keys (may be empty), TimedOut (no key came).
    """

    prompt: Prompt
    voice: Voice
    seconds: float
    between_seconds: float
    most: int
    terminator: str = "#"
    cancel: bool = True
    phone: PhoneFormat | None = None
    encrypt: bool = False


@dataclass(frozen=True)
class Invoke(Effect):
    """Call the function with the event; the caller hears silence. Answers: LambdaAnswered.

    LambdaFailed, or TimedOut after `seconds` (1 to 8; Connect itself tries up to 3 times within
    them, on throttling and 5xx). An asynchronous one is answered by Done as soon as it is begun.
    """

    arn: str
    event: dict[str, Any]
    seconds: float
    asynchronous: bool = False


@dataclass(frozen=True)
class FindQueue(Effect):
    """Which queue is that (id or ARN), or which is that agent's own? Answers: QueueFound."""

    queue_id: str | None
    agent_id: str | None


@dataclass(frozen=True)
class Enqueue(Effect):
    """Put the contact into the queue; Done ends this flow (`transferred`), the queue flow begins.

    Which queue flow: `contact.hooks["CustomerQueue"]` or the default one. Answers: Done, QueueFull.
    """

    queue: Queue
    routing: Routing


@dataclass(frozen=True)
class Requeue(Effect):
    """From a queue flow: leave this queue for another; Done ends this flow. Answers: as Enqueue."""

    queue_id: str | None
    agent_id: str | None
    routing: Routing


@dataclass(frozen=True)
class LoopPrompts(Effect):
    """Play the prompts in turn, over and over, until somebody takes the contact (close the run).

    With `interrupt_seconds` it is interrupted after them: answer Interrupted. While the flow then
    does something else, `keep_playing` lets the prompts go on beneath it. Answers: Interrupted.
    """

    prompts: tuple[Prompt, ...]
    voice: Voice
    interrupt_seconds: float | None = None
    keep_playing: bool = False


@dataclass(frozen=True)
class HoursWanted(Effect):
    """Are these hours open now; or those of the contact's queue (None)? Answers: Hours."""

    hours_id: str | None
    queue: Queue | None


@dataclass(frozen=True)
class MetricWanted(Effect):
    """One number of a queue (None: the contact's) or an agent. Answers: Metric.

    `metric`: NumberOfAgentsAvailable, NumberOfAgentsStaffed, NumberOfAgentsOnline,
    OldestContactInQueueAgeSeconds or NumberOfContactsInQueue.
    """

    metric: str
    queue_id: str | None
    agent_id: str | None


@dataclass(frozen=True)
class MetricsWanted(Effect):
    """All current numbers of a queue (None: the contact's) or an agent. Answers: Metrics."""

    queue_id: str | None
    agent_id: str | None
    channel: str | None


@dataclass(frozen=True)
class DialThirdParty(Effect):
    """Call the number and connect the caller with it. Answers: Done, CallFailed, TimedOut.

    Done comes when that conversation has ended and the caller is still there (the flow goes on)
    if `continue_flow`, else at once when it is connected (the flow ends, `transferred`).
    """

    number: str
    seconds: float
    continue_flow: bool
    digits: str = ""
    caller_number: str | None = None
    caller_name: str | None = None


@dataclass(frozen=True)
class CheckDialable(Effect):
    """May this valid number (E.164) be called from here? Answers: Done, NotDialable."""

    number: str


@dataclass(frozen=True)
class CreateCallback(Effect):
    """Queue a callback; the call itself goes on until the flow disconnects it. Answers: Done.

    `queue` is the contact's own, where neither `queue_id` nor `agent_id` names another.
    """

    number: str
    queue: Queue | None
    queue_id: str | None
    agent_id: str | None
    delay_seconds: int = 0
    attempts: int = 1
    retry_seconds: int = 0
    flow_id: str | None = None
    mode: str | None = None


@dataclass(frozen=True)
class SetRecording(Effect):
    """Record from now on as told; already written to `contact.recording`. Answers: Done."""

    recording: Recording


@dataclass(frozen=True)
class ChangeRouting(Effect):
    """The contact's place changes; already written to `contact.routing`. Answers: Done."""

    routing: Routing


@dataclass(frozen=True)
class SetRelatedAttributes(Effect):
    """Set attributes of the related contact (`TargetContact: Related`). Answers: Done."""

    attributes: dict[str, str]


@dataclass(frozen=True)
class CreateTask(Effect):
    """Open a task contact. `scheduled_at` is epoch seconds, or `delay_seconds`. Answers: Done."""

    name: str
    flow_id: str | None
    template_id: str | None = None
    description: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    references: dict[str, Any] = field(default_factory=dict)
    delay_seconds: int | None = None
    scheduled_at: int | None = None


@dataclass(frozen=True)
class Wait(Effect):
    """Let time pass (chat and tasks). Answers: Done when it is over, CustomerReturned before."""

    seconds: float
    events: tuple[str, ...] = ()


@dataclass(frozen=True)
class CompleteOutboundCall(Effect):
    """Let the dialled call through (outbound whisper), showing this number. Answers: Done."""

    caller_number: str | None


@dataclass(frozen=True)
class CallStatusWanted(Effect):
    """What an outbound campaign's call met. Answers: CallStatus."""
