"""Time moved on: trials end, periods renew, payments fail, are retried and given up."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import stripe

from tests.infra.stripe_standin import (
    DAY,
    FAILS_LATER,
    WORKS,
    Receiver,
    StripeStandIn,
    submit,
)

pytest_plugins = ["tests.infra.stripe_standin_fixtures"]
TOLD = {
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "customer.subscription.paused",
    "customer.subscription.trial_will_end",
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.payment_action_required",
}


def on_trial(standin: StripeStandIn, card: str = WORKS, **more: object) -> stripe.Subscription:
    """Fourteen days of trial, begun on the Checkout page with this card."""
    session = standin.checkout(trial=14, **more)
    assert submit(session.url, card, confirmed="yes").status_code == 303
    made = standin.client.v1.checkout.sessions.retrieve(session.id).subscription
    return standin.client.v1.subscriptions.retrieve(made)


def again(standin: StripeStandIn, body: stripe.Subscription) -> stripe.Subscription:
    return standin.client.v1.subscriptions.retrieve(body.id, {"expand": ["latest_invoice"]})


def told(standin: StripeStandIn, body: stripe.Subscription) -> list[str]:
    return [type_ for type_ in standin.types(body.customer) if type_ in TOLD]


def end_of(body: stripe.Subscription) -> int:
    return int(body["items"].data[0].current_period_end)


def test_end_of_trial_is_announced_three_days_before(standin: StripeStandIn) -> None:
    # Arrange
    body = on_trial(standin)

    # Act
    standin.move_to(body.trial_end - 3 * DAY - 60)
    before = told(standin, body)
    standin.move_to(body.trial_end - 3 * DAY)
    after = told(standin, body)
    standin.move_to(body.trial_end + DAY)

    # Assert
    assert "customer.subscription.trial_will_end" not in before
    assert after.count("customer.subscription.trial_will_end") == 1
    assert told(standin, body).count("customer.subscription.trial_will_end") == 1


def test_short_trial_is_announced_at_once(standin: StripeStandIn) -> None:
    # Arrange
    customer = standin.customer("pm_card_visa")
    wanted = {"customer": customer.id, "items": [{"price": standin.price()}]}

    # Act
    body = standin.client.v1.subscriptions.create({**wanted, "trial_period_days": 2})
    standin.move(seconds=1)

    # Assert
    assert told(standin, body).count("customer.subscription.trial_will_end") == 1


def test_trial_ends_in_a_paid_period(standin: StripeStandIn) -> None:
    # Arrange
    body = on_trial(standin)

    # Act
    standin.move_to(body.trial_end)
    at_the_end = again(standin, body)
    standin.move_to(body.trial_end + 3600)
    an_hour_later = again(standin, body)

    # Assert
    assert (at_the_end.status, at_the_end.latest_invoice.status) == ("active", "draft")
    assert (an_hour_later.status, an_hour_later.latest_invoice.status) == ("active", "paid")
    assert an_hour_later.latest_invoice.amount_paid == 2900
    assert an_hour_later.billing_cycle_anchor == body.trial_end
    assert told(standin, body) == [
        "invoice.created",
        "customer.subscription.created",
        "invoice.finalized",
        "invoice.paid",
        "customer.subscription.trial_will_end",
        "invoice.created",
        "customer.subscription.updated",
        "invoice.finalized",
        "invoice.paid",
    ]


def test_a_year_in_one_step_is_twelve_periods(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    start = datetime.fromtimestamp(body.start_date, UTC)

    # Act
    standin.move(days=366, hours=2)

    # Assert
    found = standin.client.v1.invoices.list({"subscription": body.id, "limit": 100}).data[::-1]
    days = [datetime.fromtimestamp(i.lines.data[0].period.start, UTC) for i in found]
    assert len(found) == 13
    assert {invoice.status for invoice in found} == {"paid"}
    assert {day.day for day in days[1:]} <= {start.day, 28, 29, 30}
    assert [invoice.created for invoice in found] == sorted(invoice.created for invoice in found)
    assert [int(invoice.number[-4:]) for invoice in found] == list(range(1, 14))


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


def test_events_carry_the_time_in_which_they_happened(
    standin: StripeStandIn, receiver: Receiver
) -> None:
    # Arrange
    body = on_trial(standin)

    # Act
    moved = standin.move_to(body.trial_end + 3600)

    # Assert
    found = [e for e in receiver.events if e.data.object.to_dict().get("customer") == body.customer]
    times = {event.type: event.created for event in found}
    assert moved["settled"] is True
    assert times["customer.subscription.trial_will_end"] == body.trial_end - 3 * DAY
    assert times["invoice.paid"] == body.trial_end + 3600
    assert receiver.refused == []


def test_clock_goes_forward_only(standin: StripeStandIn) -> None:
    # Arrange
    before = standin.now()

    # Act
    refused = standin.control("clock", 400, now="2020-01-01T00:00:00Z")

    # Assert
    assert "forward" in refused["error"]["message"]
    assert standin.now() >= before


@pytest.mark.parametrize("now", ["soon", "2027-01-01T00:00:00", "9999-01-01T00:00:00Z"])
def test_clock_refuses_what_is_no_moment(standin: StripeStandIn, now: str) -> None:
    # Arrange
    before = standin.now()

    # Act
    standin.control("clock", 400, now=now)

    # Assert
    assert (standin.now() - before).total_seconds() < 60


def test_clock_says_what_is_due_next(tmp_path: Path) -> None:
    # Arrange
    standin = StripeStandIn(tmp_path).start()
    try:
        nothing = standin.control("clock", verb="GET")
        session = standin.checkout()

        # Act
        waiting = standin.control("clock", verb="GET")

        # Assert
        due = datetime.fromisoformat(waiting["next_due"]).timestamp()
        assert nothing["next_due"] is None
        assert due == session.expires_at
    finally:
        standin.kill()


def test_nothing_is_lost_by_kill(tmp_path: Path) -> None:
    # Arrange
    standin = StripeStandIn(tmp_path).start()
    try:
        body = on_trial(standin)
        standin.move_to(body.trial_end - 3600)
        moved = standin.now()

        # Act
        standin.kill()
        standin.start()
        restarted = standin.now()
        standin.move_to(body.trial_end + 3600)

        # Assert
        after = again(standin, body)
        assert 0 <= (restarted - moved).total_seconds() < 60
        assert (after.status, after.latest_invoice.status) == ("active", "paid")
        assert len(standin.client.v1.prices.list({"limit": 100}).data) == 3
        assert after.latest_invoice.hosted_invoice_url.startswith(standin.url)
    finally:
        standin.kill()


def test_reset_empties_and_sows_again(tmp_path: Path) -> None:
    # Arrange
    standin = StripeStandIn(tmp_path).start()
    try:
        on_trial(standin)
        standin.move(days=100)

        # Act
        standin.control("reset")

        # Assert
        assert standin.client.v1.customers.list().data == []
        assert standin.price("clinic_monthly")
        assert abs((standin.now() - datetime.now(UTC)).total_seconds()) < 60
    finally:
        standin.kill()
