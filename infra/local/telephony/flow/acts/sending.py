"""Actions that send the contact somewhere: queues, callbacks, third parties, tasks."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from infra.local.telephony.flow import numbers
from infra.local.telephony.flow.answers import CallFailed, NotDialable, QueueFound, TimedOut
from infra.local.telephony.flow.branches import goes_on
from infra.local.telephony.flow.effects import (
    CheckDialable,
    CompleteOutboundCall,
    CreateCallback,
    CreateTask,
    DialThirdParty,
    Enqueue,
    FindQueue,
    Requeue,
)
from infra.local.telephony.flow.outcomes import Error, Finish, Success, settle
from infra.local.telephony.flow.scene import Doing, Scene
from infra.local.telephony.flow.values import whole_number

_AWAY = Finish("transferred")


def update_contact_target_queue(scene: Scene) -> Doing:
    queue, agent = scene.find("QueueId"), scene.find("AgentId")
    if queue is None and agent is None:
        return Error(reason="Neither QueueId nor AgentId says where to.")
    answer = yield FindQueue(scene.at, queue, agent)
    if not isinstance(answer, QueueFound):
        return settle(answer)
    scene.contact.queue = answer.queue
    scene.changed("queue")
    return Success()


def transfer_contact_to_queue(scene: Scene) -> Doing:
    if scene.contact.queue is None:
        return Error(reason="No target queue was set.")
    answer = yield Enqueue(scene.at, scene.contact.queue, scene.contact.routing)
    return settle(answer, _AWAY)


def dequeue_contact_and_transfer_to_queue(scene: Scene) -> Doing:
    queue, agent = scene.find("QueueId"), scene.find("AgentId")
    if queue is None and agent is None:
        return Error(reason="Neither QueueId nor AgentId says where to.")
    answer = yield Requeue(scene.at, queue, agent, scene.contact.routing)
    return settle(answer, _AWAY)


def transfer_participant_to_third_party(scene: Scene) -> Doing:
    number = numbers.find_e164(scene.text("ThirdPartyPhoneNumber"))
    if number is None:
        return Error(reason="ThirdPartyPhoneNumber is no telephone number.")
    shown = scene.texts("CallerId")
    on = goes_on(scene.action)
    answer = yield DialThirdParty(
        scene.at,
        number,
        seconds=scene.number("ThirdPartyConnectionTimeLimitSeconds", 30, 1, 600),
        continue_flow=on,
        digits=scene.text("ThirdPartyDTMFDigits"),
        caller_number=shown.get("Number") or None,
        caller_name=shown.get("Name") or None,
    )
    if isinstance(answer, CallFailed):
        return Error("CallFailed", answer.reason)
    if isinstance(answer, TimedOut):
        return Error("ConnectionTimeLimitExceeded", "Nobody answered in time.")
    return settle(answer, Success() if on else _AWAY)


def update_contact_callback_number(scene: Scene) -> Doing:
    number = numbers.find_e164(scene.text("CallbackNumber"))
    if number is None:
        return Error("InvalidCallbackNumber", "That is no telephone number.")
    answer = yield CheckDialable(scene.at, number)
    if isinstance(answer, NotDialable):
        return Error("CallbackNumberNotDialable", "Numbers of that country are not called.")
    outcome = settle(answer)
    if isinstance(outcome, Success):
        scene.contact.callback_number = number
        scene.changed("callback_number")
    return outcome


def create_callback_contact(scene: Scene) -> Doing:
    contact = scene.contact
    number = contact.callback_number or numbers.find_e164(contact.customer_address)
    queue, agent = scene.find("QueueId"), scene.find("AgentId")
    if number is None or not (queue or agent or contact.queue):
        return Error(reason="A callback needs a number and a queue.")
    answer = yield CreateCallback(
        scene.at,
        number,
        None if queue or agent else contact.queue,
        queue,
        agent,
        delay_seconds=scene.number("InitialCallDelaySeconds", 0),
        attempts=scene.number("MaximumConnectionAttempts", 1, 1),
        retry_seconds=scene.number("RetryDelaySeconds", 0),
        flow_id=scene.find("ContactFlowId"),
        mode=scene.find("CallbackMode"),
    )
    return settle(answer)


def complete_outbound_call(scene: Scene) -> Doing:
    answer = yield CompleteOutboundCall(scene.at, scene.texts("CallerId").get("Number") or None)
    return settle(answer)


def create_task(scene: Scene) -> Doing:
    name, flow, template = (scene.find(n) for n in ("Name", "ContactFlowId", "TaskTemplateId"))
    delay, at = scene.find("DelaySeconds"), _instant(scene.find("ScheduledTime"))
    if name is None or (delay and scene.find("ScheduledTime")):
        return Error(reason="A task needs a Name, and DelaySeconds or ScheduledTime, not both.")
    answer = yield CreateTask(
        scene.at,
        name,
        flow,
        template,
        description=scene.find("Description"),
        attributes=scene.texts("Attributes"),
        references=_object(scene.filled.get("References")),
        delay_seconds=scene.number("DelaySeconds", 0) if delay else None,
        scheduled_at=at,
    )
    return settle(answer)


def _instant(text: str | None) -> int | None:
    """Epoch seconds or ISO 8601."""
    number = whole_number(text or "")
    if text is None or number is not None:
        return number
    try:
        return int(datetime.fromisoformat(text).timestamp())
    except (ValueError, OverflowError):
        return None


def _object(found: Any) -> dict[str, Any]:
    try:
        found = json.loads(found) if isinstance(found, str) else found
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
