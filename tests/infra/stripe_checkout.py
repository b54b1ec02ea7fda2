"""What the tests of Checkout read from its page."""

import stripe

from tests.infra.stripe_standin import (
    StripeStandIn,
)


def read(standin: StripeStandIn, session: stripe.checkout.Session) -> stripe.checkout.Session:
    expand = ["subscription.latest_invoice", "customer", "line_items"]
    return standin.client.v1.checkout.sessions.retrieve(session.id, {"expand": expand})


def held(standin: StripeStandIn, customer: str) -> list[stripe.Subscription]:
    return standin.client.v1.subscriptions.list({"customer": customer, "status": "all"}).data
