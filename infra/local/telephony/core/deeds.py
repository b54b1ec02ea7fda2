"""What the effects of a flow, apart from what is heard, make happen on the floor."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import phonenumbers

from infra.local.telephony.core import (
    callbacks,
    dialling,
    ending,
    events,
    inbound,
    queue_deeds,
    queueing,
    tasks,
)
from infra.local.telephony.core.contact import EXTERNAL_OUTBOUND
from infra.local.telephony.core.failures import LimitReached
from infra.local.telephony.core.queue_deeds import queue_meant
from infra.local.telephony.core.sessions import Session
from infra.local.telephony.flow import bots
from infra.local.telephony.flow import effects as wanted
from infra.local.telephony.flow.answers import (
    Answer,
    CallFailed,
    CallStatus,
    Done,
    Failed,
    LambdaAnswered,
    LambdaFailed,
    NotDialable,
    TimedOut,
)


def invoke(session: Session, effect: wanted.Invoke) -> None:
    def done(answer: Any) -> None:
        if not effect.asynchronous:
            session.answer(_answered(answer))

    session.floor.outside.invoke(effect.arn, effect.event, effect.seconds, done)
    if effect.asynchronous:
        session.answer(Done())


def _answered(answer: Any) -> Answer:
    """An exception is what the function, or the way to it, failed with."""
    if isinstance(answer, TimeoutError):
        return TimedOut()
    if isinstance(answer, Exception):
        return LambdaFailed(str(answer))
    if isinstance(answer, bytes):
        return LambdaAnswered(answer)
    return LambdaAnswered(json.dumps(answer).encode())


def check_dialable(session: Session, effect: wanted.CheckDialable) -> None:
    session.answer(Done() if dialable(effect.number) else NotDialable())


def dialable(number: str) -> bool:
    """Whether it can be a number of any country."""
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(number)))
    except phonenumbers.NumberParseException:
        return False


def create_callback(session: Session, effect: wanted.CreateCallback) -> None:
    queue = effect.queue or queue_meant(session, effect.queue_id, effect.agent_id)
    if queue is None or effect.mode not in (None, "", "AgentFirst"):
        session.answer(Failed("A callback needs a queue, and calls the agent first"))
        return
    asked = {
        "number": effect.number,
        "delay": float(effect.delay_seconds),
        "attempts": max(1, effect.attempts),
        "retry": float(effect.retry_seconds),
        "flow_id": effect.flow_id,
    }
    callbacks.create(session.floor, session.contact, asked, queue)
    session.answer(Done())


def absorb(session: Session, effect: Any) -> None:
    """Recording and routing are in the contact's facts already."""
    session.absorb()
    queueing.reroute(session.floor, session.contact)
    session.answer(Done())


def set_related(session: Session, effect: wanted.SetRelatedAttributes) -> None:
    related = session.floor.contacts.get(session.contact.related_id or "")
    if related is None:
        session.answer(Failed("There is no related contact"))
        return
    related.attributes.update(effect.attributes)
    events.tell(session.floor, related, events.UPDATED, events.ATTRIBUTES)
    session.answer(Done())


def create_task(session: Session, effect: wanted.CreateTask) -> None:
    now = session.floor.time.now()
    later = None if effect.delay_seconds is None else now + effect.delay_seconds
    asked = tasks.Task(
        name=effect.name,
        flow_id=effect.flow_id,
        description=effect.description,
        attributes=dict(effect.attributes),
        references=dict(effect.references),
        scheduled=later if effect.scheduled_at is None else float(effect.scheduled_at),
        previous_id=session.contact.id,
    )
    tasks.open_task(session.floor, asked)
    session.answer(Done())


def refuse(session: Session, effect: Any) -> None:
    """The exchange has no bots."""
    session.answer(Failed(f"There is no bot {effect.bot!r} here"))


def wait(session: Session, effect: wanted.Wait) -> None:
    session.after(effect.seconds, lambda: session.answer(Done()))


def complete_outbound(session: Session, effect: wanted.CompleteOutboundCall) -> None:
    session.answer(Done())


def tell_call_status(session: Session, effect: wanted.CallStatusWanted) -> None:
    voicemail = session.floor.call_of(session.contact).outcome == dialling.VOICEMAIL
    session.answer(CallStatus("VoicemailBeep" if voicemail else "CallAnswered"))


def dial_third_party(session: Session, effect: wanted.DialThirdParty) -> None:
    floor, contact = session.floor, session.contact
    try:
        inbound.check_limit(floor)
    except LimitReached as reached:
        session.answer(CallFailed(str(reached)))
        return
    shown = effect.caller_number or contact.system
    call = inbound.begin(floor, EXTERNAL_OUTBOUND, effect.number, shown, "outbound")
    made, own = call.contact, floor.call_of(contact)
    made.initial_id, made.previous_id = contact.initial_id, contact.id
    events.tell(floor, made, events.INITIATED)

    def taken() -> None:
        made.connected_to_system = floor.time.now()
        events.tell(floor, made, events.CONNECTED_TO_SYSTEM)
        _bridge(session, own.id, call.id, effect.continue_flow)

    def failed(outcome: str) -> None:
        ending.end(floor, made, dialling.REASONS[outcome])
        missed = outcome == dialling.NO_ANSWER
        session.answer(TimedOut() if missed else CallFailed(outcome))

    floor.watching[own.id] = lambda: inbound.leave(floor, call)
    dialling.ring(floor, call, effect.seconds, taken, failed)


def _bridge(session: Session, own: str, other: str, continues: bool) -> None:
    """The flow goes on when the third party hangs up, or leaves the two alone."""
    floor = session.floor
    if continues:
        floor.watching[other] = lambda: session.answer(Done())
        return

    def leave_alone() -> None:
        floor.watching.pop(own, None)
        floor.bridges[own], floor.bridges[other] = other, own

    session.goal = leave_alone
    session.answer(Done())


DEEDS: dict[type, Callable[..., None]] = {
    **queue_deeds.DEEDS,
    wanted.Invoke: invoke,
    wanted.CheckDialable: check_dialable,
    wanted.CreateCallback: create_callback,
    wanted.SetRecording: absorb,
    wanted.ChangeRouting: absorb,
    wanted.SetRelatedAttributes: set_related,
    wanted.CreateTask: create_task,
    bots.AskBot: refuse,
    wanted.Wait: wait,
    wanted.CompleteOutboundCall: complete_outbound,
    wanted.CallStatusWanted: tell_call_status,
    wanted.DialThirdParty: dial_third_party,
}
