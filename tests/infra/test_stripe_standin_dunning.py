"""Payments that fail at renewal: retried, put in order, given up."""

import pytest
import stripe

from tests.infra.stripe_standin import (
    DAY,
    FAILS_LATER,
    StripeStandIn,
)
from tests.infra.stripe_time import again, on_trial, told


def end_of(body: stripe.Subscription) -> int:
    return int(body["items"].data[0].current_period_end)


def test_failed_renewal_is_past_due_then_cancelled(standin: StripeStandIn) -> None:
    # Arrange
    body = on_trial(standin, FAILS_LATER)
    due = body.trial_end + 3600

    # Act
    states = []
    for moment in (due, due + 3 * DAY, due + 8 * DAY, due + 15 * DAY):
        standin.move_to(moment)
        now = again(standin, body)
        invoice = now.latest_invoice
        states.append((now.status, invoice.attempt_count, invoice.next_payment_attempt))

    # Assert
    over = again(standin, body)
    assert states == [
        ("past_due", 1, due + 3 * DAY),
        ("past_due", 2, due + 8 * DAY),
        ("past_due", 3, due + 15 * DAY),
        ("canceled", 4, None),
    ]
    assert over.cancellation_details.reason == "payment_failed"
    assert over.latest_invoice.status == "open"
    assert told(standin, body).count("invoice.payment_failed") == 4
    assert told(standin, body)[-1] == "customer.subscription.deleted"
    assert standin.client.v1.customers.retrieve(body.customer).delinquent is True


def test_failed_renewal_stays_unpaid_where_the_setting_says_so(standin: StripeStandIn) -> None:
    # Arrange
    standin.control("settings", after_retries="unpaid", retry_days=[1])
    try:
        body = on_trial(standin, FAILS_LATER)

        # Act
        standin.move_to(body.trial_end + 3600 + DAY)
        unpaid = again(standin, body)
        standin.move_to(end_of(unpaid) + 7200)
        later = again(standin, body)
    finally:
        standin.control("settings", after_retries="canceled", retry_days=[3, 5, 7])

    # Assert
    assert (unpaid.status, later.status) == ("unpaid", "unpaid")
    assert (later.latest_invoice.status, later.latest_invoice.auto_advance) == ("draft", False)


def test_unpaid_is_put_in_order_by_paying(standin: StripeStandIn) -> None:
    # Arrange
    standin.control("settings", after_retries="unpaid", retry_days=[])
    try:
        body = on_trial(standin, FAILS_LATER)
        standin.move_to(body.trial_end + 3600)
        owed = again(standin, body)
    finally:
        standin.control("settings", after_retries="canceled", retry_days=[3, 5, 7])
    card = standin.give_card(body.customer, "pm_card_visa")

    # Act
    standin.client.v1.invoices.pay(owed.latest_invoice.id, {"payment_method": card})

    # Assert
    after = again(standin, body)
    assert (owed.status, after.status) == ("unpaid", "active")
    assert after.latest_invoice.status == "paid"


def test_new_card_makes_the_next_retry_succeed(standin: StripeStandIn) -> None:
    # Arrange
    body = on_trial(standin, FAILS_LATER)
    standin.move_to(body.trial_end + 3600)
    before = again(standin, body)

    # Act
    card = standin.give_card(body.customer, "pm_card_visa")
    standin.client.v1.subscriptions.update(body.id, {"default_payment_method": card})
    standin.move_to(before.latest_invoice.next_payment_attempt)

    # Assert
    after = again(standin, body)
    assert (before.status, after.status) == ("past_due", "active")
    assert after.latest_invoice.status == "paid"
    assert standin.client.v1.customers.retrieve(body.customer).delinquent is False


def test_failed_attempt_by_hand_does_not_move_the_schedule(standin: StripeStandIn) -> None:
    # Arrange
    body = on_trial(standin, FAILS_LATER)
    standin.move_to(body.trial_end + 3600)
    before = again(standin, body).latest_invoice

    # Act
    with pytest.raises(stripe.CardError) as refused:
        standin.client.v1.invoices.pay(before.id)

    # Assert
    after = again(standin, body).latest_invoice
    assert (refused.value.code, refused.value.error.decline_code) == (
        "card_declined",
        "generic_decline",
    )
    assert (after.attempt_count, after.next_payment_attempt) == (1, before.next_payment_attempt)
    assert told(standin, body).count("invoice.payment_failed") == 2


def test_cancelled_subscription_is_not_collected_any_more(standin: StripeStandIn) -> None:
    # Arrange
    body = on_trial(standin, FAILS_LATER)
    standin.move_to(body.trial_end + 3600)

    # Act
    standin.client.v1.subscriptions.cancel(body.id)
    standin.move(days=30)

    # Assert
    invoice = again(standin, body).latest_invoice
    assert (invoice.status, invoice.attempt_count) == ("open", 1)
    assert (invoice.auto_advance, invoice.next_payment_attempt) == (False, None)
    assert told(standin, body).count("invoice.payment_failed") == 1


def test_card_that_always_asks_needs_its_holder_at_renewal(standin: StripeStandIn) -> None:
    # Arrange
    body = on_trial(standin, "4000002760003184")

    # Act
    standin.move_to(body.trial_end + 3600)

    # Assert
    types = told(standin, body)
    assert again(standin, body).status == "past_due"
    assert types.index("invoice.payment_action_required") < types.index("invoice.payment_failed")


@pytest.mark.parametrize(
    ("choice", "status"),
    [("cancel", "canceled"), ("pause", "paused"), ("create_invoice", "past_due")],
)
def test_trial_without_a_card_ends_as_chosen(
    standin: StripeStandIn, choice: str, status: str
) -> None:
    # Arrange
    customer = standin.customer()
    body = standin.client.v1.subscriptions.create(
        {
            "customer": customer.id,
            "items": [{"price": standin.price()}],
            "trial_period_days": 14,
            "trial_settings": {"end_behavior": {"missing_payment_method": choice}},
        }
    )

    # Act
    standin.move_to(body.trial_end + 3600)

    # Assert
    assert again(standin, body).status == status
    assert ("customer.subscription.paused" in told(standin, body)) == (status == "paused")
