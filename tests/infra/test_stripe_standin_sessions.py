"""Sessions of Checkout: expired, refused, complete, paid in two tabs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
import stripe

from tests.infra.stripe_checkout import held, read
from tests.infra.stripe_standin import (
    WORKS,
    Receiver,
    StripeStandIn,
    submit,
    until,
)


def test_unpaid_session_expires_after_its_day(standin: StripeStandIn, receiver: Receiver) -> None:
    # Arrange
    session = standin.checkout()

    # Act
    standin.move(hours=24, minutes=1)
    answer = submit(session.url, WORKS)

    # Assert
    assert read(standin, session).status == "expired"
    assert answer.status_code == 410
    assert "expired" in answer.text
    assert held(standin, session.customer) == []
    assert receiver.types(session.customer) == ["checkout.session.expired"]


def test_session_is_expired_by_call_only_once(standin: StripeStandIn) -> None:
    # Arrange
    session = standin.checkout()
    expired = standin.client.v1.checkout.sessions.expire(session.id)

    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.checkout.sessions.expire(session.id)

    # Assert
    assert (expired.status, expired.url) == ("expired", None)
    assert 'status in ["open"]' in refused.value.user_message


def test_complete_session_is_not_expired(standin: StripeStandIn) -> None:
    # Arrange
    session = standin.checkout()
    submit(session.url, WORKS)

    # Act
    with pytest.raises(stripe.InvalidRequestError):
        standin.client.v1.checkout.sessions.expire(session.id)
    standin.move(days=2)

    # Assert
    assert read(standin, session).status == "complete"


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"mode": "payment"}, "mode"),
        ({"line_items": []}, "line_items"),
        ({"line_items": [{"price": "price_none"}]}, "line_items[0][price]"),
        ({"success_url": "frontdesk"}, "success_url"),
        ({"currency": "xxx"}, "currency"),
        ({"customer_email": "both@example.com"}, "customer_email"),
        ({"expires_at": 1}, "expires_at"),
        ({"subscription_data": {"trial_period_days": 0}}, "subscription_data[trial_period_days]"),
    ],
)
def test_session_is_refused(standin: StripeStandIn, fields: dict[str, object], param: str) -> None:
    # Arrange
    customer = standin.customer()
    wanted = {
        "mode": "subscription",
        "customer": customer.id,
        "line_items": [{"price": standin.price()}],
        "success_url": "https://frontdesk.test/done",
        **fields,
    }

    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.checkout.sessions.create(wanted)

    # Assert
    assert refused.value.param == param
    assert standin.client.v1.checkout.sessions.list({"customer": customer.id}).data == []


def test_expiry_between_half_an_hour_and_a_day_is_taken(standin: StripeStandIn) -> None:
    # Arrange
    wanted = int((standin.now() + timedelta(hours=1)).timestamp())

    # Act
    session = standin.checkout(expires_at=wanted)

    # Assert
    assert session.expires_at == wanted


def test_two_tabs_of_two_sessions_make_two_subscriptions(standin: StripeStandIn) -> None:
    """As at Stripe: nothing but the product (or a setting) keeps a customer from paying twice."""
    # Arrange
    customer = standin.customer()
    tabs = [standin.checkout(customer=customer.id) for _ in range(2)]

    # Act
    with ThreadPoolExecutor() as threads:
        answers = list(threads.map(lambda tab: submit(tab.url), tabs))

    # Assert
    made = held(standin, customer.id)
    finished = [read(standin, tab) for tab in tabs]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(made) == 2
    assert {session.subscription.id for session in finished} == {body.id for body in made}
    assert {body.status for body in made} == {"trialing"}


def test_second_tab_is_refused_where_the_setting_says_so(standin: StripeStandIn) -> None:
    # Arrange
    standin.control("settings", one_subscription_per_customer=True)
    customer = standin.customer()
    tabs = [standin.checkout(customer=customer.id) for _ in range(2)]

    # Act
    try:
        with ThreadPoolExecutor() as threads:
            answers = list(threads.map(lambda tab: submit(tab.url), tabs))
    finally:
        standin.control("settings", one_subscription_per_customer=False)

    # Assert
    statuses = sorted(read(standin, tab).status for tab in tabs)
    assert sorted(answer.status_code for answer in answers) == [303, 400]
    assert len(held(standin, customer.id)) == 1
    assert statuses == ["complete", "open"]


def test_two_tabs_of_one_session_pay_once(standin: StripeStandIn) -> None:
    # Arrange
    session = standin.checkout(trial=0)

    # Act
    with ThreadPoolExecutor() as threads:
        answers = list(threads.map(lambda _: submit(session.url), range(4)))

    # Assert
    charges = standin.client.v1.charges.list({"customer": session.customer}).data
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 303]
    assert len(held(standin, session.customer)) == 1
    assert len(charges) == 1


@pytest.mark.parametrize("end", ["pay", "expire"])
def test_session_that_is_over_is_not_paid(standin: StripeStandIn, end: str) -> None:
    # Arrange
    session = standin.checkout()
    standin.control(f"checkout/sessions/{session.id}/{end}")
    before = [body.id for body in held(standin, session.customer)]

    # Act
    refused = standin.control(f"checkout/sessions/{session.id}/pay", 400)

    # Assert
    assert refused["error"]["type"] == "invalid_request_error"
    assert [body.id for body in held(standin, session.customer)] == before


def test_trial_without_a_card_where_none_is_asked_for(standin: StripeStandIn) -> None:
    # Arrange
    session = standin.checkout(trial=14, payment_method_collection="if_required")

    # Act
    page, answer = httpx.get(session.url, timeout=60), httpx.post(session.url, data={}, timeout=60)

    # Assert
    assert "Card number" not in page.text
    assert answer.status_code == 303
    assert read(standin, session).subscription.default_payment_method is None


def test_completion_is_told_with_its_context(standin: StripeStandIn, receiver: Receiver) -> None:
    # Arrange
    session = standin.checkout(client_reference_id="tenant-7", metadata={"tenant_id": "tenant-7"})

    # Act
    submit(session.url)

    # Assert
    types = until(
        lambda: "checkout.session.completed" in (t := receiver.types(session.customer)) and t
    )
    told = next(event for event in receiver.events if event.data.object["id"] == session.id)
    assert types.index("customer.subscription.created") < types.index("checkout.session.completed")
    assert told.data.object["client_reference_id"] == "tenant-7"
    assert told.data.object["subscription"] == read(standin, session).subscription.id
    assert told.api_version == "2026-10-28.endive"


def test_unknown_session_is_a_404_page(standin: StripeStandIn) -> None:
    # Act
    answer = httpx.get(f"{standin.url}/c/pay/cs_test_nothing", timeout=60)

    # Assert
    assert answer.status_code == 404
    assert "<html" in answer.text
