"""What the tests of the portal open and press."""

import httpx
import stripe

from tests.infra.stripe_standin import StripeStandIn

BACK = "https://frontdesk.test/billing"


def portal(standin: StripeStandIn, customer: str, **more: object) -> str:
    """A link to the portal of this customer."""
    wanted = {"customer": customer, "return_url": BACK, **more}
    return str(standin.client.v1.billing_portal.sessions.create(wanted).url)


def again(standin: StripeStandIn, body: stripe.Subscription) -> stripe.Subscription:
    expand = ["latest_invoice", "default_payment_method"]
    return standin.client.v1.subscriptions.retrieve(body.id, {"expand": expand})


def act(url: str, name: str, body: stripe.Subscription) -> httpx.Response:
    return httpx.post(url, data={"act": name, "subscription": body.id}, timeout=60)
