"""What a person would set in Stripe's dashboard: retries, what follows them, Checkout's limit."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from infra.local.stripe.ledger import Ledger


class Settings(BaseModel):
    """`retry_days`: days from one failed attempt to the next. `draft_minutes`: how long a
    renewal's invoice stays a draft. `one_subscription_per_customer`: Checkout refuses a second."""

    model_config = ConfigDict(extra="forbid")
    after_retries: Literal["canceled", "unpaid", "past_due"] = "canceled"
    retry_days: Annotated[list[Annotated[int, Field(ge=1, le=60)]], Field(max_length=8)] = [3, 5, 7]
    draft_minutes: Annotated[int, Field(ge=0, le=4_320)] = 60
    one_subscription_per_customer: bool = False


def read(ledger: Ledger) -> Settings:
    return Settings.model_validate(ledger.fact("settings", {}))


def change(ledger: Ledger, given: Settings) -> Settings:
    """Keep what was given beside what was set before."""
    changed = read(ledger).model_copy(update=given.model_dump(exclude_unset=True))
    ledger.set_fact("settings", changed.model_dump())
    return changed
