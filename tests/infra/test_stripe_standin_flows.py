"""Ways into the portal and out of it, and the hosted invoice."""

import httpx
import pytest
import stripe

from tests.infra.stripe_portal import BACK, act, again, portal
from tests.infra.stripe_standin import DECLINED, FAILS_LATER, WORKS, StripeStandIn, submit


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
    page, done = httpx.get(url, timeout=60), act(url, "cancel", body)

    # Assert
    assert "Cancel your plan?" in page.text
    assert done.headers["Location"] == f"{BACK}?cancelled"


def test_card_flow_opens_the_card_form(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    page = httpx.get(
        portal(standin, body.customer, flow_data={"type": "payment_method_update"}), timeout=60
    )

    # Assert
    assert "<details open>" in page.text


def test_link_is_over_after_an_hour(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    url = portal(standin, body.customer)

    # Act
    standin.move(hours=1, minutes=1)
    page, refused = httpx.get(url, timeout=60), act(url, "cancel", body)

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
    page = httpx.get(link, timeout=60)
    declined, later = submit(link, DECLINED), submit(link, FAILS_LATER)
    before = again(standin, body).status
    paid = submit(link, WORKS)

    # Assert
    after = again(standin, body)
    assert "Pay €29.00" in page.text
    assert (declined.status_code, later.status_code, paid.status_code) == (402, 402, 303)
    assert (before, after.status, after.latest_invoice.status) == ("incomplete", "active", "paid")
    assert "has been paid" in httpx.get(link, timeout=60).text


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
