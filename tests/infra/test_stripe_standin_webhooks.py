"""Webhooks: signed, retried, kept over a kill; delivered twice, held and reordered on request."""

import hashlib
import hmac
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stripe

from tests.infra.stripe_standin import ROOT, SECRET, Receiver, StripeStandIn, submit, until

pytest_plugins = ["tests.infra.stripe_standin_fixtures"]
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


def pay(standin: StripeStandIn) -> stripe.checkout.Session:
    session = standin.checkout()
    assert submit(session.url).status_code == 303
    return session


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


def test_payload_is_the_state_at_the_time_of_the_event(
    standin: StripeStandIn, receiver: Receiver
) -> None:
    # Arrange
    standin.control("deliveries/hold")
    session = standin.checkout(trial=0)
    submit(session.url)
    made = standin.client.v1.checkout.sessions.retrieve(session.id).subscription

    # Act
    standin.client.v1.subscriptions.cancel(made)
    standin.control("deliveries/release", order="newest_first")

    # Assert
    until(lambda: "customer.subscription.created" in receiver.types(session.customer))
    states = [
        event.data.object["status"] for event in receiver.events if event.data.object["id"] == made
    ]
    assert states == ["canceled", "active", "incomplete"]


def test_any_event_is_announced_about_an_object(standin: StripeStandIn, receiver: Receiver) -> None:
    # Arrange
    session = standin.checkout(trial=0)
    submit(session.url)
    invoice = standin.client.v1.invoices.list({"customer": session.customer}).data[0]

    # Act
    standin.control("events", type="invoice.finalization_failed", object=invoice.id)

    # Assert
    until(lambda: "invoice.finalization_failed" in receiver.types(session.customer))
    assert standin.client.v1.invoices.retrieve(invoice.id).status == "paid"


def test_two_secrets_sign_while_one_is_rolled(standin: StripeStandIn, receiver: Receiver) -> None:
    # Arrange
    standin.control("webhook", secrets=["whsec_new", SECRET])

    # Act
    session = pay(standin)

    # Assert
    until(lambda: len(receiver.types(session.customer)) == 3)
    marks = receiver.signatures[-1].split(",")
    assert [mark.partition("=")[0] for mark in marks] == ["t", "v1", "v1"]
    assert receiver.refused == []


def test_wrong_secret_is_refused_by_the_sdk(standin: StripeStandIn, receiver: Receiver) -> None:
    # Arrange
    standin.control("webhook", secrets=["whsec_wrong"])

    # Act
    session = pay(standin)

    # Assert
    until(lambda: receiver.refused)
    assert receiver.types(session.customer) == []
    assert isinstance(receiver.refused[0], stripe.SignatureVerificationError)


def test_stamp_is_the_standins_time_or_the_machines(
    standin: StripeStandIn, receiver: Receiver
) -> None:
    # Arrange
    standin.move(days=30)
    first = pay(standin)
    until(lambda: len(receiver.types(first.customer)) == 3)
    moved = int(receiver.signatures[-1].split(",")[0][2:])

    # Act
    standin.control("webhook", signature_time="machine")
    second = pay(standin)
    until(lambda: len(receiver.types(second.customer)) == 3)

    # Assert
    machine = int(receiver.signatures[-1].split(",")[0][2:])
    assert abs(moved - standin.now().timestamp()) < 120
    assert moved - machine > 29 * 86_400


def test_signature_is_the_documented_hmac(standin: StripeStandIn) -> None:
    # Arrange
    from infra.local.stripe.webhooks.sender import signature

    payload = '{"name": "Győr"}'.encode()

    # Act
    header = signature(payload, [SECRET], 1_800_000_000)

    # Assert
    expected = hmac.new(SECRET.encode(), b"1800000000." + payload, hashlib.sha256).hexdigest()
    assert header == f"t=1800000000,v1={expected}"


def test_events_are_listed_by_type(standin: StripeStandIn) -> None:
    # Arrange
    session = pay(standin)
    events = standin.client.v1.events

    # Act
    some = events.list({"types": ["invoice.paid", "checkout.session.completed"], "limit": 2}).data
    family = events.list({"type": "customer.subscription.*", "limit": 100}).data

    # Assert
    assert {event.type for event in some} == {"invoice.paid", "checkout.session.completed"}
    assert {event.type.rpartition(".")[0] for event in family} == {"customer.subscription"}
    assert session.customer in {event.data.object["customer"] for event in family}


@pytest.mark.parametrize("port_in_use", [True, False])
def test_second_standin_in_one_place_ends_with_one_sentence(
    standin: StripeStandIn, tmp_path: Path, port_in_use: bool
) -> None:
    # Arrange
    port = standin.url.rpartition(":")[2] if port_in_use else "0"
    folder = tmp_path if port_in_use else standin.data

    # Act
    ended = subprocess.run(
        [sys.executable, "-m", "infra.local.stripe", "--port", port, "--data", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    # Assert
    assert ended.returncode == 1
    assert len(ended.stderr.strip().splitlines()) == 1
    assert (f"port {port}" if port_in_use else str(folder)) in ended.stderr
