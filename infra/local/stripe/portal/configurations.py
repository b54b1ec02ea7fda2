"""What the customer portal lets a customer do."""

from typing import Literal

from pydantic import Field

from infra.local.stripe.account import Account
from infra.local.stripe.ids import new_id
from infra.local.stripe.ledger import Json
from infra.local.stripe.views import present
from infra.local.stripe.wire import listing
from infra.local.stripe.wire.errors import InvalidRequest
from infra.local.stripe.wire.operation import Operation
from infra.local.stripe.wire.params import (
    Clearable,
    Hash,
    Listed,
    Metadata,
    PageParams,
    Params,
    Text,
    Url,
    merged,
)

REASONS = [
    "too_expensive",
    "missing_features",
    "switched_service",
    "unused",
    "other",
]


class Switch(Hash):
    enabled: bool = False


class Off(Hash):
    """Not modelled: plans and seats change in the product's own console."""

    enabled: Literal[False] = False


class CustomerUpdate(Off):
    allowed_updates: Listed[Text] = Field(default_factory=list)


class Cancel(Hash):
    enabled: bool = False
    mode: Literal["at_period_end", "immediately"] = "at_period_end"
    proration_behavior: Literal["none"] = "none"


class Features(Hash):
    customer_update: CustomerUpdate = CustomerUpdate()
    invoice_history: Switch = Switch()
    payment_method_update: Switch = Switch()
    subscription_cancel: Cancel = Cancel()
    subscription_pause: Off = Off()
    subscription_update: Off = Off()


class BusinessProfile(Hash):
    headline: Clearable[Text] = None
    privacy_policy_url: Url | None = None
    terms_of_service_url: Url | None = None


class ConfigurationFields(Params):
    business_profile: BusinessProfile = BusinessProfile()
    default_return_url: Clearable[Url] = None
    metadata: Metadata = Field(default_factory=dict)
    name: Clearable[Text] = None


class CreateConfiguration(ConfigurationFields):
    features: Features


class UpdateConfiguration(ConfigurationFields):
    active: bool = True
    features: Features = Features()


class ListConfigurations(PageParams):
    active: bool | None = None
    is_default: bool | None = None


def create(account: Account, params: CreateConfiguration, *, is_default: bool = False) -> Json:
    now = account.clock.now()
    body = {
        "id": new_id("billing_portal.configuration"),
        "object": "billing_portal.configuration",
        "active": True,
        "application": None,
        "business_profile": params.business_profile.model_dump(),
        "created": now,
        "default_return_url": params.default_return_url,
        "features": _features(params.features.model_dump()),
        "is_default": is_default,
        "livemode": False,
        "login_page": {"enabled": False, "url": None},
        "metadata": merged({}, params.metadata),
        "name": params.name,
        "updated": now,
    }
    account.add(body, "billing_portal.configuration.created")
    return present(account, body)


def _features(given: Json) -> Json:
    """The features as Stripe shows them, with the parts that are never on filled in."""
    given["payment_method_update"]["payment_method_configuration"] = None
    given["subscription_cancel"]["cancellation_reason"] = {"enabled": False, "options": REASONS}
    given["subscription_pause"]["duration"] = {"interval_options": [], "type": "indefinite"}
    given["subscription_update"] |= {
        "billing_cycle_anchor": None,
        "default_allowed_updates": [],
        "products": [],
        "proration_behavior": "none",
        "schedule_at_period_end": {"conditions": []},
        "trial_update_behavior": "continue_trial",
    }
    return given


def retrieve(account: Account, params: Params, identifier: str) -> Json:
    return present(account, account.get("billing_portal.configuration", identifier))


def update(account: Account, params: UpdateConfiguration, identifier: str) -> Json:
    body, given = account.get("billing_portal.configuration", identifier), params.given()
    if body["is_default"] and given.get("active") is False:
        raise InvalidRequest("The default configuration can't be deactivated.", param="active")
    for name, feature in given.pop("features", {}).items():
        body["features"][name] |= feature
    body["business_profile"] |= given.pop("business_profile", {})
    if "metadata" in given:
        given["metadata"] = merged(body["metadata"], given["metadata"])
    body |= given | {"updated": account.clock.now()}
    account.change(body, "billing_portal.configuration.updated")
    return present(account, body)


def list_configurations(account: Account, params: ListConfigurations) -> Json:
    conditions = listing.equal(active=params.active, is_default=params.is_default)
    url = "/v1/billing_portal/configurations"
    return listing.page(account, "billing_portal.configuration", url, params, conditions)


def default_of(account: Account) -> Json:
    return account.bodies("billing_portal.configuration", is_default=True)[0]


def seed_default(account: Account) -> None:
    """A new account's portal: cards, invoices, and cancelling at the period's end."""
    if account.bodies("billing_portal.configuration", is_default=True):
        return
    features = Features(
        invoice_history=Switch(enabled=True),
        payment_method_update=Switch(enabled=True),
        subscription_cancel=Cancel(enabled=True),
    )
    create(account, CreateConfiguration(features=features), is_default=True)


OPERATIONS = [
    Operation("POST", "/v1/billing_portal/configurations", CreateConfiguration, create),
    Operation("GET", "/v1/billing_portal/configurations", ListConfigurations, list_configurations),
    Operation("GET", "/v1/billing_portal/configurations/{id}", Params, retrieve),
    Operation("POST", "/v1/billing_portal/configurations/{id}", UpdateConfiguration, update),
]
