"""Checkout: opened, shown, paid on the page, declined and tried again."""

import httpx
import pytest

from tests.infra.stripe_checkout import held, read
from tests.infra.stripe_standin import (
    ALWAYS_ASKS,
    ASKS_HOLDER,
    DAY,
    DECLINED,
    FAILS_LATER,
    WORKS,
    StripeStandIn,
    submit,
)


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
    page = httpx.get(session.url, timeout=60)

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
    answer = httpx.post(session.url, data=typed, timeout=60)

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
