"""Faults that a test orders: the next calls are refused, slowed, or their answers lost."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from infra.local.stripe.ledger import Json, Ledger
from infra.local.stripe.wire.errors import ApiFailure, RateLimited, StripeError


class Fault(BaseModel):
    """`refuse`: nothing is done; `lose_answer`: it is done, but the caller hears a 500;
    `slow`: it is done after `delay_ms`. Applies to the next `count` calls that match."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["refuse", "lose_answer", "slow"] = "refuse"
    count: Annotated[int, Field(ge=1, le=1_000)] = 1
    method: Literal["GET", "POST", "DELETE"] | None = None
    path: str | None = None
    status: Literal[429, 500] = 500
    delay_ms: Annotated[int, Field(ge=0, le=60_000)] = 1_000

    def matches(self, method: str, path: str) -> bool:
        return self.method in (None, method) and (self.path is None or path.startswith(self.path))

    def error(self) -> StripeError:
        if self.status == RateLimited.status:
            return RateLimited(
                "Request rate limit exceeded. You can learn more about rate limits here "
                "https://stripe.com/docs/rate-limits.",
                code="rate_limit",
            )
        return ApiFailure("Sorry! There was an error while talking to one of our backends.")


def order(ledger: Ledger, fault: Fault) -> None:
    ledger.set_fact("faults", [*_ordered(ledger), fault.model_dump()])


def take(ledger: Ledger, method: str, path: str) -> Fault | None:
    """The first ordered fault that fits the call; its count goes down by one."""
    ordered = _ordered(ledger)
    for position, body in enumerate(ordered):
        fault = Fault.model_validate(body)
        if fault.matches(method, path):
            left = fault.count - 1
            rest = [body | {"count": left}] if left else []
            ledger.set_fact("faults", [*ordered[:position], *rest, *ordered[position + 1 :]])
            return fault
    return None


def _ordered(ledger: Ledger) -> list[Json]:
    return list(ledger.fact("faults", []))
