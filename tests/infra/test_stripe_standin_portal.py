"""The customer portal: change card, cancel, resume, invoices; and the hosted invoice."""

import httpx
import pytest
import stripe

from tests.infra.stripe_standin import DECLINED, FAILS_LATER, WORKS, StripeStandIn, submit

pytest_plugins = ["tests.infra.stripe_standin_fixtures"]
BACK = "https://frontdesk.test/billing"


def portal(standin: StripeStandIn, customer: str, **more: object) -> str:
    """A link to the portal of this customer."""
    wanted = {"customer": customer, "return_url": BACK, **more}
    return str(standin.client.v1.billing_portal.sessions.create(wanted).url)


def again(standin: StripeStandIn, body: stripe.Subscription) -> stripe.Subscription:
    expand = ["latest_invoice", "default_payment_method"]
    return standin.client.v1.subscriptions.retrieve(body.id, {"expand": expand})


def act(url: str, name: str, body: stripe.Subscription) -> httpx.Response:
    return httpx.post(url, data={"act": name, "subscription": body.id})


def test_home_shows_plan_card_and_invoices(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    page = httpx.get(portal(standin, body.customer))

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
    asked = httpx.get(f"{url}?cancel={body.id}")
    done = act(url, "cancel", body)

    # Assert
    marked = again(standin, body)
    assert "Your plan will end on" in asked.text
    assert done.status_code == 303
    assert (marked.status, marked.cancel_at, marked.cancel_at_period_end) == ("active", end, False)
    assert "Ends on" in httpx.get(url).text
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
    assert "Renews on" in httpx.get(url).text


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
    assert "Mastercard ending in 4444" in httpx.get(url).text


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
    asked = httpx.get(f"{url}?cancel={other.id}")

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
    page, refused = httpx.get(url), act(url, "cancel", body)

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


def test_flow_leads_to_its_purpose_and_back(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    after = {"type": "redirect", "redirect": {"return_url": f"{BACK}?cancelled"}}
    flow = {
        "type": "subscription_cancel",
        "subscription_cancel": {"subscription": body.id},
        "after_completion": after,
    }
    url = portal(standin, body.customer, flow_data=flow)

    # Act
    page, done = httpx.get(url), act(url, "cancel", body)

    # Assert
    assert "Cancel your plan?" in page.text
    assert done.headers["Location"] == f"{BACK}?cancelled"


def test_card_flow_opens_the_card_form(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    page = httpx.get(portal(standin, body.customer, flow_data={"type": "payment_method_update"}))

    # Assert
    assert "<details open>" in page.text


def test_link_is_over_after_an_hour(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    url = portal(standin, body.customer)

    # Act
    standin.move(hours=1, minutes=1)
    page, refused = httpx.get(url), act(url, "cancel", body)

    # Assert
    assert (page.status_code, refused.status_code) == (410, 410)
    assert again(standin, body).cancel_at is None


@pytest.mark.parametrize("name", ["", "explode"])
def test_unknown_act_is_refused(standin: StripeStandIn, name: str) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    refused = act(portal(standin, body.customer), name, body)

    # Assert
    assert refused.status_code == 400
    assert again(standin, body).to_dict()["cancel_at"] is None


def test_hosted_invoice_is_paid_with_a_new_card(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe("pm_card_chargeCustomerFail")
    link = again(standin, body).latest_invoice.hosted_invoice_url

    # Act
    page = httpx.get(link)
    declined, later = submit(link, DECLINED), submit(link, FAILS_LATER)
    before = again(standin, body).status
    paid = submit(link, WORKS)

    # Assert
    after = again(standin, body)
    assert "Pay €29.00" in page.text
    assert (declined.status_code, later.status_code, paid.status_code) == (402, 402, 303)
    assert (before, after.status, after.latest_invoice.status) == ("incomplete", "active", "paid")
    assert "has been paid" in httpx.get(link).text


def test_paid_invoice_is_not_paid_again(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    link = again(standin, body).latest_invoice.hosted_invoice_url

    # Act
    answer = submit(link, WORKS)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.invoices.pay(body.latest_invoice)

    # Assert
    assert answer.status_code == 303
    assert refused.value.code == "invoice_already_paid"
    assert len(standin.client.v1.charges.list({"customer": body.customer}).data) == 1
