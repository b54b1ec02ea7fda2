"""Subscriptions through the API: begun, paid, declined, in one currency."""

import pytest
import stripe

from tests.infra.stripe_standin import DAY, StripeStandIn
from tests.infra.stripe_subscriptions import again, invoices, item


def test_subscription_is_charged_and_active(standin: StripeStandIn) -> None:
    # Act
    body = standin.subscribe(
        items=[{"price": standin.price("clinic_monthly"), "quantity": 4}],
        metadata={"tenant_id": "t1"},
        expand=["latest_invoice"],
    )

    # Assert
    invoice = body.latest_invoice
    assert (body.status, body.currency, item(body).quantity) == ("active", "eur", 4)
    assert (invoice.status, invoice.amount_paid, invoice.currency) == ("paid", 4 * 7900, "eur")
    assert invoice.parent.subscription_details.subscription == body.id
    assert invoice.parent.subscription_details.metadata["tenant_id"] == "t1"
    assert invoice.number.endswith("-0001")
    assert item(body).current_period_start == body.start_date
    assert 28 * DAY <= item(body).current_period_end - body.start_date <= 31 * DAY
    assert "current_period_end" not in body.to_dict()


def test_price_is_taken_in_the_wanted_currency(standin: StripeStandIn) -> None:
    # Act
    body = standin.subscribe(currency="huf", expand=["latest_invoice"])

    # Assert
    assert (body.currency, body.latest_invoice.amount_paid) == ("huf", 1190000)
    assert standin.client.v1.customers.retrieve(body.customer).currency == "huf"


def test_customers_currency_is_kept_where_none_is_named(standin: StripeStandIn) -> None:
    # Arrange
    first = standin.subscribe(currency="huf")

    # Act
    second = standin.client.v1.subscriptions.create(
        {"customer": first.customer, "items": [{"price": standin.price("clinic_monthly")}]}
    )

    # Assert
    assert second.currency == "huf"


def test_second_currency_of_a_customer_is_refused(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe(currency="huf")

    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.checkout(customer=body.customer, currency="usd")

    # Assert
    assert "combine currencies" in refused.value.user_message


def test_declined_first_payment_leaves_it_incomplete(standin: StripeStandIn) -> None:
    # Act
    body = standin.subscribe("pm_card_chargeCustomerFail", expand=["latest_invoice"])

    # Assert
    assert (body.status, body.latest_invoice.status) == ("incomplete", "open")
    assert (body.latest_invoice.attempt_count, body.latest_invoice.next_payment_attempt) == (
        1,
        None,
    )


def test_incomplete_becomes_active_when_paid(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe("pm_card_chargeCustomerFail")
    standin.give_card(body.customer, "pm_card_visa")

    # Act
    paid = standin.client.v1.invoices.pay(body.latest_invoice)

    # Assert
    assert paid.status == "paid"
    assert again(standin, body).status == "active"


def test_incomplete_expires_after_23_hours(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe("pm_card_chargeCustomerFail")

    # Act
    standin.move(hours=23, minutes=1)

    # Assert
    after = again(standin, body, "latest_invoice")
    assert (after.status, after.latest_invoice.status) == ("incomplete_expired", "void")
    standin.move(days=40)
    assert len(invoices(standin, body)) == 1


def test_error_if_incomplete_keeps_nothing(standin: StripeStandIn) -> None:
    # Arrange
    customer = standin.customer("pm_card_chargeCustomerFail")
    wanted = {"customer": customer.id, "items": [{"price": standin.price()}]}

    # Act
    with pytest.raises(stripe.CardError):
        standin.client.v1.subscriptions.create(
            {**wanted, "payment_behavior": "error_if_incomplete"}
        )

    # Assert
    held = standin.client.v1.subscriptions.list({"customer": customer.id, "status": "all"})
    assert held.data == []
    assert standin.client.v1.invoices.list({"customer": customer.id}).data == []


def test_subscription_without_a_card_is_refused(standin: StripeStandIn) -> None:
    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.subscribe(card="")

    # Assert
    assert "no attached payment source" in refused.value.user_message
