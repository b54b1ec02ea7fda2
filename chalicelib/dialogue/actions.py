"""Answering a step of a call: whose number was dialled, what has been said so far, what comes next.

A flow's function is invoked again where its answer was late: each step gives the same answer for
the same parameters and does its work once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from chalicelib import observe, texts
from chalicelib.context import Context
from chalicelib.dialogue import (
    about,
    booking,
    callers,
    choosing,
    greeting,
    model,
    moving,
    proof,
    reminding,
    store,
    times,
    visits,
    waiting,
)
from chalicelib.dialogue.catalogue import REFUSED, STEPS
from chalicelib.dialogue.model import Conversation
from chalicelib.dialogue.turn import Reply, Turn
from chalicelib.errors import AppError
from chalicelib.table.work import ConditionFailed
from chalicelib.tenants import actions as tenants

_TRIES = 4
_LONGEST = 100
_ANSWERS: dict[str, Callable[[Turn], Reply]] = {
    each.__name__: each
    for each in (
        greeting.greet, greeting.set_language,
        callers.for_whom, callers.choose_person, callers.give_number,
        choosing.services, choosing.choose_service,
        choosing.practitioners, choosing.choose_practitioner,
        times.times, booking.book,
        proof.prove, proof.send_code, proof.check_code,
        visits.visits, visits.confirm_visit, visits.ask_cancel, visits.cancel_visit,
        moving.move_times, moving.move_visit,
        about.tell_clinic, about.preparations, about.tell_preparation,
        reminding.reminder, reminding.answer_reminder, reminding.ask_reminder_cancel,
        waiting.wait, waiting.promise_callback, waiting.voicemail, waiting.rate, waiting.note,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What a flow asks: `dialled` is our number, `caller` the other side's (None: withheld)."""

    step: str
    contact_id: str
    dialled: str
    caller: str | None
    method: str
    said: Mapping[str, str]


def answer(asked: Asked) -> dict[str, str]:
    """Status, text and fields, all strings; an error that people may see becomes `refused`."""
    ctx = tenants.context_of_number(asked.dialled)
    if ctx is None:
        return _flat(asked.step, greeting.NOT_OURS)
    observe.logger.append_keys(tenant_id=ctx.tenant_id)
    ctx = replace(ctx, actor="patient", role="phone", known={})
    for _ in range(_TRIES - 1):
        try:
            return _flat(asked.step, _answered(ctx, asked))
        except ConditionFailed:  # another invocation of the same call was faster
            continue
    return _flat(asked.step, _answered(ctx, asked))


def _answered(ctx: Context, asked: Asked) -> Reply:
    store.read_ahead(ctx, asked.contact_id)
    talk = store.find(ctx, asked.contact_id) or _begun(asked)
    said = {name: str(value or "")[:_LONGEST] for name, value in asked.said.items()}
    turn = Turn(ctx, talk, said, asked.method)
    try:
        return _ANSWERS[asked.step](turn)
    except ConditionFailed:
        raise
    except AppError as error:
        observe.count("PhoneRefused")
        return Reply(REFUSED, _why(turn, error))


def _begun(asked: Asked) -> Conversation:
    number = model.caller_number(asked.caller)
    return Conversation(asked.contact_id, number=number, withheld=not number)


def _why(turn: Turn, error: AppError) -> str:
    key = f"refused.{error.code}"
    return turn.text(key if texts.has(f"phone.{key}") else "refused")


def _flat(step: str, reply: Reply) -> dict[str, str]:
    say = reply.say.replace("..", ".")
    told: dict[str, Any] = dict.fromkeys(STEPS[step].gives, "")
    return {**told, **reply.fields, "status": reply.status, "say": say}
