"""What the subscription calls take."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from infra.local.stripe.wire.params import (
    Clearable,
    Count,
    Currency,
    Hash,
    Listed,
    Metadata,
    Moment,
    PageParams,
    Params,
    Text,
)

Proration = Literal["none", "create_prorations", "always_invoice"]
TrialEnd = Annotated[str, StringConstraints(pattern=r"^(now|[0-9]{1,10})$")]
CancelAt = Clearable[
    Annotated[str, StringConstraints(pattern=r"^(min_period_end|max_period_end|[0-9]{1,10})$")]
]
Quantity = Annotated[int, Field(ge=0, le=999_999)]


class MissingPaymentMethod(Hash):
    missing_payment_method: Literal["create_invoice", "cancel", "pause"]


class TrialSettings(Hash):
    end_behavior: MissingPaymentMethod


class BillingMode(Hash):
    type: Literal["flexible"]


class AnchorChange(Hash):
    type: Literal["now", "unchanged"]


class PauseCollection(Hash):
    behavior: Literal["keep_as_draft", "mark_uncollectible", "void"]
    resumes_at: Moment | None = None


class CancellationDetails(Hash):
    comment: Clearable[Text] = None
    feedback: Clearable[
        Literal[
            "customer_service",
            "low_quality",
            "missing_features",
            "other",
            "switched_service",
            "too_complex",
            "too_expensive",
            "unused",
        ]
    ] = None


class NewItem(Hash):
    price: Text
    quantity: Quantity = 1
    metadata: Metadata = Field(default_factory=dict)


class ChangedItem(Hash):
    id: Text | None = None
    price: Text | None = None
    quantity: Quantity | None = None
    metadata: Metadata = Field(default_factory=dict)
    deleted: bool = False


class SubscriptionFields(Params):
    """What can be given when a subscription is created and when it is changed."""

    cancel_at: CancelAt = None
    cancel_at_period_end: bool = False
    collection_method: Literal["charge_automatically"] = "charge_automatically"
    default_payment_method: Clearable[Text] = None
    description: Clearable[Text] = None
    metadata: Metadata = Field(default_factory=dict)
    off_session: bool = False
    proration_behavior: Proration = "create_prorations"
    trial_end: TrialEnd | None = None
    trial_settings: TrialSettings | None = None


class CreateSubscription(SubscriptionFields):
    customer: Text
    items: Annotated[Listed[NewItem], Field(min_length=1, max_length=20)]
    billing_mode: BillingMode | None = None
    currency: Currency | None = None
    payment_behavior: Literal["allow_incomplete", "default_incomplete", "error_if_incomplete"] = (
        "allow_incomplete"
    )
    trial_period_days: Annotated[int, Field(ge=1, le=730)] | None = None


class UpdateSubscription(SubscriptionFields):
    items: Annotated[Listed[ChangedItem], Field(max_length=20)] = Field(default_factory=list)
    billing_cycle_anchor: AnchorChange | None = None
    cancellation_details: CancellationDetails | None = None
    pause_collection: Clearable[PauseCollection] = None
    payment_behavior: Literal["allow_incomplete", "error_if_incomplete"] = "allow_incomplete"


class CancelSubscription(Params):
    cancellation_details: CancellationDetails | None = None
    invoice_now: bool = False
    prorate: Literal[False] = False


class PauseSubscription(Params):
    type: Literal["subscription"] = "subscription"
    invoicing_behavior: Literal["invoice", "pending_invoice_item"] = "pending_invoice_item"


class ResumeSubscription(Params):
    billing_cycle_anchor: AnchorChange = AnchorChange(type="now")
    payment_behavior: Literal["resume_on_payment_attempt"] = "resume_on_payment_attempt"
    proration_behavior: Proration = "create_prorations"


class ListSubscriptions(PageParams):
    collection_method: Literal["charge_automatically", "send_invoice"] | None = None
    customer: Text | None = None
    price: Text | None = None
    status: (
        Literal[
            "active",
            "all",
            "canceled",
            "ended",
            "incomplete",
            "incomplete_expired",
            "past_due",
            "paused",
            "trialing",
            "unpaid",
        ]
        | None
    ) = None


class ListItems(PageParams):
    subscription: Text


class UpdateItem(Params):
    price: Text | None = None
    quantity: Count | None = None
    metadata: Metadata = Field(default_factory=dict)
    payment_behavior: Literal["allow_incomplete", "error_if_incomplete"] = "allow_incomplete"
    proration_behavior: Proration = "create_prorations"
