"""Third parties: a telephone or a colleague is called beside the caller, joined, left alone."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core import (
    agent_events,
    dialling,
    ending,
    events,
    holding,
    inbound,
    queueing,
    sessions,
)
from infra.local.telephony.core.agents import TALKING, Agent
from infra.local.telephony.core.contact import (
    BY_AGENT,
    EXTERNAL_OUTBOUND,
    OTHER,
    TRANSFER,
    Contact,
)
from infra.local.telephony.core.failures import Refused
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.core.ids import bare

Json = dict[str, Any]
CONNECTING, CONNECTED, JOINED, HELD = "connecting", "connected", "joined", "held"


def call_phone(floor: Floor, agent: Agent, number: str) -> Contact:
    """The caller is put on hold, and the number rings."""
    contact = _talking(floor, agent)
    inbound.check_limit(floor)
    call = inbound.begin(floor, EXTERNAL_OUTBOUND, number, contact.system, "outbound")
    made = call.contact
    made.initial_id, made.previous_id = contact.initial_id, contact.id
    _beside(floor, agent, made, "phone_number", number)
    events.tell(floor, made, events.INITIATED)

    def taken() -> None:
        made.connected_to_system = floor.time.now()
        events.tell(floor, made, events.CONNECTED_TO_SYSTEM)
        joined(floor, made)

    def failed(outcome: str) -> None:
        ending.hang_up(floor, call, dialling.REASONS[outcome])

    dialling.ring(floor, call, floor.settings.phone_rings, taken, failed)
    return made


def reach(floor: Floor, agent: Agent, quick: Json) -> Contact:
    """Calls whom a quick connect means: a telephone, or by its transfer flow a colleague or queue.

    The caller is put on hold; the flow, and the queue that it leads to, are heard by the agent.
    """
    config = quick["QuickConnectConfig"]
    if config["QuickConnectType"] == "PHONE_NUMBER":
        return call_phone(floor, agent, config["PhoneConfig"]["PhoneNumber"])
    contact = _talking(floor, agent)
    made = queueing.segment(floor, contact, TRANSFER)
    if config["QuickConnectType"] == "USER":
        kind, wanted = "agent", config["UserConfig"]
        made.meant_agent = bare(wanted["UserId"])
    else:
        kind, wanted = "queue", config["QueueConfig"]
        made.queue_id = bare(wanted["QueueId"])
    floor.add_aside(made)
    _beside(floor, agent, made, kind, quick["Name"])
    events.tell(floor, made, events.INITIATED)
    inbound.run(floor, made, bare(wanted["ContactFlowId"]))
    return made


def joined(floor: Floor, contact: Contact) -> None:
    """Whoever was called in is there."""
    for agent in floor.agents.values():
        if agent.third and agent.third["contact_id"] == contact.id:
            _state(floor, agent, CONNECTED)


def conference(floor: Floor, agent: Agent) -> None:
    """All hear each other."""
    if not agent.third or agent.third["state"] == CONNECTING:
        raise Refused("There is nobody to join")
    if floor.working(agent).held_at is not None:
        holding.resume(floor, agent)
    _state(floor, agent, JOINED)


def swap(floor: Floor, agent: Agent) -> None:
    """The agent turns from the third party to the caller, or back; the other one is on hold."""
    if not agent.third or agent.third["state"] == CONNECTING:
        raise Refused("There is nobody to turn to")
    if floor.working(agent).held_at is not None:
        holding.resume(floor, agent)
        _state(floor, agent, HELD)
    else:
        holding.hold(floor, agent, calls_others=True)
        _state(floor, agent, CONNECTED)


def drop(floor: Floor, agent: Agent) -> None:
    """The agent ends the connection with the third party; the caller stays."""
    if agent.third is None:
        raise Refused("There is no third party")
    made = floor.contact(agent.third["contact_id"])
    agent.third = None
    if floor.is_aside(made):
        _forget_consultation(floor, made)
    else:
        ending.hang_up(floor, floor.call_of(made), BY_AGENT)
    agent_events.changed(floor, agent)


def _forget_consultation(floor: Floor, made: Contact) -> None:
    colleague = floor.agent_of(made)
    if colleague and made.connected_to_agent is None:
        ending.drop_offer(floor, made, colleague)
    ending.end(floor, made, BY_AGENT if made.connected_to_agent else OTHER)


def leave(floor: Floor, agent: Agent) -> None:
    """The agent hangs up: caller and third party go on without them, else the call ends.

    Whoever is still being reached is then waited for by the caller.
    """
    contact = floor.working(agent)
    if floor.is_aside(contact):
        ending.end(floor, contact, BY_AGENT)
        return
    if agent.third is None:
        inbound.left_by_agent(floor, contact)
    else:
        _hand_over(floor, agent, contact, floor.contact(agent.third["contact_id"]))


def _hand_over(floor: Floor, agent: Agent, contact: Contact, other: Contact) -> None:
    if contact.held_at is not None:
        holding.resume(floor, agent)
    agent.third = None
    contact.transferred = floor.time.now()
    aside = floor.is_aside(other)
    address = other.agent if aside else other.customer
    if address:
        contact.transferred_to = {"Address": address, "Type": "TELEPHONE_NUMBER"}
    call = floor.call_of(contact)
    if aside:
        call.aside.remove(other)
        call.contacts.append(other)
        contact.next_id = other.id
        ending.end(floor, contact, BY_AGENT)
        return
    floor.bridges[call.id], floor.bridges[other.call_id] = other.call_id, call.id
    contact.state = "bridged"
    ending.write_up(floor, agent, contact)


def _beside(floor: Floor, agent: Agent, made: Contact, kind: str, name: str) -> None:
    now = floor.time.now()
    about = {"kind": kind, "name": name, "number": name if kind == "phone_number" else None}
    state = {"contact_id": made.id, **about, "state": CONNECTING, "since": now}
    contact = floor.working(agent)
    if contact.held_at is None:
        holding.hold(floor, agent, calls_others=True)
    sessions.stop(floor, contact, "agent")
    agent.third = state
    agent_events.changed(floor, agent)


def _state(floor: Floor, agent: Agent, state: str) -> None:
    if agent.third:
        agent.third = {**agent.third, "state": state, "since": floor.time.now()}
        agent_events.changed(floor, agent)


def _talking(floor: Floor, agent: Agent) -> Contact:
    contact = floor.working(agent)
    if agent.stage != TALKING or contact.connected_to_agent is None:
        raise Refused(f"{agent.username} talks to nobody")
    if agent.third:
        raise Refused("There is a third party already")
    return contact
