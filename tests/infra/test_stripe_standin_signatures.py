"""What a webhook holds, how it is signed, and how its events are listed."""

import hashlib
import hmac
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import stripe

from tests.infra.stripe_standin import ROOT, SECRET, Receiver, StripeStandIn, submit, until
from tests.infra.stripe_webhooks import pay


@pytest.fixture(autouse=True)
def undisturbed(standin: StripeStandIn, receiver: Receiver) -> Iterator[None]:
    yield
    standin.control("deliveries/release")
    standin.control("webhook", url=receiver.url, secrets=[SECRET], signature_time="simulated")
    receiver.answers.clear()
    receiver.refused.clear()


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
