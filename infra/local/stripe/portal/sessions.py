"""Portal sessions: a link for one customer, and what can be done behind it."""

from typing import Literal

from infra.local.stripe.account import Account
from infra.local.stripe.customers import payment_methods
from infra.local.stripe.customers.cards import Card
from infra.local.stripe.ids import new_id, random_text
from infra.local.stripe.ledger import Json
from infra.local.stripe.periods import HOUR
from infra.local.stripe.portal import configurations
from infra.local.stripe.subscriptions import changes, model, standing
from infra.local.stripe.subscriptions.params import UpdateSubscription
from infra.local.stripe.views import present
from infra.local.stripe.wire.errors import InvalidRequest
from infra.local.stripe.wire.operation import Operation
from infra.local.stripe.wire.params import Hash, Params, Text, Url

USABLE_FOR = HOUR


class Subject(Hash):
    subscription: Text


class Redirect(Hash):
    return_url: Url


class AfterCompletion(Hash):
    type: Literal["portal_homepage", "redirect"] = "portal_homepage"
    redirect: Redirect | None = None


class Flow(Hash):
    type: Literal["payment_method_update", "subscription_cancel"]
    after_completion: AfterCompletion = AfterCompletion()
    subscription_cancel: Subject | None = None


class CreatePortalSession(Params):
    customer: Text
    configuration: Text | None = None
    flow_data: Flow | None = None
    locale: Text | None = None
    return_url: Url | None = None


def create(account: Account, params: CreatePortalSession) -> Json:
    customer = account.refer("customer", params.customer, "customer")
    chosen = _configuration(account, params)
    body = {
        "id": new_id("billing_portal.session"),
        "object": "billing_portal.session",
        "configuration": chosen["id"],
        "created": account.clock.now(),
        "customer": customer["id"],
        "customer_account": None,
        "flow": _flow(account, params),
        "livemode": False,
        "locale": params.locale,
        "on_behalf_of": None,
        "return_url": params.return_url or chosen["default_return_url"],
        "_token": f"test_{random_text(40)}",
    }
    account.add(body)
    account.announce("billing_portal.session.created", body)
    return present(account, body)


def _configuration(account: Account, params: CreatePortalSession) -> Json:
    if params.configuration is None:
        return configurations.default_of(account)
    kind = "billing_portal.configuration"
    chosen = account.refer(kind, params.configuration, "configuration")
    if not chosen["active"]:
        raise InvalidRequest("This configuration is not active.", param="configuration")
    return chosen


def _flow(account: Account, params: CreatePortalSession) -> Json | None:
    flow = params.flow_data
    if flow is None:
        return None
    subject = flow.subscription_cancel
    if flow.type == "subscription_cancel":
        if subject is None:
            raise InvalidRequest(
                "Missing required param: flow_data[subscription_cancel].",
                code="parameter_missing",
                param="flow_data[subscription_cancel]",
            )
        account.refer("subscription", subject.subscription, "flow_data[subscription_cancel]")
    after = flow.after_completion.model_dump() | {"hosted_confirmation": None}
    return {
        "after_completion": after,
        "customer_update": None,
        "subscription_cancel": subject.model_dump() | {"retention": None} if subject else None,
        "subscription_pause": None,
        "subscription_update": None,
        "subscription_update_confirm": None,
        "type": flow.type,
    }


def usable(account: Account, token: str) -> Json | None:
    """The session behind a link, for an hour; None if there is none or it is over."""
    found = account.bodies("billing_portal.session", _token=token)
    if not found or account.clock.now() >= found[0]["created"] + USABLE_FOR:
        return None
    return found[0]


def running(account: Account, customer_id: str) -> list[Json]:
    """The customer's subscriptions that are not over, newest first."""
    held = account.bodies("subscription", customer=customer_id)
    return [body for body in held if body["status"] not in (*model.ENDED, "incomplete")]


def owned(account: Account, session: Json, subscription_id: str) -> Json:
    """A subscription that this session's customer may act on."""
    for body in running(account, session["customer"]):
        if body["id"] == subscription_id:
            return body
    raise InvalidRequest("This plan is no longer active.")


def cancel(account: Account, session: Json, subscription_id: str) -> None:
    """At the period's end, or now. In flexible billing mode the portal sets `cancel_at` only."""
    body = owned(account, session, subscription_id)
    feature = features_of(account, session)["subscription_cancel"]
    if not feature["enabled"]:
        raise InvalidRequest("Cancelling is not offered here.")
    if feature["mode"] == "immediately":
        standing.cancel(account, body, reason="cancellation_requested")
        return
    end = str(model.period(body)[1])
    changes.update(account, body, UpdateSubscription(cancel_at=end))


def keep(account: Account, session: Json, subscription_id: str) -> None:
    """Not cancelled after all."""
    body = owned(account, session, subscription_id)
    changes.update(account, body, UpdateSubscription(cancel_at=""))


def replace_card(account: Account, session: Json, card: Card, name: str) -> None:
    """The customer's card from now on, for the customer and for what it is subscribed to."""
    if not features_of(account, session)["payment_method_update"]["enabled"]:
        raise InvalidRequest("Changing the card is not offered here.")
    customer = account.get("customer", session["customer"])
    kept = payment_methods.keep(account, card, customer["id"], name or None, customer["email"])
    settings = customer["invoice_settings"] | {"default_payment_method": kept["id"]}
    account.change(customer | {"invoice_settings": settings}, "customer.updated")
    for body in running(account, customer["id"]):
        changed = body | {"default_payment_method": kept["id"]}
        account.change(changed, "customer.subscription.updated")


def features_of(account: Account, session: Json) -> Json:
    configuration = account.get("billing_portal.configuration", session["configuration"])
    return dict(configuration["features"])


OPERATIONS = [
    Operation("POST", "/v1/billing_portal/sessions", CreatePortalSession, create),
]
