"""The clinic's subscription: paying, and believing only what Stripe says now."""

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.errors import AppError, Conflict, NotFound
from chalicelib.gateways import queue, stripe
from chalicelib.lines import actions as lines
from chalicelib.table import keys
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import customers
from chalicelib.tenants.model import Clinic

_ALL_HAVE = ["widget", "phone_line", "sms_reminders", "import"]
PLANS = {
    "starter": ("Starter", ["1 branch", "3 practitioners", *_ALL_HAVE]),
    "clinic": ("Clinic", ["3 branches", "20 practitioners", *_ALL_HAVE]),
    "network": ("Network", ["branches", "practitioners", *_ALL_HAVE]),
}
_EVENT_DAYS = 7
Subscription = stripe.Subscription


def list_prices(currency: str) -> dict[str, tuple[int, str]]:
    """Minor units and currency of each plan, in the wanted currency where there is one."""
    return stripe.prices(currency)


def open_checkout(ctx: Context, plan: str | None) -> str:
    """The address where the clinic pays; raises Conflict when it does already."""
    profile = tenants.get_clinic(ctx)
    customer_id = ensure_customer(ctx, profile)
    now = sync_customer(ctx, customer_id)
    if now.status in ("trialing", "active", "past_due"):
        raise Conflict("There is a subscription already. Use the portal to change it.")
    first = now.status == "none"
    return stripe.checkout(
        customer_id, ctx.tenant_id, plan or profile.plan, profile.currency, with_trial=first
    )


def open_portal(ctx: Context) -> str:
    profile = tenants.get_clinic(ctx)
    if profile.customer_id is None:
        raise Conflict("There is no subscription yet.")
    return stripe.portal(profile.customer_id)


def ensure_customer(ctx: Context, profile: Clinic) -> str:
    """The clinic's customer at Stripe, and the way back from it."""
    customer_id = profile.customer_id or stripe.create_customer(
        ctx.tenant_id, profile.name, profile.email
    )
    customers.point(customer_id, ctx.tenant_id)
    return customer_id


def sync_customer(ctx: Context, customer_id: str) -> Subscription:
    """Re-read the subscription and write it down; what a webhook said is never believed."""
    now = stripe.subscription_of(customer_id)
    profile = tenants.get_clinic(ctx)
    status = "pending" if now.status == "none" else now.status
    plan = now.plan if now.plan in PLANS else profile.plan
    tenants.update_subscription(ctx, status, plan, customer_id, now.trial_end)
    return now


def show(ctx: Context) -> Subscription:
    """What Stripe says now, or nothing where there is no customer yet."""
    profile = tenants.get_clinic(ctx)
    if profile.customer_id is None:
        return stripe.NOTHING
    return sync_customer(ctx, profile.customer_id)


def receive_webhook(raw: bytes, signature: str | None, event: dict[str, object]) -> None:
    """Check the signature and hand the event over; its customer's events stay in order."""
    stripe.verify(raw, signature)
    inner = event.get("data")
    thing = inner.get("object", {}) if isinstance(inner, dict) else {}
    customer = thing.get("id") if thing.get("object") == "customer" else thing.get("customer")
    if not isinstance(customer, str):
        return
    body = {"event_id": str(event["id"]), "customer_id": customer}
    queue.send_in_order("STRIPE_EVENTS", customer, str(event["id"]), body)


def handle_event(event_id: str, customer_id: str) -> None:
    """Bring a clinic up to date for an event, once; an unknown customer is not ours."""
    key = keys.platform_stripe_event(event_id)
    if customers.is_done(key):
        return
    ctx = tenants.context_of_customer(customer_id)
    if ctx is not None:
        sync_customer(ctx, customer_id)
        lines.open_line(ctx)  # fails with its event, which comes again
    customers.mark_done(key, clock.epoch() + _EVENT_DAYS * 86400)


def reconcile() -> int:
    """Compare every clinic with Stripe; gives how many were looked at.

    One that can't be compared keeps no other from it; the last error is raised at the end.
    """
    looked, failed = 0, None
    for tenant_id in tenants.list_tenants():
        ctx = Context(tenant_id)
        try:
            profile = tenants.get_clinic(ctx)
        except NotFound:
            continue
        if profile.customer_id:
            try:
                sync_customer(ctx, profile.customer_id)
                lines.open_line(ctx)
                lines.close_desks_left(ctx)
            except AppError as error:
                failed = error
                continue
            looked += 1
    if failed:
        raise failed
    return looked
