"""What the tests of subscriptions ask and change."""

import stripe

from tests.infra.stripe_standin import StripeStandIn


def again(standin: StripeStandIn, body: stripe.Subscription, *expand: str) -> stripe.Subscription:
    return standin.client.v1.subscriptions.retrieve(body.id, {"expand": list(expand)})


def item(body: stripe.Subscription) -> stripe.SubscriptionItem:
    return body["items"].data[0]


def change(
    standin: StripeStandIn, body: stripe.Subscription, **fields: object
) -> stripe.Subscription:
    return standin.client.v1.subscriptions.update(body.id, fields)


def invoices(standin: StripeStandIn, body: stripe.Subscription) -> list[stripe.Invoice]:
    return standin.client.v1.invoices.list({"subscription": body.id}).data
