"""What answers carry on request, and how products and prices are made."""

import httpx
import pytest
import stripe

from tests.infra.stripe_standin import StripeStandIn


def test_expansion_reaches_through_lists_and_links(standin: StripeStandIn) -> None:
    # Arrange
    made = standin.subscribe()

    # Act
    read = standin.client.v1.subscriptions.retrieve(
        made.id,
        {
            "expand": [
                "customer.subscriptions",
                "latest_invoice.payments",
                "default_payment_method",
                "items.data.price.product",
                "items.data.price.currency_options",
            ]
        },
    )

    # Assert
    price = read["items"].data[0].price
    assert read.customer.subscriptions.data[0].id == made.id
    assert read.latest_invoice.payments.data[0].status == "paid"
    assert read.default_payment_method is None
    assert price.product.name == "Starter"
    assert price.currency_options["usd"].unit_amount == 3200


@pytest.mark.parametrize(
    "path", ["shoes", "status", "customer.shoes", "a.b.c.d.e", "items.data.id"]
)
def test_expansion_into_nothing_is_refused(standin: StripeStandIn, path: str) -> None:
    # Arrange
    made = standin.subscribe()

    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.subscriptions.retrieve(made.id, {"expand": [path]})

    # Assert
    assert "expand" in refused.value.user_message


def test_products_and_prices_are_made_and_changed(standin: StripeStandIn) -> None:
    # Arrange
    product = standin.client.v1.products.create({"name": "Kiosk", "metadata": {"kind": "extra"}})
    wanted = {
        "product": product.id,
        "currency": "EUR",
        "unit_amount": 1000,
        "recurring": {"interval": "year"},
        "lookup_key": "kiosk_yearly",
        "currency_options": {"usd": {"unit_amount": 1100}},
    }

    # Act
    price = standin.client.v1.prices.create(wanted)
    moved = standin.client.v1.prices.create({**wanted, "transfer_lookup_key": True})
    standin.client.v1.prices.update(price.id, {"active": False})

    # Assert
    assert (price.currency, price.type) == ("eur", "recurring")
    assert standin.price("kiosk_yearly") == moved.id
    active = standin.client.v1.prices.list({"product": product.id, "active": True}).data
    yearly = standin.client.v1.prices.list({"recurring": {"interval": "year"}}).data
    assert [found.id for found in active] == [moved.id]
    assert {price.id, moved.id} <= {found.id for found in yearly}


def test_lookup_key_of_another_price_is_refused(standin: StripeStandIn) -> None:
    # Arrange
    holder = standin.price("clinic_monthly")

    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.prices.create(
            {
                "product_data": {"name": "Thief"},
                "currency": "eur",
                "unit_amount": 1,
                "lookup_key": "clinic_monthly",
            }
        )

    # Assert
    assert refused.value.param == "lookup_key"
    assert standin.price("clinic_monthly") == holder
    names = [product.name for product in standin.client.v1.products.list({"limit": 100}).data]
    assert "Thief" not in names


def test_foreign_host_names_are_refused(standin: StripeStandIn) -> None:
    # Act
    answer = httpx.get(f"{standin.url}/_local/health", headers={"Host": "evil.example"}, timeout=60)

    # Assert
    assert answer.status_code == 400
