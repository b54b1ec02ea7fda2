"""Webhooks: sent to who listens, retried, kept over a kill, doubled and reordered."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stripe

from tests.infra.stripe_standin import SECRET, Receiver, StripeStandIn, until
from tests.infra.stripe_webhooks import pay

PAID_CHECKOUT = [
    "checkout.session.completed",
    "customer.subscription.created",
    "invoice.paid",
]


@pytest.fixture(autouse=True)
def undisturbed(standin: StripeStandIn, receiver: Receiver) -> Iterator[None]:
    yield
    standin.control("deliveries/release")
    standin.control("webhook", url=receiver.url, secrets=[SECRET], signature_time="simulated")
    receiver.answers.clear()
    receiver.refused.clear()


def deliveries(standin: StripeStandIn, event: str) -> list[dict[str, Any]]:
    found = standin.control(f"deliveries?event={event}", verb="GET")["deliveries"]
    return list(found)


def told(standin: StripeStandIn, type_: str, customer: str) -> stripe.Event:
    """The event of this type about a customer, as the API lists it."""
    found = standin.client.v1.events.list({"type": type_, "limit": 100}).data
    return next(e for e in found if e.data.object.to_dict().get("customer") == customer)


def test_events_arrive_signed_over_the_raw_body(standin: StripeStandIn, receiver: Receiver) -> None:
    # Act
    session = pay(standin)

    # Assert
    types = until(lambda: len(t := receiver.types(session.customer)) == 3 and t)
    assert sorted(types) == PAID_CHECKOUT
    assert receiver.refused == []
    assert receiver.signatures[-1].startswith("t=")


def test_only_what_is_listened_to_is_sent_and_all_is_listed(
    standin: StripeStandIn, receiver: Receiver
) -> None:
    # Arrange
    session = pay(standin)
    until(lambda: len(receiver.types(session.customer)) == 3)

    # Act
    listed = standin.types(session.customer)

    # Assert
    assert {"invoice.created", "invoice.finalized", "payment_method.attached"} <= set(listed)
    assert set(receiver.types(session.customer)) < set(listed)


def test_all_types_are_sent_to_an_endpoint_that_wants_them(
    standin: StripeStandIn, receiver: Receiver
) -> None:
    # Arrange
    standin.control("webhook", events=["*"])

    # Act
    try:
        session = pay(standin)
        types = until(
            lambda: "checkout.session.completed" in (t := receiver.types(session.customer)) and t
        )
    finally:
        standin.control("webhook", events=[])

    # Assert
    assert types == standin.types(session.customer)


def test_refused_delivery_is_tried_again_until_taken(
    standin: StripeStandIn, receiver: Receiver
) -> None:
    # Arrange
    receiver.answers.extend([500, 302, 404])

    # Act
    session = standin.checkout()
    standin.client.v1.checkout.sessions.expire(session.id)

    # Assert
    until(lambda: receiver.types(session.customer))
    event = told(standin, "checkout.session.expired", session.customer)
    (delivery,) = until(
        lambda: (d := deliveries(standin, event.id)) and d[0]["state"] == "succeeded" and d
    )
    assert [attempt["status"] for attempt in delivery["attempts"]] == [500, 302, 404, 200]
    assert receiver.types(session.customer) == ["checkout.session.expired"]


def test_one_refused_delivery_holds_up_no_other(standin: StripeStandIn, receiver: Receiver) -> None:
    # Arrange
    receiver.answers.append(500)

    # Act
    session = pay(standin)

    # Assert
    until(lambda: len(receiver.types(session.customer)) == 3)
    assert receiver.types(session.customer)[-1] == "customer.subscription.created"


def test_pending_webhooks_are_counted(standin: StripeStandIn) -> None:
    # Arrange
    standin.control("deliveries/hold")
    session = pay(standin)

    # Act
    waiting = told(standin, "invoice.paid", session.customer)
    standin.control("deliveries/release")

    # Assert
    def taken() -> bool:
        return standin.client.v1.events.retrieve(waiting.id).pending_webhooks == 0

    assert waiting.pending_webhooks == 1
    assert until(taken)


def test_undelivered_events_are_sent_after_a_kill(tmp_path: Path) -> None:
    # Arrange
    receiver = Receiver()
    options = ["--webhook-url", "http://127.0.0.1:9/webhook", "--webhook-secret", SECRET]
    standin = StripeStandIn(tmp_path, options).start()
    session = pay(standin)

    # Act
    standin.kill()
    standin.options = ["--webhook-url", receiver.url]
    standin.start()

    # Assert
    try:
        until(lambda: len(receiver.types(session.customer)) == 3)
        assert sorted(receiver.types(session.customer)) == PAID_CHECKOUT
        assert receiver.refused == []
    finally:
        standin.kill()
        receiver.close()


def test_event_is_delivered_twice_on_request(standin: StripeStandIn, receiver: Receiver) -> None:
    # Arrange
    session = pay(standin)
    until(lambda: len(receiver.types(session.customer)) == 3)
    event = told(standin, "checkout.session.completed", session.customer)

    # Act
    standin.control(f"events/{event.id}/deliver", times=2)

    # Assert
    until(lambda: len(receiver.types(session.customer)) == 5)
    same = [found for found in receiver.events if found.id == event.id]
    assert len(same) == 3
    assert {found.data.object["id"] for found in same} == {session.id}


def test_next_events_are_delivered_twice(standin: StripeStandIn, receiver: Receiver) -> None:
    # Arrange
    standin.control("deliveries/twice", times=2)

    # Act
    session = pay(standin)

    # Assert
    until(lambda: len(receiver.types(session.customer)) == 5)
    types = receiver.types(session.customer)
    assert sorted(types) == sorted([*PAID_CHECKOUT, *types[:4:2]])
    assert types[0] == types[1] != types[2] == types[3] != types[4]


def test_held_events_come_in_the_wanted_order(standin: StripeStandIn, receiver: Receiver) -> None:
    # Arrange
    standin.control("deliveries/hold")
    session = pay(standin)
    order = ["checkout.session.completed", "customer.subscription.created", "invoice.paid"]
    ids = [
        deliveries(standin, told(standin, type_, session.customer).id)[0]["id"] for type_ in order
    ]
    before = receiver.types(session.customer)

    # Act
    standin.control("deliveries/release", order=ids)

    # Assert
    until(lambda: len(receiver.types(session.customer)) == 3)
    assert before == []
    assert receiver.types(session.customer) == order


def test_held_events_come_newest_first(standin: StripeStandIn, receiver: Receiver) -> None:
    # Arrange
    standin.control("deliveries/hold")
    session = pay(standin)

    # Act
    standin.control("deliveries/release", order="newest_first")

    # Assert
    until(lambda: len(receiver.types(session.customer)) == 3)
    happened = [type_ for type_ in standin.types(session.customer) if type_ in PAID_CHECKOUT]
    assert receiver.types(session.customer) == happened[::-1]


def test_only_the_wanted_types_are_held(standin: StripeStandIn, receiver: Receiver) -> None:
    # Arrange
    standin.control("deliveries/hold", types=["customer.subscription.created"])

    # Act
    session = pay(standin)
    until(lambda: len(receiver.types(session.customer)) == 2)
    early = receiver.types(session.customer)
    standin.control("deliveries/release")

    # Assert
    until(lambda: len(receiver.types(session.customer)) == 3)
    assert "customer.subscription.created" not in early
    assert receiver.types(session.customer)[-1] == "customer.subscription.created"
