"""What becomes of calls when the exchange was ended under them."""

from __future__ import annotations

from infra.local.telephony.core import callbacks, ending, events
from infra.local.telephony.core.contact import CALLBACK, TASK, TELECOM, Call, Contact
from infra.local.telephony.core.floor import Floor


def restore(floor: Floor, calls: list[Call]) -> None:
    """Live calls end as a telecom problem, work that was being written up is done, and queued
    callbacks and tasks wait for an agent again.
    """
    for call in calls:
        floor.add_call(call)
        floor.contacts.update({each.id: each for each in (*call.contacts, *call.aside)})
    for call in calls:
        for contact in (*call.contacts, *call.aside):
            _settle(floor, call, contact)


def _settle(floor: Floor, call: Call, contact: Contact) -> None:
    if contact.closed:
        return
    if contact.live and contact.channel == TASK:
        contact.agent = contact.dequeued = contact.connected_to_agent = None
        floor.rematch()
        return
    if contact.live and contact.method == CALLBACK and contact.dequeued is None:
        _wait_again(floor, contact)
        return
    if contact.live:
        contact.disconnected, contact.reason = floor.time.now(), TELECOM
        contact.state = "ended"
        events.tell(floor, contact, events.DISCONNECTED)
    elif contact.work_started and contact.work_ended is None:
        contact.work_ended = floor.time.now()
    _known(floor, contact)
    ending.close_call(floor, call)
    ending.complete(floor, contact)


def _known(floor: Floor, contact: Contact) -> None:
    """The agent of the record is known again, and free."""
    if contact.agent and floor.directory.named("agent", contact.agent, "Username"):
        floor.agent(contact.agent)


def _wait_again(floor: Floor, contact: Contact) -> None:
    contact.enqueued, contact.agent, contact.state = None, None, "initiated"
    callbacks.wait(floor, contact)
