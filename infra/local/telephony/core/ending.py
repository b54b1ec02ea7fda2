"""How a contact ends: who hung up, what the agent does after it, and its record."""

from __future__ import annotations

from infra.local.telephony.core import agent_events, events, records, sessions
from infra.local.telephony.core.agents import MISSED, OFFERED, TALKING, WORKING, Agent
from infra.local.telephony.core.contact import (
    BY_CUSTOMER,
    BY_THIRD,
    EXTERNAL_OUTBOUND,
    Call,
    Contact,
)
from infra.local.telephony.core.floor import Floor


def end(floor: Floor, contact: Contact, reason: str) -> None:
    """The segment is over; whoever had it is freed, or writes it up."""
    if not contact.live:
        return
    now = floor.time.now()
    sessions.stop_all(floor, contact)
    floor.forget_timers(contact)
    _stop_hold(contact, now)
    contact.disconnected, contact.reason, contact.state = now, reason, "ended"
    events.tell(floor, contact, events.DISCONNECTED)
    _tell_first_agent(floor, contact)
    agent = floor.agent_of(contact)
    if agent and agent.stage == TALKING and contact.connected_to_agent is not None:
        write_up(floor, agent, contact)
        return
    if agent and agent.stage == WORKING:
        return
    if agent:
        agent.release(now)
        agent_events.changed(floor, agent)
    complete(floor, contact)
    floor.rematch()


def _tell_first_agent(floor: Floor, contact: Contact) -> None:
    """Whoever had this contact as their third party has it no longer."""
    for agent in floor.agents.values():
        if agent.third and agent.third["contact_id"] == contact.id:
            agent.third = None
            agent_events.changed(floor, agent)


def _stop_hold(contact: Contact, now: float) -> None:
    if contact.held_at is not None:
        contact.holds.append([contact.held_at, now])
        contact.held_at = None


def write_up(floor: Floor, agent: Agent, contact: Contact) -> None:
    """After-contact work, until the agent closes the contact or their time for it is over."""
    now = floor.time.now()
    contact.work_started = now
    agent.move(WORKING, now)
    floor.changed(contact)
    agent_events.changed(floor, agent)
    user = floor.directory.find("agent", agent.user_id) or {}
    limit = (user.get("PhoneConfig") or {}).get("AfterContactWorkTimeLimit") or 0
    if limit:
        floor.later(contact, float(limit), lambda: finish_work(floor, agent))


def finish_work(floor: Floor, agent: Agent) -> None:
    """The agent closes the contact: it is complete now, and the agent free."""
    contact = floor.working(agent)
    floor.forget_timers(contact)
    now = floor.time.now()
    if agent.stage == WORKING:
        contact.work_ended = now
        if not contact.live:
            complete(floor, contact)
    if agent.stage in (WORKING, MISSED):
        agent.release(now)
        agent_events.changed(floor, agent)
        floor.rematch()


def complete(floor: Floor, contact: Contact) -> None:
    """Nothing more happens to the contact; its record is written."""
    if not contact.closed:
        events.tell(floor, contact, events.COMPLETED)
        records.write(floor, contact)
        floor.facts.pop(contact.id, None)


def drop_offer(floor: Floor, contact: Contact, agent: Agent, stage: str = "") -> None:
    """The agent no longer rings: missed (`stage`), or the caller hung up."""
    now = floor.time.now()
    if agent.stage != OFFERED:
        return
    if stage:
        agent.move(stage, now)
    else:
        agent.release(now)
    contact.agent = None
    agent_events.changed(floor, agent)


def close_call(floor: Floor, call: Call) -> None:
    """The telephone is put down."""
    if call.state != "ended":
        call.state, call.ended = "ended", floor.time.now()
        dial = floor.dials.pop(call.id, None)
        if dial:
            dial.timer.cancel()
        floor.outside.keep(call)
        watching = floor.watching.pop(call.id, None)
        if watching:
            floor.time.after(0, watching)


def leave(floor: Floor, contact: Contact, reason: str) -> None:
    """The contact's flow ends it: with its call, or a consultation alone."""
    if floor.is_aside(contact):
        end(floor, contact, reason)
    else:
        hang_up(floor, floor.call_of(contact), reason)


def hang_up(floor: Floor, call: Call, reason: str) -> None:
    """The call ends, with all contacts of it."""
    close_call(floor, call)
    for contact in (call.contact, *call.aside):
        agent = floor.agent_of(contact)
        third = floor.calls.get(agent.third["contact_id"]) if agent and agent.third else None
        if agent and agent.stage == OFFERED:
            drop_offer(floor, contact, agent)
        end(floor, contact, reason)
        if third:
            hang_up(floor, third, reason)
    _hang_up_bridged(floor, call, reason)


def _hang_up_bridged(floor: Floor, call: Call, reason: str) -> None:
    other = floor.bridges.pop(call.id, None)
    if other:
        floor.bridges.pop(other, None)
        third_left = reason == BY_CUSTOMER and call.contact.method == EXTERNAL_OUTBOUND
        hang_up(floor, floor.calls[other], BY_THIRD if third_left else reason)
