"""Hearing what Amazon Connect reports: the tenant by our number, the call by its first contact."""

from typing import Any

from chalicelib import config, observe
from chalicelib.calls import endings, ledger, promises, reports, store
from chalicelib.calls.model import ENDED, OUTBOUND, Call
from chalicelib.calls.reports import Report
from chalicelib.calls.store import AgentState
from chalicelib.context import Context
from chalicelib.gateways import connect, recordings
from chalicelib.lines.model import Instance
from chalicelib.tenants import actions as tenants


def hear_event(event: dict[str, Any]) -> None:
    """A contact event; it comes late, twice, in any order, or never."""
    report = reports.of_event(event)
    heard = _hear(report) if report else None
    if heard is not None:
        promises.settle(*heard)


def hear_record(record: dict[str, Any]) -> None:
    """A contact record or an agent's event; it comes twice and late."""
    report = reports.of_record(record)
    if report is not None:
        _hear(report)
        return
    told = reports.of_agent(record)
    ctx = tenants.context_of_agent(told.user_id) if told else None
    if told is not None and ctx is not None:
        store.put_state(ctx, AgentState(told.user_id, told.state, told.since, told.at))


def hear_recording(bucket: str, key: str) -> None:
    """A recording lies in Connect's bucket: into the clinic's own files with it."""
    contact_id = reports.contact_of_recording(key)
    asked = _ask(contact_id) if contact_id else None
    ctx = tenants.context_of_number(asked.ours) if asked and asked.ours else None
    if asked is None or ctx is None:
        observe.count("RecordingsOfNobody")
        return
    recordings.take_over(ctx, bucket, key, asked.id)
    call = ledger.tell(ctx, asked.initial_id, ledger.of_asked(asked), asked.id)
    endings.settle(ctx, call)


def _hear(report: Report) -> tuple[Context, Call] | None:
    ctx = _context_of(report)
    if ctx is None:
        observe.count("CallsOfNobody")
        return None
    call = ledger.tell(ctx, report.call_id, report.contact)
    if _wants_number(call):
        asked = _ask(report.contact.id)
        call = ledger.tell(ctx, report.call_id, ledger.of_asked(asked)) if asked else call
    endings.settle(ctx, call)
    return ctx, call


def _wants_number(call: Call) -> bool:
    """Events don't tell the other side's number. Of a caller our flow does, unless it failed."""
    if call.number:
        return False
    unheard = call.begun is None and call.is_over
    return unheard or (call.direction == OUTBOUND and call.status != ENDED)


def _context_of(report: Report) -> Context | None:
    ours = report.ours
    if not ours:
        asked = _ask(report.contact.id)
        ours = asked.ours if asked else ""
    return tenants.context_of_number(ours) if ours else None


def _ask(contact_id: str) -> connect.Contact | None:
    arn = config.connect_instance_arn()
    return connect.describe_contact(Instance(arn), contact_id) if arn else None
