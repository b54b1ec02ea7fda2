"""What a key remembers: refusals, kills, and what leaves it free."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
import stripe

from tests.infra.stripe_keys import create, with_email
from tests.infra.stripe_standin import DECLINED, StripeStandIn


@pytest.fixture
def key() -> str:
    return str(uuid4())


def test_refused_calls_have_done_nothing(standin: StripeStandIn, key: str) -> None:
    # Arrange
    email = f"{key}@example.com"
    standin.control("faults", kind="refuse", count=2, path="/v1/customers", method="POST")
    standin.control("faults", kind="refuse", status=429, path="/v1/customers", method="POST")

    # Act
    statuses = []
    for _ in range(3):
        with pytest.raises(stripe.StripeError) as refused:
            create(standin, key, email)
        statuses.append(refused.value.http_status)

    # Assert
    assert statuses == [500, 500, 429]
    assert with_email(standin, email) == []
    assert create(standin, key, email).email == email


def test_refusal_of_the_operation_is_remembered(standin: StripeStandIn, key: str) -> None:
    # Arrange
    customer = standin.customer("pm_card_visa")
    price = standin.client.v1.prices.create(
        {
            "product": "prod_starter",
            "currency": "eur",
            "unit_amount": 5,
            "recurring": {"interval": "month"},
            "active": False,
        }
    )
    wanted = {"customer": customer.id, "items": [{"price": price.id}]}
    options = {"idempotency_key": key}
    with pytest.raises(stripe.InvalidRequestError):
        standin.client.v1.subscriptions.create(wanted, options)
    standin.client.v1.prices.update(price.id, {"active": True})

    # Act
    with pytest.raises(stripe.InvalidRequestError) as again:
        standin.client.v1.subscriptions.create(wanted, options)

    # Assert
    assert "inactive" in again.value.user_message
    assert again.value.headers["Idempotent-Replayed"] == "true"
    assert standin.client.v1.subscriptions.create(wanted).status == "active"


def test_malformed_request_leaves_its_key_free(standin: StripeStandIn, key: str) -> None:
    # Arrange
    with pytest.raises(stripe.InvalidRequestError):
        standin.client.v1.customers.create({"shoe_size": 43}, {"idempotency_key": key})

    # Act
    made = create(standin, key, f"{key}@example.com")

    # Assert
    assert made.email == f"{key}@example.com"


def test_declined_payment_with_a_key_is_tried_once(standin: StripeStandIn, key: str) -> None:
    # Arrange
    session = standin.checkout(trial=14)
    standin.control(f"checkout/sessions/{session.id}/pay", card="4000000000000341")
    made = standin.client.v1.checkout.sessions.retrieve(session.id).subscription
    standin.move(days=14, hours=2)
    invoice = standin.client.v1.subscriptions.retrieve(made).latest_invoice
    before = standin.client.v1.charges.list({"customer": session.customer}).data

    # Act
    for _ in range(2):
        with pytest.raises(stripe.CardError) as refused:
            standin.client.v1.invoices.pay(invoice, {}, {"idempotency_key": key})

    # Assert
    after = standin.client.v1.charges.list({"customer": session.customer}).data
    assert refused.value.code == "card_declined"
    assert len(after) == len(before) + 1


def test_overlong_key_is_refused(standin: StripeStandIn) -> None:
    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        create(standin, "k" * 256, "overlong@example.com")

    # Assert
    assert "255" in refused.value.user_message
    assert with_email(standin, "overlong@example.com") == []


def test_key_survives_kill_and_restart(tmp_path: Path, key: str) -> None:
    # Arrange
    standin = StripeStandIn(tmp_path).start()
    first = create(standin, key, "kept@example.com")

    # Act
    standin.kill()
    standin.start()

    # Assert
    try:
        assert create(standin, key, "kept@example.com").id == first.id
        assert with_email(standin, "kept@example.com") == [first.id]
    finally:
        standin.kill()


def test_calls_cut_off_by_a_kill_are_done_once(tmp_path: Path) -> None:
    # Arrange
    standin = StripeStandIn(tmp_path).start()
    keys = [f"cut-{number}" for number in range(200)]
    answered: dict[str, str] = {}

    def call(key: str) -> None:
        with suppress(stripe.APIConnectionError):
            answered[key] = create(standin, key, f"{key}@example.com").id
        if len(answered) == 60:
            standin.kill()

    # Act
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(call, keys))
    cut_off = len(keys) - len(answered)
    standin.start()

    # Assert
    try:
        repeated = {key: create(standin, key, f"{key}@example.com").id for key in keys}
        found = standin.client.v1.customers.list({"limit": 100}).auto_paging_iter()
        emails = [customer.email for customer in found]
        assert cut_off > 0
        assert {key: repeated[key] for key in answered} == answered
        assert sorted(emails) == sorted(f"{key}@example.com" for key in keys)
    finally:
        standin.kill()


def test_declined_checkout_leaves_nothing_behind(standin: StripeStandIn) -> None:
    # Arrange
    session = standin.checkout()

    # Act
    refused = standin.control(f"checkout/sessions/{session.id}/pay", 402, card=DECLINED)

    # Assert
    methods = standin.client.v1.payment_methods.list({"customer": session.customer}).data
    held = standin.client.v1.subscriptions.list({"customer": session.customer, "status": "all"})
    assert refused["error"]["message"] == "Your card was declined."
    assert (methods, held.data) == ([], [])
    assert standin.client.v1.checkout.sessions.retrieve(session.id).status == "open"
