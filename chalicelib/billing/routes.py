"""How plans are shown, how a clinic pays, and how Stripe tells that something changed."""

import json

from chalice import Blueprint

from chalicelib.billing import actions
from chalicelib.billing.actions import Subscription
from chalicelib.billing.schemas import (
    Address,
    BillingView,
    CheckoutRequest,
    PlansQuery,
    PlansView,
    PlanView,
)
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Money, Nothing
from chalicelib.errors import Invalid
from chalicelib.tenants import countries

routes = Blueprint(__name__)
_read, _pay = auth.session("owner"), auth.session("owner", always=True)


@endpoint(routes, "GET", "/api/plans", guard=auth.public(), query=PlansQuery, returns=PlansView)
def list_plans(ctx: Context, query: PlansQuery) -> PlansView:
    """The plans, with prices in the country's currency where there is one."""
    prices = actions.list_prices(countries.currency_of(query.country))
    return PlansView(
        plans=[
            PlanView(id=plan, name=name, features=features, price=_money(*prices[plan]))
            for plan, (name, features) in actions.PLANS.items()
            if plan in prices
        ]
    )


@endpoint(routes, "GET", "/api/billing", guard=_read, returns=BillingView)
def get_billing(ctx: Context) -> BillingView:
    """The clinic's subscription."""
    return _view(actions.show(ctx))


@endpoint(routes, "POST", "/api/billing/sync", guard=_pay, body=Nothing, returns=BillingView)
def sync(ctx: Context, body: Nothing) -> BillingView:
    """Ask Stripe what is true now; the return page calls this."""
    return _view(actions.show(ctx))


@endpoint(
    routes, "POST", "/api/billing/checkout", guard=_pay, body=CheckoutRequest, returns=Address
)
def open_checkout(ctx: Context, body: CheckoutRequest) -> Address:
    """The address where the clinic pays."""
    return Address(url=actions.open_checkout(ctx, body.plan))


@endpoint(routes, "POST", "/api/billing/portal", guard=_pay, body=Nothing, returns=Address)
def open_portal(ctx: Context, body: Nothing) -> Address:
    """The address for cards, invoices and cancelling."""
    return Address(url=actions.open_portal(ctx))


@endpoint(routes, "POST", "/api/stripe/webhook", guard=auth.signed_by_stripe())
def receive_webhook(ctx: Context, raw: bytes, signature: str | None) -> None:
    """Stripe says that something changed; it is looked at afterwards."""
    try:
        event = json.loads(raw)
    except ValueError:
        raise Invalid("The body is not JSON.", fields={"body": "must be JSON"}) from None
    if not isinstance(event, dict) or "id" not in event:
        raise Invalid("The body is not an event.", fields={"id": "is needed"})
    actions.receive_webhook(raw, signature, event)


def _view(now: Subscription) -> BillingView:
    price = _money(now.amount, now.currency) if now.amount is not None and now.currency else None
    return BillingView(
        status=now.status,
        plan=now.plan,
        trial_end=now.trial_end,
        current_period_end=now.current_period_end,
        cancel_at_period_end=now.cancel_at_period_end,
        price=price,
    )


def _money(amount: int, currency: str) -> Money:
    return Money(amount=amount, currency=currency)
