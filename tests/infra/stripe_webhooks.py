"""What the tests of webhooks pay and look at."""

import stripe

from tests.infra.stripe_standin import StripeStandIn, submit


def pay(standin: StripeStandIn) -> stripe.checkout.Session:
    session = standin.checkout()
    assert submit(session.url).status_code == 303
    return session
