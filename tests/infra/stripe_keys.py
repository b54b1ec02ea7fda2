"""What the tests of idempotency keys create."""

import stripe

from tests.infra.stripe_standin import StripeStandIn


def create(standin: StripeStandIn, key: str, email: str) -> stripe.Customer:
    return standin.client.v1.customers.create({"email": email}, {"idempotency_key": key})


def with_email(standin: StripeStandIn, email: str) -> list[str]:
    return [found.id for found in standin.client.v1.customers.list({"email": email}).data]
