"""Actions that look at a value and branch on it."""

from __future__ import annotations

from infra.local.telephony.flow.answers import CallStatus, CustomerReturned, Hours, Metric, Metrics
from infra.local.telephony.flow.effects import (
    CallStatusWanted,
    HoursWanted,
    MetricsWanted,
    MetricWanted,
    Wait,
)
from infra.local.telephony.flow.outcomes import Error, Outcome, Success, Value, settle
from infra.local.telephony.flow.scene import Doing, Scene
from infra.local.telephony.flow.values import whole_number

# Connect's designer writes five minutes as 300000, whatever the metric's name says.
_UNITS = {"OldestContactInQueueAgeSeconds": 1000}


def compare(scene: Scene) -> Outcome:
    return Value(scene.text("ComparisonValue"))


def check_hours_of_operation(scene: Scene) -> Doing:
    hours = scene.find("HoursOfOperationId")
    if hours is None and scene.contact.queue is None:
        return Error(reason="No hours are named, and the contact has no queue that has some.")
    answer = yield HoursWanted(scene.at, hours, scene.contact.queue)
    if isinstance(answer, Hours):
        return Value("True" if answer.open else "False")
    return settle(answer)


def check_metric_data(scene: Scene) -> Doing:
    queue, agent = _whose(scene)
    if queue is None and agent is None:
        return Error(reason="No queue is named, and the contact has none.")
    answer = yield MetricWanted(scene.at, scene.text("MetricType"), queue, agent)
    if isinstance(answer, Metric):
        return Value(str(answer.value * _UNITS.get(scene.text("MetricType"), 1)))
    return settle(answer)


def get_metric_data(scene: Scene) -> Doing:
    queue, agent = _whose(scene)
    if queue is None and agent is None:
        return Error(reason="No queue is named, and the contact has none.")
    answer = yield MetricsWanted(scene.at, queue, agent, scene.find("QueueChannel"))
    if not isinstance(answer, Metrics):
        return settle(answer)
    scene.locals.metrics = {
        "Queue": {
            "Name": answer.queue_name,
            "ARN": answer.queue_arn,
            "Size": str(answer.size),
            "OldestContactAge": str(answer.oldest_seconds),
        },
        "Agents": {
            "Online": {"Count": str(answer.online)},
            "Available": {"Count": str(answer.available)},
            "Staffed": {"Count": str(answer.staffed)},
        },
        **answer.more,
    }
    return Success()


def distribute_by_percentage(scene: Scene) -> Outcome:
    """Documented as a number from 1 to 100, compared by a chain of NumberLessThan."""
    return Value(str(scene.random.randint(1, 100)))


def loop(scene: Scene) -> Outcome:
    """Goes round as often as it says, then out once, and begins anew."""
    text = scene.text("LoopCount")
    most = whole_number(text)
    if most is None:
        return Error(reason=f"LoopCount is {text!r}, which is no number.")
    done = scene.locals.loops.get(scene.action.id, 0)
    if done >= most:
        scene.locals.loops.pop(scene.action.id, None)
        return Value("DoneLooping")
    scene.locals.loops[scene.action.id] = done + 1
    if name := scene.find("LoopName"):
        scene.locals.loop_names[name] = {"Index": str(done)}
    return Value("ContinueLooping")


def wait(scene: Scene) -> Doing:
    if scene.contact.channel == "VOICE":
        return Error(reason="A call can't wait: Wait is for chats and tasks.")
    events = scene.filled.get("Events")
    names = tuple(str(e) for e in events) if isinstance(events, list) else ()
    answer = yield Wait(scene.at, scene.number("TimeLimitSeconds", 0), names)
    if isinstance(answer, CustomerReturned):
        return Value("CustomerReturned")
    return settle(answer, Value("WaitCompleted"))


def check_outbound_call_status(scene: Scene) -> Doing:
    answer = yield CallStatusWanted(scene.at)
    if isinstance(answer, CallStatus):
        return Value(answer.status)
    return settle(answer)


def _whose(scene: Scene) -> tuple[str | None, str | None]:
    """The queue or agent that is named, else the contact's queue."""
    queue, agent = scene.find("QueueId"), scene.find("AgentId")
    if queue is None and agent is None and scene.contact.queue is not None:
        return scene.contact.queue.arn, None
    return queue, agent
