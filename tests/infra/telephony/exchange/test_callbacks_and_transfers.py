"""Callbacks, calls that agents make, and third parties, in simulated time."""

from typing import Any

import pytest

from infra.local.telephony.core.failures import Refused
from tests.infra.telephony.exchange.clinic import CALLER, Clinic, action, flow, to_queue

OTHER = "+12025550177"


def promising(clinic: Clinic, delay: str = "99", attempts: str = "2", retry: str = "60") -> None:
    """The number's flow promises a callback and hangs up."""
    queue = clinic.directory.every("queue")[0]["Arn"]
    content = flow(
        action(
            "number",
            "UpdateContactCallbackNumber",
            "queue",
            CallbackNumber="$.CustomerEndpoint.Address",
            errors=[("InvalidCallbackNumber", "bye"), ("CallbackNumberNotDialable", "bye")],
        ),
        action(
            "queue",
            "UpdateContactTargetQueue",
            "callback",
            QueueId=queue,
            errors=[("NoMatchingError", "bye")],
        ),
        action(
            "callback",
            "CreateCallbackContact",
            "bye",
            InitialCallDelaySeconds=delay,
            MaximumConnectionAttempts=attempts,
            RetryDelaySeconds=retry,
            errors=[("NoMatchingError", "bye")],
        ),
        action("bye", "DisconnectParticipant"),
    )
    clinic.flow("Entry", content)


def promised(clinic: Clinic) -> Any:
    return next(
        each for each in clinic.exchange.floor.contacts.values() if each.method == "CALLBACK"
    )


def test_callback_comes_when_its_delay_is_over_agent_first() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    promising(clinic)
    call = clinic.ring()
    callback = promised(clinic)

    clinic.advance(98)
    before = (ann.agent.stage, clinic.exchange.floor.live_calls())
    clinic.advance(2)
    offered = (ann.agent.stage, clinic.exchange.call_at(CALLER))
    ann.accept()
    found = clinic.exchange.call_at(CALLER)
    ringing = found.state if found else None
    clinic.exchange.answer(callback.id)

    assert before == ("", 0)
    assert offered == ("offered", None)
    assert ringing == "ringing"
    assert callback.state == "connected"
    assert callback.initial_id == call and callback.previous_id == call
    assert clinic.records_of(call)[0]["NextContactId"] == callback.id


def test_callback_that_nobody_answers_is_tried_again() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    promising(clinic, delay="1")
    clinic.ring()
    clinic.advance(2)
    first = promised(clinic)
    ann.accept()

    clinic.advance(60)
    free = ann.agent.free
    clinic.advance(60)

    again = clinic.exchange.contact(first.next_id)
    assert free and first.reason == "OTHER"
    assert (ann.agent.stage, ann.agent.contact_id) == ("offered", again.id)
    ann.accept()
    clinic.advance(61)
    assert again.next_id is None
    assert len(clinic.records_of(first.id)) == len(clinic.records_of(again.id)) == 1


def test_callback_keeps_the_place_of_its_call() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    ann.set_status("Break")
    promising(clinic, delay="30")
    clinic.ring()
    clinic.advance(20)
    queue = clinic.directory.every("queue")[0]["Arn"]
    clinic.flow("Entry", to_queue(queue))
    clinic.ring("+12025550112")
    clinic.advance(20)

    ann.set_status("Available")

    assert ann.agent.contact_id == promised(clinic).id


def test_promised_callback_can_be_stopped() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    promising(clinic)
    clinic.ring()
    callback = promised(clinic)

    clinic.exchange.stop(callback.id)
    clinic.advance(200)

    assert ann.agent.free
    assert len(clinic.records_of(callback.id)) == 1


def talking(clinic: Clinic, *names: str) -> tuple[str, list[Any]]:
    """A call that the first agent has taken."""
    agents = clinic.staffed(*names)
    call = clinic.ring()
    agents[0].accept()
    return call, agents


def test_call_of_an_agent_shows_the_queue_s_number() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    shown = clinic.directory.every("phone-number")[0]
    queue = clinic.directory.every("queue")[0]
    config = {"OutboundCallerIdNumberId": shown["Id"]}
    clinic.directory.put("queue", {**queue, "OutboundCallerConfig": config})

    call = ann.dial(OTHER)
    ringing = clinic.exchange.call(call)
    clinic.exchange.answer(call)
    clinic.advance(5)
    clinic.exchange.hang_up(call)
    ann.complete()

    (record,) = clinic.records_of(call)
    assert (ringing.number, ringing.system) == (OTHER, shown["PhoneNumber"])
    assert record["InitiationMethod"] == "OUTBOUND"
    assert record["Agent"]["Username"] == "ann"


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [("busy", "TELECOM_PROBLEM"), ("rejected", "CUSTOMER_DISCONNECT"), ("no_answer", "OTHER")],
)
def test_call_that_nobody_takes_frees_the_agent(outcome: str, reason: str) -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    clinic.exchange.floor.outcomes = lambda number: outcome

    call = ann.dial(OTHER)
    clinic.advance(61)

    (record,) = clinic.records_of(call)
    assert record["DisconnectReason"] == reason
    assert record["ConnectedToSystemTimestamp"] is None
    assert ann.agent.free


def test_colleague_takes_over_the_caller() -> None:
    clinic = Clinic()
    call, (ann, bob) = talking(clinic, "ann", "bob")

    consulted = ann.reach(clinic.colleague("bob"))
    held = clinic.exchange.contact(call).held_at is not None
    bob.accept()
    ann.hang_up()
    ann.complete()
    clinic.exchange.hang_up(call)
    bob.complete()

    first, second = clinic.records_of(call)[0], clinic.records_of(consulted)[0]
    assert held
    assert (first["DisconnectReason"], first["NextContactId"]) == ("AGENT_DISCONNECT", consulted)
    assert second["InitiationMethod"] == "TRANSFER"
    assert (second["DisconnectReason"], second["Agent"]["Username"]) == (
        "CUSTOMER_DISCONNECT",
        "bob",
    )


def test_colleague_who_leaves_gives_the_caller_back() -> None:
    clinic = Clinic()
    call, (ann, bob) = talking(clinic, "ann", "bob")
    ann.reach(clinic.colleague("bob"))
    bob.accept()

    bob.hang_up()

    assert ann.agent.third is None
    assert clinic.exchange.contact(call).live
    ann.resume()
    assert clinic.exchange.contact(call).state == "connected"


def test_telephone_is_joined_and_left_alone_with_the_caller() -> None:
    clinic = Clinic()
    call, (ann,) = talking(clinic, "ann")
    third = ann.call_phone(OTHER)
    with pytest.raises(Refused):
        ann.conference()

    clinic.exchange.answer(third)
    ann.conference()
    ann.hang_up()
    ann.complete()
    alone = clinic.exchange.call(call).live
    clinic.exchange.hang_up(third)

    assert alone
    assert clinic.exchange.call(call).state == "ended"
    assert clinic.records_of(call)[0]["DisconnectReason"] == "THIRD_PARTY_DISCONNECT"
    assert clinic.records_of(call)[0]["TransferredToEndpoint"]["Address"] == OTHER
    assert len(clinic.records_of(third)) == 1


def test_caller_who_leaves_ends_a_consultation() -> None:
    clinic = Clinic()
    call, (ann, bob) = talking(clinic, "ann", "bob")
    consulted = ann.reach(clinic.colleague("bob"))

    clinic.exchange.hang_up(call)

    assert bob.agent.free
    assert ann.agent.stage == "working"
    assert len(clinic.records_of(consulted)) == 1
