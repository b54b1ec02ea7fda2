"""Placing a reminder's call: looked at once more, counted, and then begun at Amazon Connect."""

from chalicelib import clock, config
from chalicelib.appointments import actions as appointments
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.errors import Unavailable
from chalicelib.gateways import connect
from chalicelib.lines import actions as lines
from chalicelib.lines.model import Line
from chalicelib.messages import actions as messages
from chalicelib.messages import calls
from chalicelib.messages.model import CALLING, FAILED, PENDING, SKIPPED, Call, Message
from chalicelib.notices import calls as reminded
from chalicelib.notices import ways
from chalicelib.patients import actions as patients
from chalicelib.refusals import actions as refusals
from chalicelib.reminders import model as plans
from chalicelib.table.work import ConditionFailed, Unit
from chalicelib.tenants import actions as tenants

_TRIES = 4
_BUSY = {"LimitExceededException", "ServiceQuotaExceededException"}


def place(ctx: Context, message_id: str, attempt: int) -> None:
    """Begin this attempt, once however often it is asked for: the same attempt is one contact.

    A visit that was cancelled, moved or confirmed meanwhile is not called about; a number is not
    called at night, or when it wants no calls. Raises Unavailable where trying again may help.
    """
    for _ in range(_TRIES):
        message = messages.find(ctx, message_id)
        if message is None or not calls.awaits(message, attempt):
            _finish(ctx, message)
            return
        visits = reminded.still_to_tell(ctx, message)
        if not visits:
            calls.change(ctx, message_id, lambda known: _not_needed(known, attempt))
            return
        if _is_put_off(ctx, message, visits):
            return
        line = lines.find_line(ctx)
        flow_id = config.reminder_flow_id()
        if line is None or not flow_id or refusals.refuses_calls(ctx, message.to):
            why = "the number wants no calls" if line else "the clinic has no line for calls yet"
            reminded.give_up(ctx, message, why)
            return
        try:
            begun = _begun(ctx, message, visits)
        except ConditionFailed:
            continue
        _ring(ctx, begun, line, flow_id)
        return
    raise RuntimeError("the visits of this call keep changing")


def _finish(ctx: Context, message: Message | None) -> None:
    """Whoever found that it can't be called may have died before the next channel took over."""
    if message is not None and message.channel == "voice" and message.status == FAILED:
        reminded.take_over(ctx, message)


def _begun(ctx: Context, message: Message, visits: list[Appointment]) -> Message:
    """Counted while every visit is as it was read; who died after that only rings once more."""
    if message.status == CALLING:
        return message

    def guard(unit: Unit) -> None:
        for visit in visits:
            appointments.add_unchanged(ctx, unit, visit)

    return calls.begin(ctx, message, guard)


def _ring(ctx: Context, message: Message, line: Line, flow_id: str) -> None:
    attempt = (message.call or Call()).attempt
    language = patients.get(ctx, message.patient_id or "").language
    try:
        contact_id = connect.start_outbound_call(
            line.instance,
            flow_id,
            line.number,
            message.to,
            f"{message.id}-{attempt}",
            {"message_id": message.id, "language": language},
        )
    except connect.ConnectRefused as refused:
        if refused.code in _BUSY:
            raise Unavailable("All lines are busy. Please try again.") from None
        reminded.give_up(ctx, message, f"call {attempt}: {refused.code}")
        return
    calls.change(ctx, message.id, lambda known: _placed(known, attempt, contact_id))


def _is_put_off(ctx: Context, message: Message, visits: list[Appointment]) -> bool:
    """Outside of the hours for calls it waits for them, or gives up when they come too late."""
    now = clock.now()
    quiets = ways.call_quiets(tenants.get_clinic(ctx), visits[0], message.to)
    at = plans.in_time(now, visits[0].start, quiets)
    if at == now:
        return False
    if at is None:
        reminded.give_up(ctx, message, "no time for calls is left before the visit")
        return True
    call = message.call or Call()
    before = call.attempt - (message.status == CALLING)

    def decide(known: Message) -> Message | None:
        same = calls.awaits(known, before + 1)
        return calls.waiting(known, at, attempt=before) if same else None

    calls.change(ctx, message.id, decide)
    return True


def _not_needed(message: Message, attempt: int) -> Message | None:
    if not calls.awaits(message, attempt):
        return None
    return calls.changed(message, SKIPPED, "not called: the visit needs no reminder any more")


def _placed(message: Message, attempt: int, contact_id: str) -> Message | None:
    call = message.call or Call()
    if call.attempt != attempt or call.contact_id or message.status == PENDING:
        return None
    return calls.changed(message, message.status, contact_id=contact_id)
