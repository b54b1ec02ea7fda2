"""What the tests of time begin with and look at."""

import stripe

from tests.infra.stripe_standin import (
    WORKS,
    StripeStandIn,
    submit,
)

TOLD = {
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "customer.subscription.paused",
    "customer.subscription.trial_will_end",
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.payment_action_required",
}


def on_trial(standin: StripeStandIn, card: str = WORKS, **more: object) -> stripe.Subscription:
    """Fourteen days of trial, begun on the Checkout page with this card."""
    session = standin.checkout(trial=14, **more)
    assert submit(session.url, card, confirmed="yes").status_code == 303
    made = standin.client.v1.checkout.sessions.retrieve(session.id).subscription
    return standin.client.v1.subscriptions.retrieve(made)


def again(standin: StripeStandIn, body: stripe.Subscription) -> stripe.Subscription:
    return standin.client.v1.subscriptions.retrieve(body.id, {"expand": ["latest_invoice"]})


def told(standin: StripeStandIn, body: stripe.Subscription) -> list[str]:
    return [type_ for type_ in standin.types(body.customer) if type_ in TOLD]
