"""What the simulated world answers to each effect of a flow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from infra.local.telephony.flow.answers import (
    Answer,
    CallFailed,
    CallStatus,
    Done,
    Failed,
    Hours,
    Interrupted,
    LambdaAnswered,
    LambdaFailed,
    Metric,
    NotDialable,
    QueueFound,
    TimedOut,
)
from infra.local.telephony.flow.bots import AskBot
from infra.local.telephony.flow.contact import Queue
from infra.local.telephony.flow.effects import (
    AskDigits,
    AskKey,
    CallStatusWanted,
    CheckDialable,
    DialThirdParty,
    Effect,
    Enqueue,
    FindQueue,
    HoursWanted,
    Invoke,
    LoopPrompts,
    MetricsWanted,
    MetricWanted,
    Requeue,
    Say,
    Wait,
)
from infra.local.telephony.flow.keypad import Keypad
from infra.local.telephony.testcase.bots import understood
from infra.local.telephony.testcase.overrides import Override, mocked_hours

if TYPE_CHECKING:
    from infra.local.telephony.testcase.call import Call

_METRICS = {
    "NumberOfAgentsAvailable": "available",
    "NumberOfAgentsStaffed": "staffed",
    "NumberOfAgentsOnline": "online",
    "OldestContactInQueueAgeSeconds": "oldest_seconds",
    "NumberOfContactsInQueue": "size",
}


class Answering:
    """Takes the world's and the case's word for everything."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def answer(self, effect: Effect) -> Answer | None:
        """None: nothing more happens in this flow."""
        if isinstance(effect, Say):
            self._call.hear(effect.prompt)
            return Done()
        if isinstance(effect, AskKey | AskDigits):
            return self._ask(effect)
        if isinstance(effect, LoopPrompts):
            return self._loop(effect)
        if isinstance(effect, AskBot):
            return self._talk(effect)
        if isinstance(effect, Invoke):
            return self._invoke(effect)
        if isinstance(effect, Enqueue | Requeue | FindQueue):
            return self._queue(effect)
        return self._look(effect)

    def _ask(self, effect: AskKey | AskDigits) -> Answer:
        call = self._call
        call.hear(effect.prompt)
        keypad = Keypad(effect)
        while call.keys:
            key, call.keys = call.keys[0], call.keys[1:]
            answer = keypad.press(key)
            if answer is not None:
                return answer
        call.seconds += keypad.seconds
        return keypad.expire()

    def _loop(self, effect: LoopPrompts) -> Answer | None:
        """The prompts are heard once; what follows is more of the same."""
        call = self._call
        began = call.seconds
        for prompt in effect.prompts:
            call.hear(prompt)
        call.seconds = began
        if effect.interrupt_seconds is None or call.taken_within(effect.interrupt_seconds):
            return None
        call.seconds += effect.interrupt_seconds
        return Interrupted()

    def _talk(self, effect: AskBot) -> Answer:
        """Words that were sent are for the bot; what it understands of them is mocked."""
        if effect.prompt is not None:
            self._call.hear(effect.prompt)
        self._call.words.clear()
        self._call.seconds += 1
        override = self._take(effect)
        if override is None or override.result is None:
            return Failed(f"Nothing is mocked for the bot {effect.bot!r}.")
        self._call.seconds += override.delay_seconds
        answer = understood(override.result)
        return answer or Failed(f"The mocked bot's result names no intent: {override.result}")

    def _invoke(self, effect: Invoke) -> Answer:
        override = self._take(effect)
        if override is not None and override.result is not None:
            self._call.seconds += min(override.delay_seconds, effect.seconds)
            if override.delay_seconds > effect.seconds:
                return TimedOut()
            return LambdaAnswered(override.result.encode(errors="surrogatepass"))
        arn = (override.substitute if override else None) or effect.arn
        function = self._call.world.functions.get(arn)
        if function is None:
            return LambdaFailed(f"Nothing is mocked for {arn}, and there is no such function.")
        return LambdaAnswered(json.dumps(function(effect.event), ensure_ascii=False).encode())

    def _queue(self, effect: Enqueue | Requeue | FindQueue) -> Answer:
        override = self._take(effect)
        instead = override.substitute if override else None
        if isinstance(effect, Enqueue) and instead is None:
            return self._enqueued()
        queue_id = instead or (None if isinstance(effect, Enqueue) else effect.queue_id)
        queue = self._call.world.find_queue(queue_id) or self._own_queue(effect)
        if queue is None:
            return Failed(f"There is no queue {queue_id!r} in this world.")
        if isinstance(effect, FindQueue):
            return QueueFound(queue)
        self._call.contact.queue = queue
        return self._enqueued()

    def _own_queue(self, effect: Enqueue | Requeue | FindQueue) -> Queue | None:
        """The agent's own, where the flow means the one whom it knows."""
        agent = self._call.contact.agent
        if isinstance(effect, Enqueue) or agent is None or effect.agent_id != agent.arn:
            return None
        return Queue(agent.arn.replace("/agent/", "/queue/agent/"), "", agent=True)

    def _enqueued(self) -> Answer:
        self._call.enter_queue()
        return Done()

    def _look(self, effect: Effect) -> Answer:
        world = self._call.world
        if isinstance(effect, HoursWanted):
            return self._hours(effect)
        if isinstance(effect, MetricWanted):
            name = _METRICS.get(effect.metric)
            return Metric(getattr(world.metrics, name)) if name else Failed("No such metric.")
        if isinstance(effect, MetricsWanted):
            return world.metrics
        if isinstance(effect, CheckDialable):
            return NotDialable() if effect.number in world.undialable else Done()
        if isinstance(effect, DialThirdParty):
            return self._dial(effect)
        if isinstance(effect, CallStatusWanted):
            return CallStatus("CallAnswered")
        if isinstance(effect, Wait):
            self._call.seconds += max(1, effect.seconds)
        return Done()

    def _hours(self, effect: HoursWanted) -> Answer:
        override = self._take(effect)
        if override is not None and override.result is not None:
            return Hours(mocked_hours(override.result) is True)
        hours_id = (override.substitute if override else None) or effect.hours_id
        is_open = self._call.world.find_hours(hours_id)
        return Failed(f"There are no hours {hours_id!r}.") if is_open is None else Hours(is_open)

    def _dial(self, effect: DialThirdParty) -> Answer:
        self._call.seconds += 1
        if self._call.world.third_party == "late":
            self._call.seconds += effect.seconds
            return TimedOut()
        return CallFailed("busy") if self._call.world.third_party == "failed" else Done()

    def _take(self, effect: Effect) -> Override | None:
        return self._call.overrides.take(effect.at.type, self._call.parameters, failing=False)
