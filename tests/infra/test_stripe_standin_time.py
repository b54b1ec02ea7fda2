"""Time moved on: trials end, periods renew, and the clock says what comes."""

from datetime import UTC, datetime

from tests.infra.stripe_standin import (
    DAY,
    StripeStandIn,
)
from tests.infra.stripe_time import again, on_trial, told


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
