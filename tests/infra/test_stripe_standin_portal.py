"""The customer portal: change card, cancel, resume, see invoices."""

import httpx
import pytest
import stripe

from tests.infra.stripe_portal import BACK, act, again, portal
from tests.infra.stripe_standin import DECLINED, StripeStandIn, submit


def test_home_shows_plan_card_and_invoices(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    page = httpx.get(portal(standin, body.customer), timeout=60)

    # Assert
    invoice = again(standin, body).latest_invoice
    assert page.status_code == 200
    for text in ("Starter", "€29.00 per month", "Visa ending in 4242", invoice.number, "paid"):
        assert text in page.text
    assert invoice.hosted_invoice_url in page.text
    assert f'href="{BACK}"' in page.text


def test_cancelling_sets_the_end_as_flexible_billing_does(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    end = body["items"].data[0].current_period_end
    url = portal(standin, body.customer)

    # Act
    asked = httpx.get(f"{url}?cancel={body.id}", timeout=60)
    done = act(url, "cancel", body)

    # Assert
    marked = again(standin, body)
    assert "Your plan will end on" in asked.text
    assert done.status_code == 303
    assert (marked.status, marked.cancel_at, marked.cancel_at_period_end) == ("active", end, False)
    assert "Ends on" in httpx.get(url, timeout=60).text
    standin.move_to(end)
    assert again(standin, body).status == "canceled"


def test_cancelled_plan_is_resumed(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    url = portal(standin, body.customer)
    act(url, "cancel", body)

    # Act
    act(url, "keep", body)

    # Assert
    kept = again(standin, body)
    assert (kept.cancel_at, kept.cancellation_details.reason) == (None, None)
    assert "Renews on" in httpx.get(url, timeout=60).text


def test_new_card_serves_customer_and_subscription(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    url = portal(standin, body.customer)

    # Act
    done = submit(url, "5555555555554444", act="card")

    # Assert
    customer = standin.client.v1.customers.retrieve(body.customer)
    card = again(standin, body).default_payment_method
    assert done.status_code == 303
    assert (card.card.brand, card.card.last4) == ("mastercard", "4444")
    assert customer.invoice_settings.default_payment_method == card.id
    assert "Mastercard ending in 4444" in httpx.get(url, timeout=60).text


def test_declined_card_changes_nothing(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    before = again(standin, body).to_dict()

    # Act
    refused = submit(portal(standin, body.customer), DECLINED, act="card")

    # Assert
    assert refused.status_code == 402
    assert "Your card was declined." in refused.text
    assert again(standin, body).to_dict() == before


def test_another_customers_plan_is_out_of_reach(standin: StripeStandIn) -> None:
    # Arrange
    own, other = standin.subscribe(), standin.subscribe()
    url = portal(standin, own.customer)

    # Act
    refused = act(url, "cancel", other)
    asked = httpx.get(f"{url}?cancel={other.id}", timeout=60)

    # Assert
    assert refused.status_code == 400
    assert "no longer active" in asked.text
    assert again(standin, other).cancel_at is None


def test_configuration_decides_what_is_offered(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    configuration = standin.client.v1.billing_portal.configurations.create(
        {
            "features": {
                "payment_method_update": {"enabled": True},
                "invoice_history": {"enabled": False},
            }
        }
    )
    url = portal(standin, body.customer, configuration=configuration.id)

    # Act
    page, refused = httpx.get(url, timeout=60), act(url, "cancel", body)

    # Assert
    assert "Cancel plan" not in page.text
    assert "Save card" in page.text
    assert refused.status_code == 400
    assert again(standin, body).cancel_at is None


def test_immediate_cancelling_where_configured(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    cancel = {"enabled": True, "mode": "immediately"}
    configurations = standin.client.v1.billing_portal.configurations
    configuration = configurations.create({"features": {"subscription_cancel": cancel}})

    # Act
    act(portal(standin, body.customer, configuration=configuration.id), "cancel", body)

    # Assert
    assert again(standin, body).status == "canceled"


def test_default_configuration_is_there_and_can_be_changed(standin: StripeStandIn) -> None:
    # Arrange
    configurations = standin.client.v1.billing_portal.configurations

    # Act
    (default,) = configurations.list({"is_default": True}).data
    changed = configurations.update(
        default.id, {"business_profile": {"headline": "Frontdesk"}, "default_return_url": BACK}
    )

    # Assert
    assert default.features.subscription_cancel.mode == "at_period_end"
    assert default.features.subscription_update.enabled is False
    assert changed.business_profile.headline == "Frontdesk"
    with pytest.raises(stripe.InvalidRequestError):
        configurations.update(default.id, {"active": False})
