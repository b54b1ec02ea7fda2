"""What is said about plans and subscriptions over the wire."""

from typing import Literal

from chalicelib.edge.wire import Country, Instant, Money, Wire

Plan = Literal["starter", "clinic", "network"]


class PlansQuery(Wire):
    country: Country = "GB"


class PlanView(Wire):
    id: Plan
    name: str
    price: Money
    features: list[str]


class PlansView(Wire):
    plans: list[PlanView]


class BillingView(Wire):
    """`status` is Stripe's, or none before there is a subscription."""

    status: str
    plan: str | None
    trial_end: Instant | None
    current_period_end: Instant | None
    cancel_at_period_end: bool
    price: Money | None


class CheckoutRequest(Wire):
    plan: Plan | None = None


class Address(Wire):
    url: str
