"""Calls that agents hand on by quick connects, each through its transfer flow."""

from typing import Any

import pytest

from infra.local.telephony.core.failures import NotThere
from tests.infra.telephony.exchange.clinic import (
    Clinic,
    Json,
    action,
    flow,
    music,
    say,
    to_colleague,
)

OTHER = "+12025550177"


def talking(clinic: Clinic, *names: str) -> tuple[str, list[Any]]:
    """A call that the first agent has taken; only they are there."""
    agents = clinic.staffed(*names)
    for each in agents[1:]:
        each.set_status("Offline")
    call = clinic.ring()
    agents[0].accept()
    return call, agents


def words(clinic: Clinic, call: str) -> list[tuple[str, str]]:
    """What was said since the call's own queue, and who heard it."""
    lines = clinic.exchange.call(call).transcript
    return [(each["text"], each.get("hears", "caller")) for each in lines[1:]]


def back_to_queue(clinic: Clinic, *before: Json) -> str:
    """A quick connect to the only queue, with a waiting flow of its own."""
    (queue,) = clinic.directory.every("queue")
    wait = clinic.flow("Wait again", music("Once more"), "CUSTOMER_QUEUE")
    content = flow(
        *before,
        action("hook", "UpdateContactEventHooks", "enter", EventHooks={"CustomerQueue": wait},
               errors=[("NoMatchingError", "enter")]),
        action("enter", "TransferContactToQueue", "bye",
               errors=[("NoMatchingError", "bye"), ("QueueAtCapacity", "bye")]),
        action("bye", "DisconnectParticipant"),
    )  # fmt: skip
    flow_id = clinic.flow("Back", content, "QUEUE_TRANSFER")
    config = {"QueueId": queue["Id"], "ContactFlowId": flow_id}
    return clinic.quick_connect("The queue", queue["Arn"], QueueConfig=config)


def test_colleague_is_rung_by_the_transfer_flow_with_its_whispers() -> None:
    clinic = Clinic()
    call, (ann, bob) = talking(clinic, "ann", "bob")
    clinic.flow("Default agent whisper", say("For you"), "AGENT_WHISPER")
    clinic.flow("Default customer whisper", say("There you are"), "CUSTOMER_WHISPER")
    clinic.flow("Default customer hold", say("Held"), "CUSTOMER_HOLD")
    target = clinic.colleague("bob")
    hello = action("hello", "MessageParticipant", "colleague", Text="$.Agent.UserName comes")
    clinic.flow("To a colleague", to_colleague(hello), "AGENT_TRANSFER")

    consulted = ann.reach(target)
    bob.set_status("Available")
    clinic.advance(5)
    bob.accept()
    clinic.advance(5)

    assert words(clinic, call) == [
        ("Held", "caller"), ("bob comes", "agent"), ("Please wait.", "agent"),
        ("For you", "agent"), ("There you are", "agent"),
    ]  # fmt: skip
    assert ann.agent.third["state"] == "connected"
    events = [e["detail"] for e in clinic.told.events if e["detail"]["contactId"] == consulted]
    assert events[-1]["eventType"] == "CONNECTED_TO_AGENT"
    queued = next(each for each in events if each["eventType"] == "QUEUED")["queueInfo"]
    assert queued["queueType"] == "AGENT"
    assert queued["queueArn"].endswith(f"/queue/agent/{bob.agent.user_id}")


def test_agent_who_leaves_meanwhile_lets_the_caller_wait_for_the_colleague() -> None:
    clinic = Clinic()
    call, (ann, bob) = talking(clinic, "ann", "bob")
    consulted = ann.reach(clinic.colleague("bob"))

    ann.hang_up()
    ann.complete()
    waiting = clinic.exchange.call(call).contact
    bob.set_status("Available")
    clinic.advance(1)
    bob.accept()
    clinic.advance(1)

    assert waiting.id == consulted and clinic.exchange.call(call).live
    assert (waiting.state, waiting.agent) == ("connected", "bob")
    clinic.exchange.hang_up(call)
    bob.complete()
    assert [len(clinic.records_of(each)) for each in (call, consulted)] == [1, 1]


