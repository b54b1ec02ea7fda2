"""Subscriptions ended, paused and resumed, at once or when their time comes."""

import pytest
import stripe

from tests.infra.stripe_standin import DAY, StripeStandIn
from tests.infra.stripe_subscriptions import again, change, invoices, item


def test_cancelled_at_once_is_over(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    ended = standin.client.v1.subscriptions.cancel(
        body.id, {"cancellation_details": {"comment": "moving away", "feedback": "unused"}}
    )

    # Assert
    assert (ended.status, ended.ended_at == ended.canceled_at) == ("canceled", True)
    assert ended.cancellation_details.reason == "cancellation_requested"
    assert ended.cancellation_details.feedback == "unused"
    with pytest.raises(stripe.InvalidRequestError) as twice:
        standin.client.v1.subscriptions.cancel(body.id)
    with pytest.raises(stripe.InvalidRequestError) as changed:
        change(standin, body, cancel_at_period_end=False)
    assert twice.value.http_status == 404
    assert "canceled subscription can only update" in changed.value.user_message
    assert change(standin, body, metadata={"why": "moved"}).metadata["why"] == "moved"
    standin.move(days=40)
    assert len(invoices(standin, body)) == 1


def test_cancelled_at_period_end_runs_until_then(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    end = item(body).current_period_end

    # Act
    marked = change(standin, body, cancel_at_period_end=True)
    standin.move_to(end - 60)
    running = again(standin, body)
    standin.move_to(end + 60)
    over = again(standin, body)

    # Assert
    assert (marked.status, marked.cancel_at_period_end, marked.cancel_at) == ("active", True, end)
    assert running.status == "active"
    assert (over.status, over.ended_at) == ("canceled", end)
    assert len(invoices(standin, body)) == 1


def test_cancellation_is_taken_back(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    change(standin, body, cancel_at_period_end=True)

    # Act
    kept = change(standin, body, cancel_at_period_end=False)
    standin.move_to(item(body).current_period_end + 7200)

    # Assert
    assert (kept.cancel_at, kept.canceled_at, kept.cancellation_details.reason) == (
        None,
        None,
        None,
    )
    assert again(standin, body).status == "active"
    assert len(invoices(standin, body)) == 2


def test_cancel_at_ends_on_its_day(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    day = item(body).current_period_end + 5 * DAY

    # Act
    marked = change(standin, body, cancel_at=day)
    standin.move_to(day)

    # Assert
    assert (marked.cancel_at, marked.cancel_at_period_end) == (day, False)
    assert (again(standin, body).status, again(standin, body).ended_at) == ("canceled", day)
    with pytest.raises(stripe.InvalidRequestError):
        change(standin, standin.subscribe(), cancel_at=day - DAY)


def test_trial_is_ended_at_once_and_billed(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe(trial_period_days=14)
    standin.move(days=3)

    # Act
    ended = change(standin, body, trial_end="now", expand=["latest_invoice"])

    # Assert
    assert (ended.status, ended.latest_invoice.amount_paid) == ("active", 2900)
    assert item(ended).current_period_start == ended.billing_cycle_anchor == ended.trial_end


def test_trial_is_prolonged(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe(trial_period_days=14)
    longer = body.trial_end + 10 * DAY

    # Act
    changed = change(standin, body, trial_end=longer)
    standin.move_to(body.trial_end + 7200)

    # Assert
    assert (changed.trial_end, item(changed).current_period_end) == (longer, longer)
    assert again(standin, body).status == "trialing"


def test_cancellation_at_the_end_moves_with_the_trial(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe(trial_period_days=14)
    change(standin, body, cancel_at_period_end=True)
    longer = body.trial_end + 10 * DAY

    # Act
    changed = change(standin, body, trial_end=longer)
    standin.move_to(longer)

    # Assert
    assert changed.cancel_at == longer
    assert (again(standin, body).status, again(standin, body).ended_at) == ("canceled", longer)


def test_pause_and_resume(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    end = item(body).current_period_end

    # Act
    paused = standin.client.v1.subscriptions.pause(body.id)
    standin.move_to(end + 10 * DAY)
    untouched = invoices(standin, body)
    resumed = standin.client.v1.subscriptions.resume(body.id)

    # Assert
    types = standin.types(body.customer)
    assert (paused.status, resumed.status) == ("paused", "active")
    assert len(untouched) == 1
    assert len(invoices(standin, body)) == 2
    assert item(resumed).current_period_start >= end + 10 * DAY
    assert "customer.subscription.paused" in types
    assert "customer.subscription.resumed" in types
    with pytest.raises(stripe.InvalidRequestError):
        standin.client.v1.subscriptions.resume(body.id)


@pytest.mark.parametrize(
    ("behavior", "status"),
    [("void", "void"), ("keep_as_draft", "draft"), ("mark_uncollectible", "uncollectible")],
)
def test_paused_collection_renews_and_collects_nothing(
    standin: StripeStandIn, behavior: str, status: str
) -> None:
    # Arrange
    body = standin.subscribe()
    end = item(body).current_period_end

    # Act
    change(standin, body, pause_collection={"behavior": behavior})
    standin.move_to(end + 7200)
    renewed = invoices(standin, body)[0]
    going_on = change(standin, body, pause_collection="")

    # Assert
    assert renewed.status == status
    assert (going_on.status, going_on.pause_collection) == ("active", None)
    standin.move_to(item(again(standin, body)).current_period_end + 7200)
    assert invoices(standin, body)[0].status == "paid"


def test_paused_collection_goes_on_by_itself(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    day = item(body).current_period_start + 5 * DAY

    # Act
    change(standin, body, pause_collection={"behavior": "void", "resumes_at": day})
    standin.move_to(day)

    # Assert
    assert again(standin, body).pause_collection is None
