"""CONTACT_DATA_UPDATED: what a flow writes is told where Connect tells it, and nowhere else."""

from typing import Any

from tests.infra.telephony.exchange.clinic import Clinic, action, flow, say
from tests.infra.telephony.exchange.test_routing import criteria
from tests.infra.telephony.exchange.test_transfers import talking

_FAILED = [("NoMatchingError", "bye")]


def updates(clinic: Clinic, contact_id: str) -> list[Any]:
    return [
        each["detail"]["updatedProperties"]
        for each in clinic.told.events
        if each["detail"]["contactId"] == contact_id
        and each["detail"]["eventType"] == "CONTACT_DATA_UPDATED"
    ]


def test_attributes_tags_and_criteria_are_told_once_each() -> None:
    clinic = Clinic()
    writes = flow(
        action("a", "UpdateContactAttributes", "t", Attributes={"x": "1"}, errors=_FAILED),
        action("t", "TagContact", "l", Tags={"kind": "test"}, errors=_FAILED),
        action("l", "UpdateContactData", "p", LanguageCode="en-GB", errors=_FAILED),
        action("p", "UpdateContactRoutingBehavior", "r", QueuePriority="3"),
        action("r", "UpdateContactRoutingCriteria", "bye", **criteria("30"), errors=_FAILED),
        action("bye", "DisconnectParticipant"),
    )
    clinic.number(clinic.flow("Entry", writes))

    call = clinic.ring()

    assert updates(clinic, call) == [["Attributes"], ["Tags"], ["RoutingCriteria"]]


def test_attributes_set_from_outside_are_told() -> None:
    clinic = Clinic()
    call, _ = talking(clinic, "ann")

    clinic.exchange.set_attributes(call, {"x": "1"})

    assert updates(clinic, call) == [["Attributes"]]


def test_step_that_expires_while_somebody_waits_is_told() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    (queue,) = clinic.directory.every("queue")
    skilled = flow(
        action("r", "UpdateContactRoutingCriteria", "q", **criteria("30"), errors=_FAILED),
        action("q", "UpdateContactTargetQueue", "t", QueueId=queue["Arn"], errors=_FAILED),
        action("t", "TransferContactToQueue", "bye",
               errors=[*_FAILED, ("QueueAtCapacity", "bye")]),
        action("bye", "DisconnectParticipant"),
    )  # fmt: skip
    clinic.flow("Entry", skilled)
    call = clinic.ring()

    clinic.advance(31)

    assert updates(clinic, call) == [["RoutingCriteria"], ["RoutingCriteria.Step.Status"]]
    assert ann.agent.contact_id == call


def test_agent_and_caller_each_hear_their_own_hold_flow() -> None:
    clinic = Clinic()
    call, (ann,) = talking(clinic, "ann")
    clinic.flow("Default customer hold", say("Please hold"), "CUSTOMER_HOLD")
    clinic.flow("Default agent hold", say("They wait"), "AGENT_HOLD")

    ann.hold()
    clinic.advance(2)
    ann.resume()
    ann.call_phone("+12025550177")
    clinic.advance(2)

    lines = clinic.exchange.call(call).transcript[-3:]
    heard = [(each["text"], each.get("hears", "caller")) for each in lines]
    assert heard == [
        ("Please hold", "caller"), ("They wait", "agent"), ("Please hold", "caller"),
    ]  # fmt: skip
