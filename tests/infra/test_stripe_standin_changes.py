"""Subscriptions changed: seats, plans, items, intervals, with and without a trial."""

import pytest
import stripe

from tests.infra.stripe_standin import DAY, StripeStandIn
from tests.infra.stripe_subscriptions import again, change, invoices, item


def test_seats_and_plan_change_without_proration(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    period = item(body).current_period_end

    # Act
    changed = change(
        standin,
        body,
        items=[{"id": item(body).id, "price": standin.price("network_monthly"), "quantity": 5}],
        proration_behavior="none",
    )

    # Assert
    assert item(changed).id == item(body).id
    assert (item(changed).price.lookup_key, item(changed).quantity) == ("network_monthly", 5)
    assert item(changed).current_period_end == period
    assert len(invoices(standin, body)) == 1
    standin.move_to(period + 7200)
    latest = invoices(standin, body)[0]
    assert (latest.status, latest.amount_paid) == ("paid", 5 * 19900)


def test_change_with_proration_is_refused_as_not_modelled(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        change(standin, body, items=[{"id": item(body).id, "quantity": 2}])

    # Assert
    assert refused.value.param == "proration_behavior"
    assert item(again(standin, body)).quantity == 1


def test_seats_change_through_the_item(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    items = standin.client.v1.subscription_items

    # Act
    changed = items.update(item(body).id, {"quantity": 7, "proration_behavior": "none"})

    # Assert
    assert (changed.quantity, items.retrieve(item(body).id).quantity) == (7, 7)
    assert [found.quantity for found in items.list({"subscription": body.id}).data] == [7]


def test_trial_allows_changes_whatever_the_proration(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe(trial_period_days=14)

    # Act
    changed = change(standin, body, items=[{"id": item(body).id, "quantity": 3}])

    # Assert
    assert (changed.status, item(changed).quantity) == ("trialing", 3)
    assert item(changed).current_period_end == body.trial_end


def test_second_item_is_added_and_removed(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    extra = standin.price("clinic_monthly")

    # Act
    both = change(standin, body, items=[{"price": extra, "quantity": 2}], proration_behavior="none")
    added = next(found for found in both["items"].data if found.price.id == extra)
    one = change(
        standin, body, items=[{"id": added.id, "deleted": True}], proration_behavior="none"
    )

    # Assert
    assert len(both["items"].data) == 2
    assert [found.id for found in one["items"].data] == [item(body).id]


@pytest.mark.parametrize(
    "items",
    [
        [{"id": "si_other", "quantity": 2}],
        [{"quantity": 2}],
        [{"price": "price_none"}],
        [{"id": "OWN", "deleted": True}],
        [{"price": "SAME"}],
        [{"id": "OWN", "quantity": -1}],
    ],
)
def test_wrong_items_change_nothing(standin: StripeStandIn, items: list[dict[str, object]]) -> None:
    # Arrange
    body = standin.subscribe()
    names = {"OWN": item(body).id, "SAME": standin.price()}
    wanted = [{k: names.get(str(v), v) for k, v in entry.items()} for entry in items]

    # Act
    with pytest.raises(stripe.InvalidRequestError):
        change(standin, body, items=wanted, proration_behavior="none")

    # Assert
    assert again(standin, body).to_dict() == body.to_dict()


def test_change_of_interval_starts_and_bills_a_new_period(standin: StripeStandIn) -> None:
    # Arrange
    yearly = standin.client.v1.prices.create(
        {
            "product": "prod_starter",
            "currency": "eur",
            "unit_amount": 29000,
            "recurring": {"interval": "year"},
        }
    )
    body = standin.subscribe()
    standin.move(days=10)

    # Act
    changed = change(
        standin,
        body,
        items=[{"id": item(body).id, "price": yearly.id}],
        proration_behavior="none",
    )

    # Assert
    latest = invoices(standin, body)[0]
    span = item(changed).current_period_end - item(changed).current_period_start
    assert span in (365 * DAY, 366 * DAY)
    assert (latest.status, latest.amount_paid, latest.billing_reason) == (
        "paid",
        29000,
        "subscription_update",
    )
