"""Subscriptions asked about: lists, previews, and what is told of refunds and changes."""

import pytest
import stripe

from tests.infra.stripe_standin import StripeStandIn, until
from tests.infra.stripe_subscriptions import again, change, invoices, item


def test_lists_by_customer_status_and_price(standin: StripeStandIn) -> None:
    # Arrange
    customer = standin.customer("pm_card_visa").id
    starter, clinic = standin.price(), standin.price("clinic_monthly")
    make = standin.client.v1.subscriptions.create
    trial = make({"customer": customer, "items": [{"price": starter}], "trial_period_days": 14})
    active = make({"customer": customer, "items": [{"price": clinic}]})
    over = make({"customer": customer, "items": [{"price": starter}]})
    standin.client.v1.subscriptions.cancel(over.id)

    # Act
    def ids(**filters: str) -> set[str]:
        found = standin.client.v1.subscriptions.list({"customer": customer, **filters})
        return {body.id for body in found.data}

    # Assert
    assert ids() == {trial.id, active.id}
    assert ids(status="all") == {trial.id, active.id, over.id}
    assert ids(status="trialing") == {trial.id}
    assert ids(status="canceled") == ids(status="ended") == {over.id}
    assert ids(price=clinic) == {active.id}
    assert ids(price=starter, status="all") == {trial.id, over.id}


def test_deleting_a_customer_cancels_at_once(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    standin.client.v1.customers.delete(body.customer)

    # Assert
    assert again(standin, body).status == "canceled"


def test_preview_shows_the_next_invoice_and_keeps_nothing(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    preview = standin.client.v1.invoices.create_preview(
        {
            "subscription": body.id,
            "subscription_details": {
                "items": [{"id": item(body).id, "quantity": 3}],
                "proration_behavior": "none",
            },
        }
    )

    # Assert
    assert (preview.amount_due, preview.lines.data[0].quantity) == (3 * 2900, 3)
    assert preview.lines.data[0].period.start == item(body).current_period_end
    assert len(invoices(standin, body)) == 1
    assert item(again(standin, body)).quantity == 1


def test_refund_and_dispute_are_told(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    charge = standin.client.v1.charges.list({"customer": body.customer}).data[0]

    # Act
    part = standin.client.v1.refunds.create({"charge": charge.id, "amount": 900})
    rest = standin.client.v1.refunds.create({"payment_intent": charge.payment_intent})
    standin.control(f"charges/{charge.id}/dispute")

    # Assert
    after = standin.client.v1.charges.retrieve(charge.id, {"expand": ["refunds"]})
    types = standin.types(body.customer)
    disputes = standin.client.v1.events.list({"type": "charge.dispute.created"}).data
    assert (part.amount, rest.amount) == (900, 2000)
    assert (after.amount_refunded, after.refunded, after.disputed) == (2900, True, True)
    assert {refund.id for refund in after.refunds.data} == {part.id, rest.id}
    assert types.count("charge.refunded") == 2
    assert disputes[0].data.object["charge"] == charge.id
    with pytest.raises(stripe.InvalidRequestError):
        standin.client.v1.refunds.create({"charge": charge.id})


def test_updates_tell_what_was_before(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe(metadata={"seats": "1", "kept": "yes"})

    # Act
    change(standin, body, cancel_at_period_end=True, metadata={"seats": "2"})

    # Assert
    def told() -> list[stripe.Event]:
        found = standin.client.v1.events.list({"type": "customer.subscription.updated"}).data
        return [event for event in found if event.data.object["id"] == body.id]

    latest = until(told)[0]
    previous = latest.data.previous_attributes.to_dict()
    assert previous["metadata"] == {"seats": "1"}
    assert previous["cancel_at_period_end"] is False
    assert set(previous) == {
        "cancel_at",
        "cancel_at_period_end",
        "canceled_at",
        "cancellation_details",
        "metadata",
    }
    assert latest.request.id.startswith("req_")