def test_call_goes_back_into_the_queue_for_whoever_is_free() -> None:
    clinic = Clinic()
    call, (ann, bob) = talking(clinic, "ann", "bob")

    handed = ann.reach(back_to_queue(clinic))
    ann.hang_up()
    ann.set_status("Break")
    ann.complete()
    bob.set_status("Available")
    clinic.advance(1)
    bob.accept()

    (first,), second = clinic.records_of(call), clinic.exchange.contact(handed)
    assert ("Once more", "agent") in words(clinic, call)
    assert first["NextContactId"] == handed and second.agent == "bob"
    assert (second.method, second.state) == ("TRANSFER", "connected")


@pytest.mark.parametrize("leads", ["QueueAtCapacity", "ended"])
def test_transfer_flow_that_leads_nowhere_gives_the_caller_back(leads: str) -> None:
    clinic = Clinic()
    call, (ann, _) = talking(clinic, "ann", "bob")
    target = back_to_queue(clinic)
    (queue,) = clinic.directory.every("queue")
    clinic.directory.put("queue", {**queue, "MaxContacts": 0})
    if leads == "ended":
        clinic.flow("Back", say("No"), "QUEUE_TRANSFER")

    handed = ann.reach(target)
    clinic.advance(5)

    assert ann.agent.third is None
    assert clinic.records_of(handed)[0]["DisconnectReason"] == "CONTACT_FLOW_DISCONNECT"
    ann.resume()
    assert clinic.exchange.contact(call).state == "connected"


def test_consultation_that_is_moved_to_another_queue_stays_one() -> None:
    clinic = Clinic()
    call, (ann, bob) = talking(clinic, "ann", "bob")
    (queue,) = clinic.directory.every("queue")
    moving = flow(
        action("say", "MessageParticipant", "move", Text="Moving"),
        action("move", "DequeueContactAndTransferToQueue", "bye", QueueId=queue["Arn"],
               errors=[("NoMatchingError", "bye"), ("QueueAtCapacity", "bye")]),
        action("bye", "DisconnectParticipant"),
    )  # fmt: skip
    target = clinic.colleague("bob")
    clinic.flow("Default customer queue", moving, "CUSTOMER_QUEUE")

    first = ann.reach(target)
    clinic.flow("Default customer queue", music(), "CUSTOMER_QUEUE")
    clinic.advance(1)
    bob.set_status("Available")
    clinic.advance(1)
    bob.accept()
    clinic.advance(1)

    assert ann.agent.third["contact_id"] != first
    assert ann.agent.third["state"] == "connected"
    ann.drop_third()
    assert clinic.exchange.contact(call).live and bob.agent.stage == "working"


def test_telephone_that_rings_is_left_to_the_caller() -> None:
    clinic = Clinic()
    call, (ann,) = talking(clinic, "ann")
    third = ann.call_phone(OTHER)

    ann.hang_up()
    ann.complete()
    clinic.exchange.answer(third)
    together = clinic.exchange.call(call).live
    clinic.exchange.hang_up(call)

    assert together and clinic.exchange.call(third).state == "ended"


def test_telephone_that_nobody_answers_ends_the_call_of_who_was_left_to_it() -> None:
    clinic = Clinic()
    call, (ann,) = talking(clinic, "ann")
    ann.call_phone(OTHER)

    ann.hang_up()
    clinic.advance(61)

    assert clinic.exchange.call(call).state == "ended"


def test_agents_see_the_quick_connects_of_their_own_queues_alone() -> None:
    clinic = Clinic()
    _, (ann, _) = talking(clinic, "ann", "bob")
    own = clinic.colleague("bob")
    other = clinic.queue("Another clinic")
    config = {"PhoneNumber": OTHER}
    strange = clinic.quick_connect("Theirs", other, PhoneConfig=config)

    assert [each["Id"] for each in ann.quick_connects()] == [own]
    assert ann.quick_connects([other]) == []
    with pytest.raises(NotThere):
        ann.reach(strange)
    assert ann.agent.third is None
