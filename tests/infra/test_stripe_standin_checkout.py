"""Checkout: opened, paid on the page, declined and tried again, expired, paid in two tabs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
import stripe

from tests.infra.stripe_standin import (
    ALWAYS_ASKS,
    ASKS_HOLDER,
    DAY,
    DECLINED,
    FAILS_LATER,
    WORKS,
    Receiver,
    StripeStandIn,
    submit,
    until,
)

pytest_plugins = ["tests.infra.stripe_standin_fixtures"]


def read(standin: StripeStandIn, session: stripe.checkout.Session) -> stripe.checkout.Session:
    expand = ["subscription.latest_invoice", "customer", "line_items"]
    return standin.client.v1.checkout.sessions.retrieve(session.id, {"expand": expand})


def held(standin: StripeStandIn, customer: str) -> list[stripe.Subscription]:
    return standin.client.v1.subscriptions.list({"customer": customer, "status": "all"}).data


def test_session_keeps_what_it_was_opened_with(standin: StripeStandIn) -> None:
    # Arrange
    customer = standin.customer()

    # Act
    session = standin.client.v1.checkout.sessions.create(
        {
            "mode": "subscription",
            "customer": customer.id,
            "client_reference_id": "tenant-1",
            "metadata": {"tenant_id": "tenant-1"},
            "line_items": [{"price": standin.price("clinic_monthly"), "quantity": 3}],
            "subscription_data": {"trial_period_days": 14, "metadata": {"tenant_id": "tenant-1"}},
            "success_url": "https://frontdesk.test/done?session={CHECKOUT_SESSION_ID}",
            "cancel_url": "https://frontdesk.test/plans",
            "currency": "try",
            "locale": "tr",
            "expand": ["line_items.data.price.product"],
        }
    )

    # Assert
    assert (session.status, session.payment_status, session.mode) == (
        "open",
        "unpaid",
        "subscription",
    )
    assert (session.client_reference_id, session.metadata["tenant_id"]) == ("tenant-1", "tenant-1")
    assert (session.currency, session.amount_total) == ("try", 0)
    assert session.line_items.data[0].quantity == 3
    assert session.line_items.data[0].price.product.name == "Clinic"
    assert session.url.startswith(f"{standin.url}/c/pay/cs_test_")
    assert session.expires_at - session.created == DAY
    listed = standin.client.v1.checkout.sessions.line_items.list(session.id)
    assert listed.data[0].quantity == 3


def test_page_shows_plan_trial_and_amount(standin: StripeStandIn) -> None:
    # Arrange
    session = standin.checkout(trial=14)

    # Act
    page = httpx.get(session.url)

    # Assert
    assert page.status_code == 200
    for text in ("Starter", "14 days free", "€29.00 per month", "€0.00", "Total due today"):
        assert text in page.text
    assert 'href="https://frontdesk.test/plans"' in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_paying_on_the_page_starts_the_trial(standin: StripeStandIn) -> None:
    # Arrange
    session = standin.checkout(trial=14)

    # Act
    answer = submit(session.url, WORKS)

    # Assert
    after = read(standin, session)
    subscription = after.subscription
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"https://frontdesk.test/done?session={session.id}"
    assert (after.status, after.payment_status, after.url) == (
        "complete",
        "no_payment_required",
        None,
    )
    assert subscription.status == "trialing"
    assert subscription.trial_end - subscription.trial_start == 14 * DAY
    assert subscription["items"].data[0].current_period_end == subscription.trial_end
    assert (subscription.latest_invoice.status, subscription.latest_invoice.total) == ("paid", 0)
    assert after.customer.id == session.customer


def test_paying_without_a_trial_charges_at_once(standin: StripeStandIn) -> None:
    # Arrange
    session = standin.checkout(trial=0)

    # Act
    submit(session.url, WORKS)

    # Assert
    after = read(standin, session)
    invoice = after.subscription.latest_invoice
    charge = standin.client.v1.charges.list({"customer": session.customer}).data[0]
    assert (after.payment_status, after.subscription.status) == ("paid", "active")
    assert (invoice.status, invoice.amount_paid, invoice.billing_reason) == (
        "paid",
        2900,
        "subscription_create",
    )
    assert (charge.amount, charge.currency, charge.paid) == (2900, "eur", True)
    assert charge.payment_method_details.card.last4 == "4242"


def test_declined_card_says_so_and_may_be_tried_again(standin: StripeStandIn) -> None:
    # Arrange
    session = standin.checkout()

    # Act
    declined = submit(session.url, DECLINED)
    before = held(standin, session.customer)
    accepted = submit(session.url, WORKS)

    # Assert
    assert declined.status_code == 402
    assert "Your card was declined." in declined.text
    assert 'role="alert"' in declined.text
    assert f'value="{DECLINED}"' in declined.text
    assert before == []
    assert accepted.status_code == 303
    assert len(held(standin, session.customer)) == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"number": "4242 4242 4242 4241"}, "Your card number is invalid."),
        ({"number": ""}, "Your card number is invalid."),
        ({"number": "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢"}, "Your card number is invalid."),
        ({"number": "4000000000009995"}, "Your card has insufficient funds."),
        ({"number": "4012888888881881"}, "used a non test card"),
        ({"expiry": "01 / 20"}, "expiration date is in the past."),
        ({"expiry": "13 / 80"}, "expiration date is incomplete."),
        ({"expiry": ""}, "expiration date is incomplete."),
        ({"cvc": "12"}, "security code is incomplete."),
        ({"number": "378282246310005", "cvc": "123"}, "security code is incomplete."),
    ],
)
def test_wrong_card_is_explained_and_nothing_happens(
    standin: StripeStandIn, fields: dict[str, str], message: str
) -> None:
    # Arrange
    session = standin.checkout()
    typed = {"number": WORKS, "expiry": "12/80", "cvc": "123", "name": "Ada", **fields}

    # Act
    answer = httpx.post(session.url, data=typed)

    # Assert
    assert answer.status_code == 402
    assert message in answer.text.replace("&#39;", "'")
    assert held(standin, session.customer) == []
    assert read(standin, session).status == "open"


def test_what_is_typed_is_escaped(standin: StripeStandIn) -> None:
    # Arrange
    session = standin.checkout()

    # Act
    answer = submit(session.url, DECLINED, name='"><script>alert(1)</script>')

    # Assert
    assert "<script" not in answer.text


def test_card_that_fails_later_passes_a_trial_but_no_payment(standin: StripeStandIn) -> None:
    # Arrange
    with_trial, without = standin.checkout(trial=14), standin.checkout(trial=0)

    # Act
    accepted, declined = submit(with_trial.url, FAILS_LATER), submit(without.url, FAILS_LATER)

    # Assert
    assert (accepted.status_code, declined.status_code) == (303, 402)
    assert held(standin, without.customer) == []


@pytest.mark.parametrize("card", [ASKS_HOLDER, ALWAYS_ASKS])
def test_bank_may_ask_the_holder(standin: StripeStandIn, card: str) -> None:
    # Arrange
    session = standin.checkout()

    # Act
    asked = submit(session.url, card)
    refused = submit(session.url, card, confirmed="no")
    before = held(standin, session.customer)
    confirmed = submit(session.url, card, confirmed="yes")

    # Assert
    assert (asked.status_code, refused.status_code, confirmed.status_code) == (200, 402, 303)
    assert "Confirm payment" in asked.text
    assert "unable to authenticate" in refused.text
    assert before == []


def test_new_payer_becomes_a_customer(standin: StripeStandIn) -> None:
    # Arrange
    session = standin.checkout(customer_email="new@example.com")

    # Act
    submit(session.url, WORKS, name="Ada Newcomer")

    # Assert
    after = read(standin, session)
    assert session.customer is None
    assert (after.customer.email, after.customer.name) == ("new@example.com", "Ada Newcomer")
    assert after.customer_details.email == "new@example.com"


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
    page, answer = httpx.get(session.url), httpx.post(session.url, data={})

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
    answer = httpx.get(f"{standin.url}/c/pay/cs_test_nothing")

    # Assert
    assert answer.status_code == 404
    assert "<html" in answer.text
