"""A call from outside: the number's flow answers."""

from __future__ import annotations

from infra.local.telephony.core import dialling, ending, events, lookups, queueing, sessions
from infra.local.telephony.core.contact import (
    API,
    BY_AGENT,
    BY_CUSTOMER,
    BY_FLOW,
    DISCONNECT,
    INBOUND,
    Call,
    Contact,
)
from infra.local.telephony.core.failures import LimitReached, NotThere
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.core.ids import bare
from infra.local.telephony.flow.values import Ended


def ring(floor: Floor, caller: str | None, dialled: str) -> Call:
    """`caller` None is a withheld number. Refused at the limit of calls, and by unused numbers."""
    number = floor.directory.number(dialled)
    flow_id = bare(number["ContactFlowId"]) if number and number.get("ContactFlowId") else None
    if flow_id is None or floor.directory.find("contact-flow", flow_id) is None:
        raise NotThere(f"Nobody answers at {dialled}: no flow is bound to it")
    check_limit(floor)
    call = begin(floor, INBOUND, caller, dialled, "inbound")
    answered(floor, call, flow_id)
    return call


def check_limit(floor: Floor) -> None:
    if floor.live_calls() >= floor.settings.concurrent_calls:
        most = floor.settings.concurrent_calls
        raise LimitReached(f"The instance has its {most} concurrent calls")


def begin(
    floor: Floor, method: str, customer: str | None, system: str | None, direction: str
) -> Call:
    """A call with its first contact."""
    now = floor.time.now()
    key = floor.instance.new_id()
    call = Call(key, customer, system, direction, "live", now)
    floor.add_call(call)
    floor.add_contact(Contact(key, key, key, method, customer, system, now))
    return call


def answered(floor: Floor, call: Call, flow_id: str) -> None:
    """The instance has the call: its flow begins."""
    contact = call.contact
    if contact.method == INBOUND:
        events.tell(floor, contact, events.INITIATED)
    contact.connected_to_system, contact.state = floor.time.now(), "system"
    events.tell(floor, contact, events.CONNECTED_TO_SYSTEM)
    run(floor, contact, flow_id)


def run(floor: Floor, contact: Contact, flow_id: str) -> None:
    """A contact flow: where it ends, the call does."""
    sessions.start(floor, contact, flow_id, lambda ended: _over(floor, contact, ended))


def _over(floor: Floor, contact: Contact, ended: Ended) -> None:
    if contact.live and ended.how != "transferred":
        ending.leave(floor, contact, BY_FLOW)


def start_outbound(floor: Floor, call: Call, flow_id: str, seconds: float) -> None:
    """A call that the API asked for: it rings, and the flow begins when somebody answers."""
    events.tell(floor, call.contact, events.INITIATED)

    def taken() -> None:
        if call.outcome == dialling.VOICEMAIL:
            floor.later(call.contact, floor.settings.phone_rings, lambda: leave(floor, call))
        answered(floor, call, flow_id)

    def failed(outcome: str) -> None:
        ending.end(floor, call.contact, dialling.REASONS[outcome])

    dialling.ring(floor, call, seconds, taken, failed)


def leave(floor: Floor, call: Call) -> None:
    """The caller puts the telephone down."""
    if call.state == "ringing":
        dialling.fail(floor, call, dialling.REJECTED)
    elif call.live:
        ending.hang_up(floor, call, BY_CUSTOMER)


def left_by_agent(floor: Floor, contact: Contact) -> None:
    """The agent hangs up: the call ends, or its disconnect flow (a survey) begins."""
    call = floor.call_of(contact)
    flow_id = lookups.flow_for(floor, contact, "CustomerRemaining")
    if flow_id is None or contact.connected_to_agent is None or not call.live:
        ending.hang_up(floor, call, BY_AGENT)
        return
    after = queueing.follow(floor, contact, DISCONNECT)
    after.hooks.pop("CustomerRemaining", None)
    ending.end(floor, contact, BY_AGENT)
    events.tell(floor, after, events.INITIATED)
    after.state = "system"
    run(floor, after, flow_id)


__all__ = ["API", "answered", "begin", "check_limit", "leave", "ring", "run", "start_outbound"]
