"""What the Checkout session calls take."""

from typing import Annotated, Literal

from pydantic import Field

from infra.local.stripe.subscriptions.params import BillingMode, TrialSettings
from infra.local.stripe.wire.params import (
    Count,
    Currency,
    Email,
    Hash,
    Listed,
    Metadata,
    Moment,
    PageParams,
    Params,
    Text,
    Url,
)

Offered = Literal["auto", "required"]


class Switch(Hash):
    enabled: bool


class LineItem(Hash):
    price: Text
    quantity: Count = 1
    metadata: Metadata = Field(default_factory=dict)


class SubscriptionData(Hash):
    billing_mode: BillingMode | None = None
    description: Text | None = None
    metadata: Metadata = Field(default_factory=dict)
    trial_end: Moment | None = None
    trial_period_days: Annotated[int, Field(ge=1, le=730)] | None = None
    trial_settings: TrialSettings | None = None


class CustomerUpdate(Hash):
    address: Literal["auto", "never"] = "never"
    name: Literal["auto", "never"] = "never"


class CreateSession(Params):
    """The last group is taken and shown, and changes nothing on the page."""

    mode: Literal["subscription"]
    line_items: Annotated[Listed[LineItem], Field(min_length=1, max_length=20)]
    success_url: Url
    cancel_url: Url | None = None
    client_reference_id: Annotated[Text, Field(max_length=200)] | None = None
    currency: Currency | None = None
    customer: Text | None = None
    customer_email: Email | None = None
    customer_update: CustomerUpdate = CustomerUpdate()
    expires_at: Moment | None = None
    metadata: Metadata = Field(default_factory=dict)
    payment_method_collection: Literal["always", "if_required"] = "always"
    payment_method_types: Listed[Literal["card"]] = Field(default_factory=list, max_length=1)
    subscription_data: SubscriptionData = SubscriptionData()
    ui_mode: Literal["hosted_page"] = "hosted_page"

    allow_promotion_codes: bool | None = None
    automatic_tax: Switch = Switch(enabled=False)
    billing_address_collection: Offered | None = None
    locale: Annotated[Text, Field(max_length=10)] | None = None
    origin_context: Literal["mobile_app", "web"] | None = None
    submit_type: Literal["auto", "book", "donate", "pay", "subscribe"] | None = None
    tax_id_collection: Switch = Switch(enabled=False)


class UpdateSession(Params):
    metadata: Metadata = Field(default_factory=dict)


class ListSessions(PageParams):
    customer: Text | None = None
    status: Literal["open", "complete", "expired"] | None = None
    subscription: Text | None = None
